// Waits until the person is logged in again (in another tab), hands in what could not be kept, and loads the page anew.
const EVERY_MS = 2000;

export default function ({ data }) {
  let stopped = false;

  async function lookAgain() {
    if (stopped) return;
    try {
      const me = await fetch("/api/v1/me", { cache: "no-store" });
      if (me.ok && (await me.json()).id === data.account_id) {
        for (const [name, values] of Object.entries(data.drafts)) {
          const kept = await fetch(`/api/v1/me/drafts/${encodeURIComponent(name)}`, {
            method: "PUT",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify({ values }),
          });
          if (!kept.ok) throw new Error(kept.statusText);
        }
        stopped = true;
        location.reload();
        return;
      }
    } catch {
      // The line is down or the draft was not taken: what was typed is still here, so try again.
    }
    setTimeout(lookAgain, EVERY_MS);
  }

  lookAgain();
  return () => {
    stopped = true;
  };
}
