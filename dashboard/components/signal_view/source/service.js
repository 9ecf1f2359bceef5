// Asking the service: the newest question wins, a busy or lost service is asked again, what is shown stays shown.

const FIRST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 8000;
const MOST_TRIES = 8;

export class Refused extends Error {
  constructor(status, code, text) {
    super(code);
    this.status = status;
    this.code = code;
    this.text = text;
  }
}

export class Service {
  // `tell(state)` hears "ok", "waiting" (busy, comes again), "lost" (no line) and "signed_out".
  constructor(base, language, tell) {
    this.base = base;
    this.language = language;
    this.tell = tell;
    this.stopped = []; // what waits for a new login or for the line
  }

  address(path, query = {}) {
    const parameters = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) {
      for (const each of Array.isArray(value) ? value : [value]) {
        if (each !== null && each !== undefined) parameters.append(key, each);
      }
    }
    const text = parameters.toString();
    return `${this.base}${path}${text ? `?${text}` : ""}`;
  }

  // The JSON of `path`; waits where the service is busy, the line is lost or the session has ended.
  async get(path, query, signal) {
    for (let tries = 0; ; tries += 1) {
      let pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries);
      let state = "waiting";
      try {
        const response = await fetch(this.address(path, query), { signal, headers: { "Accept-Language": this.language } });
        if (response.ok) {
          const answer = await response.json();
          this.tell("ok");
          return answer;
        }
        if (response.status === 401) {
          this.tell("signed_out");
          await this.goOn(signal);
          continue;
        }
        const refused = await refusal(response, this.language);
        if (![429, 502, 503, 504].includes(response.status)) throw refused;
        if (tries >= MOST_TRIES) throw refused;
        const asked = Number(response.headers.get("Retry-After"));
        if (asked > 0) pause = Math.min(LONGEST_PAUSE_MS, asked * 1000);
      } catch (error) {
        if (error instanceof Refused || error.name === "AbortError") throw error;
        state = "lost";
      }
      this.tell(state);
      if (state === "lost" && tries >= MOST_TRIES) await this.goOn(signal);
      else await sleep(pause * (0.8 + 0.4 * Math.random()), signal);
    }
  }

  async send(method, path, body) {
    const options = { method, headers: { "Accept-Language": this.language } };
    if (body !== undefined) {
      options.headers["Content-Type"] = "application/json";
      options.body = JSON.stringify(body);
    }
    let response;
    try {
      response = await fetch(this.address(path), options);
    } catch {
      this.tell("lost");
      throw new Refused(0, "lost", "");
    }
    if (response.status === 401) this.tell("signed_out");
    if (!response.ok) throw await refusal(response, this.language);
    return response.status === 204 ? null : response.json();
  }

  // Ask again for everything that stands still.
  resume() {
    const stopped = this.stopped;
    this.stopped = [];
    for (const go of stopped) go();
  }

  goOn(signal) {
    return new Promise((resolve, reject) => {
      this.stopped.push(resolve);
      signal?.addEventListener("abort", () => reject(aborted()), { once: true });
    });
  }
}

// One place on the screen that asks: a newer question takes back the older one, and a late answer is thrown away.
export class Latest {
  constructor() {
    this.key = null;
    this.controller = null;
    this.timer = 0;
  }

  // Ask `run(signal)` after `delay_ms` unless the same `key` was asked already; `done(answer)` or `failed(error)` follow.
  ask(key, delay_ms, run, done, failed) {
    if (key === this.key) return false;
    this.stop();
    this.key = key;
    const controller = new AbortController();
    this.controller = controller;
    this.timer = window.setTimeout(async () => {
      try {
        const answer = await run(controller.signal);
        if (this.controller === controller) done(answer);
      } catch (error) {
        if (error.name === "AbortError" || this.controller !== controller) return;
        failed(error);
      }
    }, delay_ms);
    return true;
  }

  stop() {
    window.clearTimeout(this.timer);
    this.controller?.abort();
    this.controller = null;
    this.key = null;
  }
}

async function refusal(response, language) {
  let document = null;
  try {
    document = await response.json();
  } catch {
    document = {};
  }
  const texts = document.detail_i18n || {};
  return new Refused(response.status, document.code || `http_${response.status}`, texts[language] || document.detail || "");
}

function aborted() {
  return new DOMException("superseded", "AbortError");
}

function sleep(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = window.setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      window.clearTimeout(timer);
      reject(aborted());
    }, { once: true });
  });
}
