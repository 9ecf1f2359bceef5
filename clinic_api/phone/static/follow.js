// Keeps the answer fresh while somebody looks at it, and remembers the report in the phone.
"use strict";
(() => {
  const live = document.getElementById("live");
  const page = JSON.parse(live.dataset.page);
  const news = document.getElementById("news");
  const line = document.getElementById("line");
  const SECONDS = 20;
  let tag = live.dataset.tag;
  let wait = SECONDS;
  let timer;

  Mine.add({ path: location.pathname, code: page.code, machine: page.machine, at: page.at });
  if (new URLSearchParams(location.search).has("new")) {
    history.replaceState(null, "", `${location.pathname}?lang=${document.documentElement.lang}`);
  }

  const isTyping = () =>
    [...document.querySelectorAll("#live textarea, #live input[type=file]")].some((field) => field.value) ||
    Boolean(document.activeElement && document.activeElement.closest("#live form"));

  async function look() {
    clearTimeout(timer);
    if (document.hidden) return;
    try {
      const address = `${location.pathname}/now?lang=${document.documentElement.lang}`;
      const answer = await fetch(address, { headers: { "If-None-Match": tag }, credentials: "omit" });
      line.hidden = true;
      wait = answer.ok || answer.status === 304 ? SECONDS : Math.min(wait * 2, 300);
      if (answer.status === 200) take(answer.headers.get("ETag"), await answer.text());
    } catch {
      line.hidden = false;
      wait = Math.min(wait * 2, 300);
    }
    timer = setTimeout(look, wait * 1000);
  }

  // Nothing is taken from under the fingers of somebody who writes: news are offered instead.
  function take(fresh, html) {
    if (isTyping()) {
      news.hidden = false;
      return;
    }
    tag = fresh;
    live.innerHTML = html;
    document.getElementById("told").textContent = page.changed;
  }

  news.querySelector("a").href = location.pathname + location.search;
  document.addEventListener("visibilitychange", look);
  window.addEventListener("online", look);
  timer = setTimeout(look, wait * 1000);
  navigator.serviceWorker?.register("/phone/worker.js", { scope: "/f/" }).catch(() => {});
})();
