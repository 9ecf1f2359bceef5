// Placing, moving and snapping the cursors, and what kind the next one is.

import { movedCursor, placeOfLine } from "./cursors.js";
import { LINE_PANELS } from "./panel_kinds.js";
import { Latest } from "./service.js";

export class CursorMoves {
  constructor(desk) {
    this.desk = desk;
    this.mode = "harmonic"; // of the cursor that is placed next
    this.last = "hz"; // the axis whose cursor was used last
    this.snapping = new Latest();
  }

  place(panel, x) {
    const axis = panel.cursorAxis;
    const before = this.desk.state.cursors[axis];
    let kind = this.mode;
    if (axis === "time" && kind !== "period") kind = "single";
    if (axis !== "time" && kind === "period") kind = "harmonic";
    const spacing = kind === "period" ? before?.spacing || this.period() : before?.spacing || this.desk.shaftHz() || x / 10;
    this.set(axis, { kind, x, spacing, plot: panel.kind });
    if (axis !== "time") this.snap(panel, kind === "sideband" ? 0 : 1);
  }

  drag(panel, n, x, final) {
    const axis = panel.cursorAxis;
    const cursor = this.desk.state.cursors[axis];
    if (!cursor) return;
    this.set(axis, { ...movedCursor(cursor, n, x), plot: panel.kind });
    if (final && axis !== "time") this.snap(panel, n);
  }

  set(axis, cursor) {
    this.desk.state.cursors = { ...this.desk.state.cursors, [axis]: cursor };
    this.last = axis;
    this.desk.redraw();
    this.desk.side.updateCursor();
    this.desk.keepAddress();
  }

  // Move line `n` of the cursor to the nearest peak: of the columns at once, then to the service's exact place.
  snap(panel, n) {
    const axis = panel.cursorAxis;
    const cursor = this.desk.state.cursors[axis];
    const near = panel.peakNear(placeOfLine(cursor, n));
    if (!near) return;
    this.set(axis, { ...movedCursor(cursor, n, near.x), snapped: true });
    if (panel.kind !== "spectrum" && panel.kind !== "envelope") return;
    const reach = panel.reach;
    const query = { ...this.peakQuery(panel.kind), from_hz: Math.max(0, near.x - reach), to_hz: near.x + reach, count: 1 };
    this.snapping.ask(
      JSON.stringify([query, n, near.x]),
      0,
      (signal) => this.desk.service.get(`/recordings/${this.desk.recording}/spectrum-peaks`, query, signal),
      ({ items }) => {
        const now = this.desk.state.cursors[axis];
        if (items.length && now?.snapped) this.set(axis, { ...movedCursor(now, n, items[0].frequency_hz), snapped: true });
      },
      () => {},
    );
  }

  peakQuery(kind) {
    const [from, to] = this.desk.state.ranges.time || [];
    const band = kind === "envelope" ? this.desk.state.band : null;
    const quantity = kind === "spectrum" && this.desk.state.quantity === "velocity" ? "velocity" : undefined;
    return { channel: this.desk.state.channels[0], kind, from_s: from, to_s: to, quantity, band_low_hz: band?.[0], band_high_hz: band?.[1] };
  }

  setMode(mode) {
    this.mode = mode;
    const panel = this.desk.panels.get(this.desk.focusedKind) || [...this.desk.panels.values()].find((each) => LINE_PANELS.includes(each.kind) && (each.cursorAxis === "time") === (mode === "period"));
    if (mode === "period") this.showPeriod();
    else if (panel && panel.cursorAxis) {
      const cursor = this.desk.state.cursors[panel.cursorAxis];
      if (cursor && panel.cursorAxis !== "time") this.set(panel.cursorAxis, { ...cursor, kind: mode, spacing: cursor.spacing || this.desk.shaftHz() || cursor.x / 10 });
    }
    this.desk.toolbar.update();
  }

  // Markers in the time wave at the period of the cursor in the spectrum.
  showPeriod() {
    const [low, high] = this.desk.state.ranges.time || this.desk.zoom.defaultOf("time");
    const before = this.desk.state.cursors.time?.x;
    const x = before >= low && before <= high ? before : low + (high - low) / 20;
    this.set("time", { kind: "period", x, spacing: this.period(), plot: "time" });
  }

  period() {
    const hz = this.desk.state.cursors.hz?.x || this.desk.shaftHz();
    return hz > 0 ? 1 / hz : 0.04;
  }

  remove(axis) {
    this.set(axis, null);
  }

  stop() {
    this.snapping.stop();
  }

  // A cursor from the address stands on a peak where it stands on one.
  recognise(panel) {
    const cursor = this.desk.state.cursors[panel.cursorAxis];
    if (!cursor || cursor.snapped !== undefined || cursor.plot !== panel.kind || !panel.shown.length) return;
    const near = panel.peakNear(cursor.x);
    cursor.snapped = near !== null && Math.abs(near.x - cursor.x) < panel.reach / 4;
  }
}
