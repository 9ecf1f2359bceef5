// Keeps what is typed into a form until the hospital has it, and does not send into a dead line.
"use strict";
(() => {
  const FIELDS = "textarea, input[type=text], input[type=tel], input[type=number], input[type=date]";
  const formOf = (event) => event.target.closest("form[data-keep]");
  const textsOf = (form) => [...form.querySelectorAll(FIELDS)];

  const keyOf = (name) => `${location.pathname} ${name}`;

  document.documentElement.classList.add("js");
  const done = document.querySelector("[data-forget]");
  if (done) {
    const forgotten = keyOf(done.dataset.forget);
    for (const key of Object.keys(localStorage)) if (key.startsWith(forgotten)) localStorage.removeItem(key);
  }

  for (const form of document.querySelectorAll("form[data-keep]")) {
    try {
      const kept = JSON.parse(localStorage.getItem(keyOf(form.dataset.keep))) || {};
      for (const field of textsOf(form)) if (!field.value && kept[field.name]) field.value = kept[field.name];
    } catch {
      // nothing was kept
    }
  }

  document.addEventListener("input", (event) => {
    const form = formOf(event);
    if (!form) return;
    const typed = Object.fromEntries(textsOf(form).map((field) => [field.name, field.value]));
    try {
      localStorage.setItem(keyOf(form.dataset.keep), JSON.stringify(typed));
    } catch {
      // this browser keeps nothing
    }
  });

  // Photos go small into a poor line; the label says which were taken.
  document.addEventListener("change", async (event) => {
    const input = event.target;
    if (!formOf(event) || input.type !== "file") return;
    const ready = new DataTransfer();
    for (const file of input.files) {
      const small = await Media.smallPhoto(file);
      ready.items.add(new File([small.blob], small.name, { type: small.blob.type }));
    }
    input.files = ready.files;
    const label = input.parentElement.querySelector("span");
    label.dataset.empty ??= label.textContent;
    label.textContent = [...ready.files].map((file) => file.name).join(", ") || label.dataset.empty;
  });

  document.addEventListener("submit", (event) => {
    const form = formOf(event);
    if (!form || navigator.onLine) return;
    event.preventDefault();
    const status = form.querySelector("[data-offline]");
    status.textContent = status.dataset.offline;
    status.hidden = false;
    window.addEventListener("online", () => (status.hidden = true), { once: true });
  });
})();
