// What this browser keeps until the hospital has it: files, and what became of them. A shelf holds things with an id.

const HOUR_MS = 3600e3;
const LIES_MS = 24 * HOUR_MS; // as long as an upload rests in the hospital (docs/uploads.md)

class Shelf {
  constructor(name) {
    this.name = name;
    this.memory = new Map(); // where the browser keeps nothing (private windows), and what it has no room for
    this.opened = new Promise((done) => {
      try {
        const asked = indexedDB.open(`hospital-${name}`, 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore(name, { keyPath: "id" });
        asked.onsuccess = () => done(asked.result);
        asked.onblocked = asked.onerror = () => done(null);
      } catch {
        done(null);
      }
    });
    this.sweep();
  }

  async all() {
    const kept = (await this.ask("readonly", (store) => store.getAll())) ?? [];
    return [...new Map([...kept.map((each) => [each.id, each]), ...this.memory]).values()];
  }

  async get(id) {
    return this.memory.get(id) ?? (await this.ask("readonly", (store) => store.get(id)));
  }

  async put(thing) {
    this.memory.set(thing.id, thing);
    await this.ask("readwrite", (store) => store.put(thing));
  }

  async remove(id) {
    this.memory.delete(id);
    await this.ask("readwrite", (store) => store.delete(id));
  }

  // A computer may be many people's: nothing lies here for longer than the hospital would go on with it.
  async sweep() {
    for (const { id, begun } of await this.all()) if (Date.now() - begun > LIES_MS) await this.remove(id);
  }

  async ask(mode, question) {
    const database = await this.opened;
    if (!database) return undefined;
    return new Promise((done) => {
      const change = database.transaction(this.name, mode);
      const asked = question(change.objectStore(this.name));
      change.oncomplete = () => done(asked.result);
      change.onerror = change.onabort = () => done(undefined); // full: this tab still has it
    });
  }
}

