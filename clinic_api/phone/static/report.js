// The report at the machine: keeps the draft in the phone, makes photos small, sends when there is a line.
"use strict";
(() => {
  const form = document.getElementById("report");
  const { words, equipment, machine, sound, limits } = JSON.parse(form.dataset.page);
  const language = document.documentElement.lang;
  const token = location.pathname.split("/")[2];
  const byId = (id) => document.getElementById(id);
  const status = byId("sending");
  const RETRY_SECONDS = [2, 5, 10, 20, 40, 60];
  const SOUND_SECONDS = 10;
  let report = emptyReport();
  let tries = 0;
  let timer;

  function newKey() {
    const figures = crypto.getRandomValues(new Uint8Array(16));
    return "phone-" + [...figures].map((figure) => figure.toString(16).padStart(2, "0")).join("");
  }

  function emptyReport() {
    return { id: newKey(), token, equipment, machine, language, state: "draft", fields: {}, files: [] };
  }

  // --- the form and the draft -------------------------------------------------------------------------------------
  function readFields() {
    const given = new FormData(form);
    const text = (name) => (given.get(name) || "").trim() || null;
    return {
      tiles: given.getAll("tiles"),
      since: given.get("since") || "unknown",
      running: given.get("running") || "unknown",
      danger: given.has("danger"),
      words: text("words"),
      contact: text("contact"),
    };
  }

  function showFields(fields) {
    for (const box of form.elements) {
      if (box.name === "tiles") box.checked = fields.tiles.includes(box.value);
      else if (box.name === "since" || box.name === "running") box.checked = fields[box.name] === box.value;
      else if (box.name === "danger") box.checked = fields.danger;
      else if (box.name === "words" || box.name === "contact") box.value = fields[box.name] || "";
    }
    byId("more").open = Boolean(fields.words || fields.contact || report.files.length);
  }

  let saving;
  function saveSoon() {
    clearTimeout(saving);
    saving = setTimeout(save, 300);
  }
  function save() {
    clearTimeout(saving);
    if (report.state !== "draft") return null;
    Object.assign(report, { fields: readFields(), language });
    return Reports.put(report);
  }

  // --- files ------------------------------------------------------------------------------------------------------
  function element(tag, text, attributes = {}) {
    const made = Object.assign(document.createElement(tag), attributes);
    if (text) made.textContent = text;
    return made;
  }

  const sizeOf = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

  function showFiles() {
    byId("files").replaceChildren(
      ...report.files.map((file) => {
        const row = element("li");
        if (file.blob.type.startsWith("image/")) {
          row.append(element("img", "", { src: URL.createObjectURL(file.blob), alt: "" }));
        }
        row.append(element("span", `${words[file.kind]} · ${file.name} · ${sizeOf(file.blob.size)}`));
        const remove = element("button", "✕", { type: "button", className: "remove" });
        remove.setAttribute("aria-label", `${words.remove} ${file.name}`);
        remove.onclick = () => {
          report.files = report.files.filter((other) => other !== file);
          showFiles();
          save();
        };
        row.append(remove);
        return row;
      })
    );
  }

  function addFile(kind, blob, name) {
    const { bytes, count } = limits[kind];
    if (!blob.size) return say(words.empty.replace("{name}", name));
    if (blob.size > bytes) return say(words.too_large.replace("{name}", name).replace("{limit}", sizeOf(bytes)));
    if (report.files.filter((file) => file.kind === kind).length >= count) return say(words.too_many);
    report.files.push({ id: newKey(), kind, name, blob });
    showFiles();
    return save();
  }

  function takeFrom(name, kind, prepare = (file) => ({ blob: file, name: file.name })) {
    const input = form.elements[name];
    input.addEventListener("change", async () => {
      for (const file of [...input.files]) {
        const ready = await prepare(file);
        await addFile(kind, ready.blob, ready.name);
      }
      input.value = ""; // the draft has them; the form must not send them as well
    });
  }

  function offerSound() {
    const button = byId("record");
    if (!Media.canRecord()) return;
    button.hidden = false;
    button.onclick = async () => {
      button.disabled = true;
      const label = button.lastElementChild;
      const before = label.textContent;
      try {
        const wav = await Media.recordSound(SOUND_SECONDS, sound, (left) => {
          label.textContent = words.listening.replace("{left}", left);
        });
        await addFile("sound", wav, `sound-${new Date().toISOString().slice(0, 16).replace(/[:T]/g, "-")}.wav`);
      } catch {
        say(words.no_microphone);
      } finally {
        button.disabled = false;
        label.textContent = before;
      }
    };
  }

  // --- sending ----------------------------------------------------------------------------------------------------
  function say(text) {
    status.textContent = text;
    status.hidden = !text;
  }

  function refuseWithoutTile() {
    const errors = byId("errors");
    errors.hidden = readFields().tiles.length > 0;
    if (errors.hidden) return false;
    errors.focus();
    return true;
  }

  async function submit(event) {
    event.preventDefault();
    if (refuseWithoutTile()) return;
    await save();
    report.state = "waiting";
    await Reports.put(report);
    tries = 0;
    await attempt(report.id, true);
  }

  const arrived = (receipt) => (receipt ? `${words.has_arrived.replace("{code}", receipt.code)} ` : "");

  function progress({ file, share, receipt }) {
    const done = share === undefined ? "" : ` ${Math.round(share * 100)} %`;
    say(arrived(receipt) + (file ? `${words.sending_file} ${file.name}${done}` : words.sending));
  }

  async function attempt(id, follows) {
    clearTimeout(timer);
    await showBox(navigator.onLine ? words.sending : words.kept);
    if (!navigator.onLine) return askForSync();
    let kept;
    try {
      kept = await Reports.send(id, progress);
    } catch (problem) {
      if (problem instanceof Reports.Dropped) return null;
      const { receipt } = (await Reports.get(id)) || {};
      await showBox(arrived(receipt) + (problem.passes ? `${words.busy} ${problem.message}` : words.kept));
      askForSync();
      const wait = problem.wait || RETRY_SECONDS[Math.min(tries++, RETRY_SECONDS.length - 1)];
      timer = setTimeout(() => attempt(id, follows), wait * 1000);
      return null;
    }
    if (kept && kept.state === "sent") {
      remember(kept);
      await Reports.remove(kept.id);
      if (follows) return location.assign(answerOf(kept));
    }
    return showBox("");
  }

  function askForSync() {
    navigator.serviceWorker?.ready.then((ready) => ready.sync?.register("reports")).catch(() => {});
  }

  const pathOf = (kept) => new URL(kept.receipt.url).pathname;

  function answerOf(kept) {
    const query = new URLSearchParams({ new: "1", lang: language });
    if (kept.leftOut.length) query.set("left_out", [...new Set(kept.leftOut)].join(","));
    return `${pathOf(kept)}?${query}`;
  }

  function remember(kept) {
    const said = { path: pathOf(kept), code: kept.receipt.code, machine: kept.machine, at: kept.receipt.created_at };
    Mine.add(said);
  }

  // --- what waits -------------------------------------------------------------------------------------------------
  async function showBox(text) {
    const mine = (await Reports.all()).filter((each) => each.token === token && each.state !== "draft");
    const box = byId("box");
    const waiting = mine.find((each) => each.state !== "sent");
    box.hidden = !waiting;
    form.hidden = Boolean(waiting);
    if (!waiting) return say("");
    const explained = { unsure: words.unsure, refused: waiting.problem || words.label_gone };
    say(explained[waiting.state] || text || words.kept);
    byId("box-what").textContent = [...form.querySelectorAll("[name=tiles]")]
      .filter((tile) => waiting.fields.tiles.includes(tile.value))
      .map((tile) => tile.dataset.name)
      .concat(waiting.files.map((file) => words[file.kind]))
      .join(words.joint);
    const untouched = !waiting.firstTried || waiting.state === "refused";
    byId("box-change").hidden = !untouched;
    byId("box-again").textContent = waiting.state === "unsure" ? words.send_again : words.try_now;
    byId("box-again").hidden = waiting.state === "refused";
    byId("box-again").onclick = async () => {
      if (waiting.state === "unsure") {
        await Reports.remove(waiting.id);
        await Reports.put({ ...waiting, id: newKey(), state: "waiting", body: null, firstTried: undefined });
      }
      sendWaiting(true);
    };
    byId("box-change").onclick = async () => {
      const kept = await Reports.get(waiting.id);
      if (!kept || (kept.firstTried && kept.state !== "refused")) return showBox(""); // it went off meanwhile
      await Reports.remove(kept.id);
      report = { ...kept, id: newKey(), state: "draft", body: null, firstTried: undefined };
      report.files.forEach((file) => delete file.refused);
      showFields(report.fields);
      showFiles();
      await Reports.put(report);
      return showBox("");
    };
    byId("box-drop").onclick = async () => {
      if (!confirm(words.drop_sure)) return;
      await Reports.remove(waiting.id);
      report = emptyReport();
      form.reset();
      showFiles();
      showBox("");
    };
    return null;
  }

  async function sendWaiting(follows) {
    const mine = (await Reports.all()).filter((each) => each.token === token);
    for (const each of mine) {
      if (each.state === "sent") {
        remember(each); // the service worker sent it
        await Reports.remove(each.id);
        if (follows) return location.assign(answerOf(each));
      }
      if (each.state === "waiting") await attempt(each.id, follows);
    }
    return null;
  }

  async function keepPage() {
    if (!navigator.serviceWorker || !window.caches) return;
    try {
      for (const scope of ["/l/", "/f/"]) await navigator.serviceWorker.register("/phone/worker.js", { scope });
      const pages = await caches.open("phone-pages");
      await pages.add(location.pathname + location.search);
    } catch {
      // without it the page still works, only not without a line
    }
  }

  async function begin() {
    document.documentElement.classList.add("js");
    const drafts = (await Reports.all()).filter((each) => each.token === token && each.state === "draft");
    if (drafts.length) {
      report = drafts.sort((one, other) => other.savedAt - one.savedAt)[0];
      showFields(report.fields);
      showFiles();
    }
    form.addEventListener("input", saveSoon);
    form.addEventListener("submit", submit);
    form.elements.danger.addEventListener("change", () => form.querySelector(".then").scrollIntoView({ block: "nearest" }));
    takeFrom("photo", "photo", Media.smallPhoto);
    takeFrom("sound", "sound");
    takeFrom("recording", "recording");
    offerSound();
    window.addEventListener("online", () => sendWaiting(true));
    document.addEventListener("visibilitychange", () => document.hidden || sendWaiting(true));
    form.dataset.ready = "yes";
    await showBox("");
    await sendWaiting(true);
    keepPage();
  }

  begin();
})();
