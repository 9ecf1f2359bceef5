// The keys, in a window over the page.

import { h } from "./dom.js";

const KEYS = [
  ["← →", "key_move"],
  ["Shift ← →", "key_move_fast"],
  ["Enter", "key_snap"],
  ["C · H · S · P", "key_kinds"],
  ["Esc", "key_remove"],
  ["+ −", "key_zoom"],
  ["[ ]", "key_pan"],
  ["0", "key_whole"],
  ["Backspace", "key_undo"],
  ["L", "key_log"],
  ["F", "key_evidence"],
  ["M · A", "key_notes"],
  ["N", "key_next"],
  ["?", "key_help"],
];
const MOUSE = ["mouse_drag", "mouse_shift", "mouse_wheel", "mouse_click", "mouse_double"];

export function showHelp(desk) {
  const { word } = desk;
  const close = () => {
    dialog.close();
    dialog.remove();
  };
  const dialog = h(
    "dialog",
    { class: "help", "aria-label": word("help"), onkeydown: (event) => event.stopPropagation(), onclick: (event) => event.target === dialog && close() },
    h("h3", {}, word("help")),
    h("table", {}, h("tbody", {}, KEYS.map(([keys, key]) => h("tr", {}, h("th", { scope: "row" }, h("kbd", {}, keys)), h("td", {}, word(key)))))),
    h("h4", {}, word("mouse")),
    h("ul", {}, MOUSE.map((key) => h("li", {}, word(key)))),
    h("button", { type: "button", class: "primary", onclick: close }, word("close")),
  );
  dialog.addEventListener("close", () => dialog.remove());
  desk.element.append(dialog);
  dialog.showModal();
}
