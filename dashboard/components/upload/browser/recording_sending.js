// A recording on its way to the hospital, piece by piece (tus 1.0.0), until it has arrived whole. It goes on by
// itself after a dead line, an ended session and a reload, and while the field is not on the page.

const PIECE_BYTES = { first: 1 << 19, least: 1 << 17, most: 1 << 23 };
const PIECE_MS = { short: 1000, long: 4000 };

const inBase64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

class RecordingSending extends EventTarget {
  constructor(shelf, entry) {
    super();
    Object.assign(this, { shelf, entry, sent: 0, waitsFor: null, refused: null, ended: new AbortController() });
  }

  get isDone() {
    return Boolean(this.entry.recording);
  }

  // Go on until it has arrived, is refused for good, or is given up.
  async run() {
    if (this.isDone) return;
    const { signal } = this.ended;
    try {
      await getThrough((moved) => this.send(moved), (waitsFor) => this.tell({ waitsFor }), signal);
    } catch (refused) {
      if (signal.aborted) return;
      await this.shelf.remove(this.entry.id);
      this.tell({ refused });
    }
    this.tell({ waitsFor: null });
  }

  async send(moved) {
    const { entry } = this;
    const { size } = entry.file;
    let answer = await this.where();
    let pieceBytes = PIECE_BYTES.first;
    for (;;) {
      const offset = Number(answer.headers.get("Upload-Offset"));
      this.tell({ sent: offset, waitsFor: null });
      if (answer.headers.get("Recording-Id")) break;
      const piece = await readable(entry.file.slice(offset, offset + pieceBytes));
      const began = performance.now();
      const headers = { "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream" };
      answer = await this.call("PATCH", entry.upload, headers, piece);
      const tookMs = performance.now() - began;
      if (tookMs < PIECE_MS.short) pieceBytes = Math.min(2 * pieceBytes, PIECE_BYTES.most);
      if (tookMs > PIECE_MS.long) pieceBytes = Math.max(pieceBytes / 2, PIECE_BYTES.least);
      moved();
    }
    const id = answer.headers.get("Recording-Id");
    entry.recording = { id, name: entry.file.name, size_bytes: size, machine: entry.equipment };
    entry.file = null; // the hospital has it
    await this.shelf.put(entry);
  }

  // How much the hospital has; announced first where it knows nothing of it, or no longer.
  async where() {
    const { entry } = this;
    if (entry.upload) {
      try {
        return await this.call("HEAD", entry.upload);
      } catch (problem) {
        if (![404, 410].includes(problem.status)) throw problem;
      }
    }
    const metadata = `equipment_id ${inBase64(entry.equipment)},filename ${inBase64(entry.file.name)}`;
    const headers = { "Upload-Length": entry.file.size, "Upload-Metadata": metadata };
    const answer = await this.call("POST", "/api/v1/uploads", headers);
    entry.upload = answer.headers.get("Location");
    await this.shelf.put(entry);
    return answer;
  }

  call(method, path, headers, body) {
    return call(method, path, { headers: { "Tus-Resumable": "1.0.0", ...headers }, body, signal: this.ended.signal });
  }

  // Give it up, here and in the hospital.
  async giveUp() {
    this.ended.abort();
    await this.shelf.remove(this.entry.id);
    if (this.entry.upload && !this.isDone) {
      const headers = { "Tus-Resumable": "1.0.0" };
      await call("DELETE", this.entry.upload, { headers }).catch(() => undefined); // forgotten within a day anyway
    }
  }

  tell(news) {
    Object.assign(this, news);
    this.dispatchEvent(new Event("news"));
  }
}

