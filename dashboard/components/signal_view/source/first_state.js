// What a view begins with: what its address says, and for the rest what fits the machine.

import { decodeView, readAddress } from "./address.js";
import { LAYOUTS } from "./panel_kinds.js";

// The state, and whether the address was silent.
export function firstState(data) {
  const layout = LAYOUTS[data.layout] ? data.layout : "bearing";
  const address = readAddress();
  const wasEmpty = address === "";
  const patch = decodeView(address);
  if (patch.layout && !LAYOUTS[patch.layout]) delete patch.layout;
  const state = {
    layout,
    panels: LAYOUTS[patch.layout || layout],
    channels: [1],
    channelY: null,
    band: null,
    quantity: "recorded",
    scale: "linear",
    groups: [],
    bearings: [],
    rpm: null,
    compare: null,
    tab: data.findings.length ? "findings" : "lines",
    finding: null,
    evidence: 0,
    ...patch,
    ranges: { time: null, hz: null, envelope: null, order: null, ...patch.ranges },
    cursors: { time: null, hz: null, order: null, ...patch.cursors },
    defaults: { envelope: [0, envelopeReach(data.speed_rpm)], order: [0, 20] },
  };
  if (layout === "motor" && !state.ranges.hz && data.mains_hz && wasEmpty) state.ranges.hz = [Math.max(0, data.mains_hz - 30), data.mains_hz + 30];
  return { state, wasEmpty };
}

// Where an envelope spectrum usually says something: twenty times the speed, to a round number.
function envelopeReach(rpm) {
  if (!rpm) return 500;
  const reach = (20 * rpm) / 60;
  const size = 10 ** Math.floor(Math.log10(reach));
  return Math.ceil(reach / size) * size;
}
