// The field on the page: choose or drop a file, see how far it is, give it up; what has arrived is told to the page.

// One of each for the whole tab, whichever step of the page is drawn and however often Streamlit loads this script.
const SHELF = (window.hospitalRecordings ??= new Shelf("recordings"));
const SENDINGS = (window.hospitalRecordingSendings ??= new Map());
const FIELDS = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  const host = parentElement.querySelector(".field");
  if (!FIELDS.has(host)) FIELDS.set(host, new RecordingField(host));
  const field = FIELDS.get(host);
  field.show(data, (recording) => setTriggerValue("kept", recording));
  return () => setTimeout(() => host.isConnected || field.leave(), 0);
}

class RecordingField {
  constructor(host) {
    this.onNews = () => this.follow();
    this.drop = new DropZone(([file]) => file && this.choose(file));
    this.name = element("strong");
    this.bar = element("progress", { max: 1 });
    this.stop = element("button", { type: "button", className: "plain", onclick: () => this.giveUp() });
    this.far = element("span", { className: "quiet" });
    const head = element("div", { className: "row" }, [this.name, this.stop]);
    this.way = element("div", { className: "way" }, [head, this.bar, this.far]);
    this.note = element("p", { className: "note" });
    this.note.setAttribute("role", "status");
    host.replaceChildren(this.drop.label, this.drop.zone, this.way, this.note);
  }

  // Draw for ``data``; go on with what was on its way, and tell the page what has arrived and it does not know yet.
  async show(data, tellPage) {
    Object.assign(this, { data, tellPage });
    this.draw();
    const sending = SENDINGS.get(data.place) ?? (await this.found(data.place));
    if (this.data !== data) return;
    if (sending?.isDone && sending.entry.recording.id === data.taken) await this.forget();
    else if (sending && sending.entry.equipment !== data.equipment) await this.sendToOther(sending);
    else this.watch(sending);
  }

  async found(place) {
    const entry = await SHELF.get(place);
    return SENDINGS.get(place) ?? (entry && this.begin(entry));
  }

  begin(entry) {
    const sending = new RecordingSending(SHELF, entry);
    SENDINGS.set(entry.id, sending);
    sending.run();
    return sending;
  }

  // Another machine was chosen meanwhile: what has not arrived is sent for that one.
  async sendToOther(sending) {
    const { file } = sending.entry;
    await this.forget();
    await sending.giveUp();
    if (file) await this.choose(file);
  }

  async choose(file) {
    const { place, equipment } = this.data;
    const entry = { id: place, equipment, file, begun: Date.now(), upload: null, recording: null };
    await SHELF.put(entry);
    this.watch(this.begin(entry));
  }

  async giveUp() {
    const { sending } = this;
    await this.forget();
    await sending?.giveUp();
    this.drop.button.focus();
  }

  async forget() {
    SENDINGS.delete(this.data.place);
    this.watch(null);
    await SHELF.remove(this.data.place);
  }

  watch(sending) {
    this.leave();
    this.sending = sending;
    sending?.addEventListener("news", this.onNews);
    this.follow();
  }

  leave() {
    this.sending?.removeEventListener("news", this.onNews);
  }

  follow() {
    this.draw();
    if (this.sending?.isDone) this.tellPage(this.sending.entry.recording);
  }

  draw() {
    const { words, label, language, offers } = this.data;
    const { sending } = this;
    const isOnTheWay = Boolean(sending) && !sending.refused;
    this.drop.say(label, words);
    this.stop.textContent = words.give_up;
    this.drop.zone.hidden = isOnTheWay || !offers;
    this.drop.label.hidden = !isOnTheWay && !offers;
    this.way.hidden = !isOnTheWay;
    this.note.className = sending?.refused ? "note refused" : "note";
    this.note.textContent = this.said();
    if (!isOnTheWay) return;
    const { name, size_bytes: bytes, sent } = this.farAlong();
    const figures = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
    const megabytes = (count) => figures.format(count / 1e6);
    this.name.textContent = name;
    this.bar.value = sent / Math.max(1, bytes);
    this.bar.setAttribute("aria-label", words.sending.replace("{name}", name));
    const far = words.far.replace("{sent}", megabytes(sent)).replace("{size}", megabytes(bytes));
    this.far.textContent = `${far} ${offers ? words.go_on : words.not_yet}`;
  }

  farAlong() {
    const { entry, sent, isDone } = this.sending;
    if (isDone) return { ...entry.recording, sent: entry.recording.size_bytes };
    return { name: entry.file.name, size_bytes: entry.file.size, sent };
  }

  said() {
    const { words, language } = this.data;
    const { refused, waitsFor } = this.sending ?? {};
    if (!refused) return waitsFor ? words[`waits_for_${waitsFor}`] : "";
    return `${refused instanceof Unreadable ? words.file_gone : refused.in(language)} ${words.nothing_lost}`;
  }
}
