// Sends the photos that were chosen together to what they belong to, however often the line breaks; says how far.

const SHELF = (window.hospitalPhotos ??= new Shelf("photos"));
const QUEUES = (window.hospitalPhotoQueues ??= new Map());
const SENDERS = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  const host = parentElement.querySelector(".field");
  if (!SENDERS.has(host)) SENDERS.set(host, new PhotoSender(host));
  const sender = SENDERS.get(host);
  sender.show(data, (count) => setTriggerValue("arrived", count));
  return () => setTimeout(() => host.isConnected || sender.leave(), 0);
}

// All photos of one subject, one after the other.
class PhotoQueue extends EventTarget {
  constructor(subject) {
    super();
    Object.assign(this, { subject, sent: 0, left: 0, waitsFor: null, refused: [], isRunning: false });
  }

  // Take over what was chosen as ``batch`` and send all there is; what a second tab sends meanwhile is one file.
  async run(batch) {
    for (const photo of await SHELF.all()) {
      if (batch && photo.batch === batch && !photo.subject) await SHELF.put({ ...photo, subject: this.subject });
    }
    if (this.isRunning) return;
    this.isRunning = true;
    for (let photo = await this.next(); photo; photo = await this.next()) await this.send(photo);
    this.isRunning = false;
    this.tell({ waitsFor: null });
  }

  async next() {
    const waiting = (await SHELF.all()).filter(({ subject }) => subject === this.subject);
    this.tell({ left: waiting.length });
    return waiting.sort((one, other) => one.begun - other.begun)[0];
  }

  async send({ id, file }) {
    const query = new URLSearchParams({ subject: this.subject, kind: "photo", filename: file.name });
    const headers = { "Content-Type": "application/octet-stream", "Idempotency-Key": `photo-${id}` };
    try {
      const body = await readable(file);
      const attach = () => call("POST", `/api/v1/attachments?${query}`, { headers, body });
      await getThrough(attach, (waitsFor) => this.tell({ waitsFor }));
      this.tell({ sent: this.sent + 1, waitsFor: null });
    } catch (problem) {
      this.tell({ refused: [...this.refused, { name: file.name, problem }], waitsFor: null });
    }
    await SHELF.remove(id);
  }

  tell(news) {
    Object.assign(this, news);
    this.dispatchEvent(new Event("news"));
  }
}

class PhotoSender {
  constructor(host) {
    this.onNews = () => this.draw();
    this.note = element("p", { className: "note" });
    this.note.setAttribute("role", "status");
    this.refused = element("ul", { className: "note refused" });
    host.replaceChildren(this.note, this.refused);
  }

  async show(data, tellPage) {
    Object.assign(this, { data, tellPage });
    if (!QUEUES.has(data.subject)) QUEUES.set(data.subject, new PhotoQueue(data.subject));
    this.leave();
    this.queue = QUEUES.get(data.subject);
    this.queue.addEventListener("news", this.onNews);
    this.draw();
    const before = this.queue.sent;
    await this.queue.run(data.batch);
    if (this.queue.sent > before) this.tellPage(this.queue.sent);
  }

  leave() {
    this.queue?.removeEventListener("news", this.onNews);
  }

  draw() {
    const { words, language } = this.data;
    const { sent, left, waitsFor, refused } = this.queue;
    const far = words.photos_far.replace("{sent}", sent).replace("{count}", sent + left);
    if (left) this.note.textContent = `${far} ${waitsFor ? words[`waits_for_${waitsFor}`] : ""}`;
    else this.note.textContent = sent ? words.photos_arrived.replace("{count}", sent) : "";
    const why = (problem) => (problem instanceof Unreadable ? words.file_gone : problem.in(language));
    this.refused.replaceChildren(
      ...refused.map(({ name, problem }) => element("li", { textContent: `${name}: ${why(problem)}` })),
    );
  }
}
