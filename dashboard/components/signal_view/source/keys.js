// What the keys do while a panel has the focus.

import { LINE_PANELS } from "./panel_kinds.js";

const STEPS_AT_ONCE = 10;

// Do what the key says; false leaves it to the page.
export function pressed(desk, event, panel) {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const action = ACTIONS[event.key] || ACTIONS[event.key.toLowerCase()];
  if (!action) return false;
  action(desk, panel, event);
  return true;
}

function moveCursor(desk, panel, direction, event) {
  if (!LINE_PANELS.includes(panel.kind) || !panel.shown.length) return;
  const [low, high] = panel.range;
  const cursor = desk.state.cursors[panel.cursorAxis];
  if (!cursor) {
    desk.cursor.place(panel, (low + high) / 2);
    return;
  }
  const perPixel = (high - low) / Math.max(1, panel.plot.innerWidth);
  const step = Math.max(perPixel, panel.shown[0].step) * (event.shiftKey ? STEPS_AT_ONCE : 1);
  desk.cursor.set(panel.cursorAxis, { ...cursor, x: Math.max(0, cursor.x + direction * step), plot: panel.kind, snapped: false });
  desk.live.textContent = desk.side.cursorInWords();
}

function zoom(desk, panel, factor) {
  if (!panel.axis || !panel.plot.u) return;
  const [low, high] = panel.range;
  const x = desk.state.cursors[panel.cursorAxis]?.x;
  panel.plot.zoom(factor, x > low && x < high ? x : (low + high) / 2);
}

function pan(desk, panel, share) {
  if (!panel.axis) return;
  const [low, high] = panel.range;
  const shift = share * (high - low);
  desk.zoom.set(panel.axis, low + shift, high + shift, true);
}

const ACTIONS = {
  ArrowLeft: (desk, panel, event) => moveCursor(desk, panel, -1, event),
  ArrowRight: (desk, panel, event) => moveCursor(desk, panel, 1, event),
  "+": (desk, panel) => zoom(desk, panel, 0.5),
  "=": (desk, panel) => zoom(desk, panel, 0.5),
  "-": (desk, panel) => zoom(desk, panel, 2),
  "[": (desk, panel) => pan(desk, panel, -0.5),
  "]": (desk, panel) => pan(desk, panel, 0.5),
  0: (desk, panel) => panel.axis && desk.zoom.reset(panel.axis),
  Backspace: (desk) => desk.zoom.undo(),
  Enter: (desk, panel) => desk.state.cursors[panel.cursorAxis] && panel.cursorAxis !== "time" && desk.cursor.snap(panel, desk.state.cursors[panel.cursorAxis].kind === "sideband" ? 0 : 1),
  Escape: (desk, panel) => {
    desk.pinning.stop();
    if (panel.cursorAxis) desk.cursor.remove(panel.cursorAxis);
  },
  c: (desk) => desk.cursor.setMode("single"),
  h: (desk) => desk.cursor.setMode("harmonic"),
  s: (desk) => desk.cursor.setMode("sideband"),
  p: (desk) => desk.cursor.setMode("period"),
  l: (desk) => desk.change({ scale: desk.state.scale === "log" ? "linear" : "log" }),
  f: (desk) => desk.leading.toNextEvidence(),
  m: (desk) => desk.leading.toNextNote(),
  a: (desk) => desk.data.may_note && desk.pinning.start(),
  "?": (desk) => desk.help(),
};
