// Requests to the hospital over a line that may be dead for a while, with a session that may end meanwhile.

const WAIT_MS = { first: 1000, most: 15000 };

class Refused extends Error {
  constructor(status, told, retryAfterS) {
    super(told.detail ?? String(status));
    Object.assign(this, { status, code: told.code ?? status, texts: told.detail_i18n ?? {} });
    this.waitMs = 1000 * (retryAfterS || 0);
    this.isFinal = !([401, 408, 409, 423, 425, 429].includes(status) || status >= 500);
  }

  in(language) {
    return `${this.texts[language] ?? this.message} (${this.code})`;
  }
}

// The file was moved, changed or deleted since it was chosen.
class Unreadable extends Error {
  isFinal = true;
}

async function readable(blob) {
  try {
    return await blob.arrayBuffer();
  } catch {
    throw new Unreadable();
  }
}

async function call(method, path, { headers, body, signal } = {}) {
  const answer = await fetch(path, { method, headers, body, signal, cache: "no-store" });
  if (answer.ok) return answer;
  throw new Refused(answer.status, await answer.json().catch(() => ({})), Number(answer.headers.get("Retry-After")));
}

// Try ``step`` until it is through; throws what is refused for good, and whatever comes once ``signal`` has ended it.
// ``step`` gets a function to call when it moved on; ``waits`` is told what is waited for: line, login or service.
async function getThrough(step, waits, signal) {
  for (let waitMs = WAIT_MS.first; ; waitMs = Math.min(2 * waitMs, WAIT_MS.most)) {
    try {
      return await step(() => (waitMs = WAIT_MS.first));
    } catch (problem) {
      if (problem.isFinal || signal?.aborted) throw problem;
      waits(problem.status === 401 ? "login" : problem.status ? "service" : "line");
      await pause(Math.max(waitMs, problem.waitMs ?? 0), signal);
    }
  }
}

// Wait, but not once the line is back, somebody comes back to the tab (from the login), or ``signal`` ends it.
function pause(ms, signal) {
  return new Promise((goOn) => {
    const woken = new AbortController();
    const timer = setTimeout(wake, ms);
    function wake() {
      clearTimeout(timer);
      woken.abort();
      goOn();
    }
    for (const event of ["online", "focus"]) addEventListener(event, wake, { signal: woken.signal });
    signal?.addEventListener("abort", wake, { signal: woken.signal });
  });
}

