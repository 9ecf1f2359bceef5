// Keeps the pages of labels and links at hand, and sends what waits when the phone has a line again.
"use strict";
importScripts("__STORE__");
const PAGES = "phone-pages";
const FILES = "phone-files";
const ASSETS = __ASSETS__;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(FILES).then((kept) => kept.addAll(ASSETS)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.open(FILES).then(async (kept) => {
      for (const asked of await kept.keys())
        if (!ASSETS.includes(new URL(asked.url).pathname)) await kept.delete(asked);
      await self.clients.claim();
    })
  );
});

self.addEventListener("sync", (event) => event.waitUntil(Reports.sendAll()));

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin) return;
  if (ASSETS.includes(address.pathname)) event.respondWith(keptFile(event.request));
  else if (event.request.mode === "navigate") event.respondWith(page(event.request));
});

async function keptFile(request) {
  return (await caches.match(request, { ignoreVary: true })) || fetch(request);
}

async function page(request) {
  const kept = await caches.open(PAGES);
  try {
    const answer = await fetch(request);
    if (answer.ok) await kept.put(request, answer.clone());
    return answer;
  } catch (problem) {
    const known =
      (await kept.match(request, { ignoreVary: true })) ||
      (await kept.match(request, { ignoreVary: true, ignoreSearch: true }));
    if (known) return known;
    throw problem;
  }
}
