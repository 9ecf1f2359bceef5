// The state of a view as one parameter of the address: `key.value` pairs joined by `__`, lists joined by `_`.
// Only characters that no browser and no server writes in another way, so that a link stays as it is.

import { PANEL_NAMES } from "./panel_kinds.js";

export const PARAMETER = "view";

const AXES = { t: "time", f: "hz", e: "envelope", o: "order" };
const CURSORS = { ct: "time", cf: "hz", co: "order" };
const NONE = "n";
const CURSOR_KINDS = ["single", "harmonic", "sideband", "period"];

export function encodeView(state) {
  const parts = [];
  const add = (key, value) => value !== null && value !== undefined && value !== "" && parts.push(`${key}.${value}`);
  add("l", state.layout);
  add("p", state.panels.join("_"));
  add("c", state.channels.join("_"));
  add("y", state.channelY);
  for (const [key, axis] of Object.entries(AXES)) add(key, pair(state.ranges[axis]));
  add("b", pair(state.band));
  add("q", state.quantity === "velocity" ? "v" : null);
  add("s", state.scale === "log" ? "log" : null);
  for (const [key, axis] of Object.entries(CURSORS)) {
    const cursor = state.cursors[axis];
    if (cursor) add(key, [cursor.kind, short(cursor.x), short(cursor.spacing) || NONE, cursor.plot || NONE].join("_"));
  }
  add("g", state.groups.map(escaped).join("_"));
  add("w", state.bearings.map(escaped).join("_"));
  add("n", state.rpm);
  add("r", state.compare === null ? null : escaped(state.compare));
  add("i", state.tab);
  add("k", state.finding === null ? null : `${state.finding}_${state.evidence}`);
  return parts.join("__");
}

// What `text` says, as a patch of a state; what is not understood is left out.
export function decodeView(text) {
  const told = {};
  for (const part of (text || "").split("__")) {
    const dot = part.indexOf(".");
    if (dot > 0) told[part.slice(0, dot)] = part.slice(dot + 1);
  }
  const patch = { ranges: {}, cursors: {} };
  if (told.l) patch.layout = told.l;
  if (told.p) patch.panels = told.p.split("_").filter((name) => PANEL_NAMES.includes(name));
  if (patch.panels && patch.panels.length === 0) delete patch.panels;
  const channels = (told.c || "").split("_").map(Number).filter((each) => Number.isInteger(each) && each > 0);
  if (channels.length) patch.channels = channels;
  if (Number.isInteger(Number(told.y)) && Number(told.y) > 0) patch.channelY = Number(told.y);
  for (const [key, axis] of Object.entries(AXES)) {
    const range = numbers(told[key]);
    if (range.length === 2 && range[0] < range[1]) patch.ranges[axis] = range;
  }
  const band = numbers(told.b);
  if (band.length === 2 && band[0] < band[1]) patch.band = band;
  if (told.q === "v") patch.quantity = "velocity";
  if (told.s === "log") patch.scale = "log";
  for (const [key, axis] of Object.entries(CURSORS)) {
    const [kind, x, spacing, plot] = (told[key] || "").split("_");
    if (!CURSOR_KINDS.includes(kind) || !Number.isFinite(parseFloat(x))) continue;
    patch.cursors[axis] = { kind, x: parseFloat(x), spacing: parseFloat(spacing) || null, plot: PANEL_NAMES.includes(plot) ? plot : null };
  }
  if (told.g) patch.groups = told.g.split("_").map(unescaped);
  if (told.w) patch.bearings = told.w.split("_").map(unescaped);
  if (parseFloat(told.n) > 0) patch.rpm = parseFloat(told.n);
  if (told.r) patch.compare = unescaped(told.r);
  if (told.i) patch.tab = told.i;
  const place = (told.k || "").split("_").map(Number);
  if (told.k && place.every(Number.isInteger)) Object.assign(patch, { finding: place[0], evidence: place[1] || 0 });
  return patch;
}

// Write the view into the address without a new entry in the history and without the server's knowing.
export function writeAddress(text) {
  const address = new URL(window.location.href);
  if ((address.searchParams.get(PARAMETER) || "") === text) return;
  address.searchParams.set(PARAMETER, text);
  window.history.replaceState(window.history.state, "", address);
}

export function readAddress() {
  return new URL(window.location.href).searchParams.get(PARAMETER) || "";
}

function pair(range) {
  return range ? `${short(range[0])}_${short(range[1])}` : null;
}

function short(value) {
  return value === null || value === undefined ? "" : String(Number(value.toPrecision(9)));
}

function numbers(text) {
  return (text || "").split("_").map(parseFloat).filter(Number.isFinite);
}

// Names of parts may hold any character: those that mean something here are written as their number between two dashes.
function escaped(name) {
  return Array.from(String(name), (letter) => (/[A-Za-z0-9]/.test(letter) ? letter : `-${letter.codePointAt(0).toString(16)}-`)).join("");
}

function unescaped(text) {
  return text.replace(/-([0-9a-f]+)-/g, (_, code) => String.fromCodePoint(parseInt(code, 16)));
}
