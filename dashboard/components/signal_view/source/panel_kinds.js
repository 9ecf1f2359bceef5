// The kinds of panels: on which axis they stand, what they ask the service, and in which order they are shown.

import { columnPlaces, scaled, zigzag } from "./columns.js";

export const PANEL_NAMES = ["time", "spectrum", "envelope", "spectrogram", "orders", "orbit", "trend"];

// Few presets, chosen by what the machine and the complaint are about.
export const LAYOUTS = {
  bearing: ["time", "spectrum", "envelope"],
  rotor: ["time", "spectrum", "orders"],
  motor: ["time", "spectrum"],
  orbit: ["time", "orbit", "orders"],
  changing: ["time", "spectrogram", "orders"],
};

// Which range and which cursor a panel uses. Spectrum and envelope share a cursor: both are in Hz.
export const RANGE_OF = { time: "time", spectrogram: "time", spectrum: "hz", envelope: "envelope", orders: "order" };
export const CURSOR_OF = { time: "time", spectrogram: "time", spectrum: "hz", envelope: "hz", orders: "order" };
export const LINE_PANELS = ["time", "spectrum", "envelope", "orders"];

const PATHS = { time: "view", spectrum: "spectrum", envelope: "envelope-spectrum", orders: "order-spectrum", spectrogram: "spectrogram" };

export function pathOf(kind) {
  return PATHS[kind];
}

// What is asked for one trace of a panel `width` pixels wide.
export function queryOf(kind, state, channel, width, stretch) {
  const pixels = Math.max(3, Math.min(4000, Math.round(width)));
  const whole = { channel, from_s: stretch?.[0], to_s: stretch?.[1] };
  const hz = state.ranges.hz;
  if (kind === "time") return { ...whole, pixels };
  if (kind === "spectrum") {
    const quantity = state.quantity === "velocity" ? "velocity" : undefined;
    return { ...whole, from_hz: hz?.[0], to_hz: hz?.[1], pixels, quantity };
  }
  if (kind === "envelope") {
    const range = state.ranges.envelope || state.defaults.envelope;
    return { ...whole, from_hz: range?.[0], to_hz: range?.[1], pixels, band_low_hz: state.band?.[0], band_high_hz: state.band?.[1] };
  }
  if (kind === "orders") {
    const [low, high] = state.ranges.order || state.defaults.order;
    const columns = Math.min(4000, Math.round((pixels * high) / (high - low)));
    return { ...whole, to_order: high, pixels: columns, rpm: state.rpm ?? undefined };
  }
  return { ...whole, from_hz: hz?.[0], to_hz: hz?.[1], columns: Math.min(2000, pixels), rows: 200 };
}

// The curve of an answer: `x`, `y`, and `places`, `values` for cursors (the greatest of each column).
export function curveOf(kind, answer) {
  const factor = factorOf(kind, answer);
  if (kind === "time") {
    const step = 1 / answer.sampling_rate_hz;
    const places = columnPlaces(answer.minimum.length, answer.from_s, answer.reduced_by, step);
    const values = scaled(answer.maximum, factor);
    const [x, y] = answer.reduced_by > 1 ? zigzag(places, answer.minimum, answer.maximum, factor, answer.reduced_by * step) : [places, values];
    return { x, y, places, values, step };
  }
  const from = kind === "orders" ? answer.from_order : answer.from_hz;
  const places = columnPlaces(answer.maximum.length, from, answer.reduced_by, answer.line_step);
  const values = scaled(answer.maximum, factor);
  return { x: places, y: values, places, values, step: answer.line_step };
}

// Signals and spectra come in the unit of the file: the sensor on the channel says what that is in its own unit.
export function factorOf(kind, answer) {
  if (kind === "envelope" || answer.quantity === "velocity") return 1;
  return answer.channel.sensor?.factor ?? 1;
}

export function unitOf(kind, answer) {
  if (kind === "envelope") return "";
  if (answer.quantity === "velocity") return "mm/s";
  return unitOfChannel(answer.channel, answer.value_unit);
}

export function unitOfChannel(channel, ofFile) {
  const { sensor } = channel;
  return (sensor?.factor ? sensor.unit || "" : ofFile || channel.unit || "").replace("m/s2", "m/s²");
}

// What an axis can show at most.
export function limitOf(axis, known) {
  if (axis === "time") return [0, known.duration ?? 1];
  if (axis === "order") return [0, known.orders ?? 400];
  return [0, (known.rate ?? 2) / 2];
}
