// Reports kept in the phone until the hospital has them whole. Used by the page and by the service worker; no page parts.
"use strict";
self.Reports = (() => {
  const HOURS = 3600e3;
  const QUICK_BYTES = 2e6; // a minute on a poor line (250 kbit/s); more does not hold a report up
  const KEY_KEPT = 23 * HOURS; // the hospital knows a key for 24 h: within them a report sent again is the same report
  const memory = new Map(); // where the browser keeps nothing (private windows)
  let database;

  function opened() {
    database ??= new Promise((done) => {
      try {
        const asked = indexedDB.open("reports", 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore("reports", { keyPath: "id" });
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => done(null);
      } catch {
        done(null);
      }
    });
    return database;
  }

  async function work(mode, ask) {
    const kept = await opened();
    if (!kept) return null;
    return new Promise((done, fail) => {
      const change = kept.transaction("reports", mode);
      const asked = ask(change.objectStore("reports"));
      change.oncomplete = () => done(asked.result);
      change.onerror = change.onabort = () => fail(change.error);
    });
  }

  const all = async () => (await work("readonly", (store) => store.getAll())) || [...memory.values()];
  const get = async (id) => (await work("readonly", (store) => store.get(id))) || memory.get(id);
  async function put(report) {
    report.savedAt = Date.now();
    if (await opened()) await work("readwrite", (store) => store.put(report));
    else memory.set(report.id, report);
  }
  async function remove(id) {
    memory.delete(id);
    await work("readwrite", (store) => store.delete(id));
  }

  // While a report is on its way it may be taken back, here or in another tab: then it must not come again.
  class Dropped extends Error {}
  async function keep(report) {
    if (!(await get(report.id))) throw new Dropped(report.id);
    await put(report);
  }

  const BEFORE_OPINION = ["submitted", "examining"];
  class Refused extends Error {
    constructor(status, text, { code, state }, wait) {
      super(text);
      Object.assign(this, { status, code, wait });
      const isFinal = code === "case_recordings_too_many" || (state && !BEFORE_OPINION.includes(state));
      this.passes = ([408, 409, 423, 425, 429].includes(status) && !isFinal) || status >= 500;
    }
  }

  async function call(method, path, key, headers, body) {
    const language = headers["Accept-Language"] || "zh";
    const answer = await fetch(path, {
      method,
      body,
      headers: { Authorization: `Bearer ${key}`, ...headers },
      cache: "no-store",
      credentials: "omit",
    });
    if (answer.ok) return answer;
    const told = await answer.json().catch(() => ({}));
    const text = (told.detail_i18n || {})[language] || told.detail || String(answer.status);
    throw Object.assign(new Refused(answer.status, text, told, Number(answer.headers.get("Retry-After")) || 0), { answer });
  }

  const inBase64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

  // A recording goes piece by piece (tus 1.0); after a dead line it goes on where it was.
  async function upload(report, file, tell) {
    const key = `ihl_${report.token}`;
    const tus = { "Tus-Resumable": "1.0.0", "Accept-Language": report.language };
    const size = file.blob.size;
    let offset = 0;
    let answer;
    if (file.upload) {
      try {
        answer = await call("HEAD", file.upload, key, tus);
      } catch (problem) {
        if (![404, 410].includes(problem.status)) throw problem;
        file.upload = null; // it rested for too long
      }
    }
    if (!file.upload) {
      const named = `equipment_id ${inBase64(report.equipment)},filename ${inBase64(file.name)}`;
      answer = await call("POST", "/api/v1/uploads", key, { ...tus, "Upload-Length": size, "Upload-Metadata": named });
      file.upload = answer.headers.get("Location");
      await keep(report);
    }
    const piece = Math.max(256 * 1024, Math.ceil(size / 40));
    for (;;) {
      offset = Number(answer.headers.get("Upload-Offset"));
      tell({ file, share: offset / size, receipt: report.receipt });
      if (answer.headers.get("Recording-Id")) break;
      const headers = { ...tus, "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream" };
      try {
        answer = await call("PATCH", file.upload, key, headers, file.blob.slice(offset, offset + piece));
      } catch (problem) {
        if (problem.code !== "upload_offset_wrong") throw problem;
        answer = problem.answer;
      }
    }
    file.recording = answer.headers.get("Recording-Id");
    await keep(report);
  }

  const linkOf = (report) => `ihf_${new URL(report.receipt.url).pathname.split("/")[2]}`;

  async function attach(report, file) {
    const query = new URLSearchParams({ subject: report.receipt.case_id, kind: file.kind, filename: file.name });
    const headers = { "Idempotency-Key": `${report.id}-${file.id}`, "Accept-Language": report.language };
    await call("POST", `/api/v1/attachments?${query}`, linkOf(report), { ...headers, "Content-Type": "application/octet-stream" }, file.blob);
  }

  async function addRecording(report, file, tell) {
    if (!file.recording) await upload(report, file, tell);
    const headers = { "Content-Type": "application/json", "Accept-Language": report.language };
    const body = JSON.stringify({ recording_id: file.recording });
    const path = `/api/v1/cases/${report.receipt.case_id}/recordings`;
    for (let tries = 1; ; tries++) {
      try {
        await call("POST", path, linkOf(report), headers, body);
        return;
      } catch (problem) {
        if (problem.code === "case_recording_used") return; // it was added before
        if (problem.code !== "case_state_conflict" || !problem.passes || tries === 10) throw problem;
        await new Promise((done) => setTimeout(done, 1000)); // the first opinion, by words, is there in a moment
      }
    }
  }

  // What the hospital will never take is left out and said; it must not keep the report itself from arriving.
  async function orLeftOut(report, file, step) {
    try {
      await step();
    } catch (problem) {
      if (!(problem instanceof Refused) || problem.passes || problem.status === 401) throw problem;
      file.refused = problem.message;
      await keep(report);
    }
  }

  // With danger, or with recordings that take long, the report goes first and the recordings follow it.
  const goesFirst = (report, recordings) =>
    report.fields.danger || recordings.reduce((sum, file) => sum + file.blob.size, 0) > QUICK_BYTES;

  async function sendTicket(report, tell) {
    const recordings = report.files.filter((file) => file.kind === "recording");
    if (!report.body && !goesFirst(report, recordings)) {
      for (const file of recordings) {
        if (!file.recording && !file.refused) await orLeftOut(report, file, () => upload(report, file, tell));
        file.done = true; // it goes with the ticket
      }
    }
    if (!report.body) {
      const ids = recordings.map((file) => file.done && file.recording).filter(Boolean);
      report.body = JSON.stringify({ ...report.fields, language: report.language, recording_ids: ids });
    }
    report.firstTried ??= Date.now();
    await keep(report);
    tell({});
    const headers = { "Idempotency-Key": report.id, "Content-Type": "application/json", "Accept-Language": report.language };
    report.receipt = await (await call("POST", "/api/v1/intake/tickets", `ihl_${report.token}`, headers, report.body)).json();
    await keep(report);
  }

  async function sendNow(id, tell) {
    const report = await get(id);
    if (!report || report.state !== "waiting") return report;
    if (!report.receipt && report.firstTried && Date.now() - report.firstTried > KEY_KEPT) {
      report.state = "unsure"; // it may have arrived; sending it again might make a second case
      await keep(report);
      return report;
    }
    try {
      if (!report.receipt) await sendTicket(report, tell);
      for (const file of report.files) {
        if (!file.done && !file.refused) {
          tell({ file, receipt: report.receipt });
          const step = file.kind === "recording" ? () => addRecording(report, file, tell) : () => attach(report, file);
          await orLeftOut(report, file, step);
          file.done = true;
          await keep(report);
        }
      }
    } catch (problem) {
      if (!(problem instanceof Refused) || problem.passes) throw problem;
      report.state = "refused";
      report.problem = problem.status === 401 ? null : problem.message;
      await keep(report);
      return report;
    }
    report.state = "sent";
    report.leftOut = report.files.filter((file) => file.refused).map((file) => file.kind);
    report.files = []; // the hospital has them
    await keep(report);
    return report;
  }

  // One sender at a time, be it a second tab or the service worker.
  function send(id, tell = () => {}) {
    const step = () => sendNow(id, tell);
    return self.navigator.locks ? navigator.locks.request(`report ${id}`, step) : step();
  }

  async function sendAll() {
    for (const report of await all()) {
      if (report.state !== "waiting") continue;
      await send(report.id).catch((problem) => {
        if (!(problem instanceof Dropped)) throw problem;
      });
    }
  }

  return { all, get, put, remove, send, sendAll, Dropped };
})();
