// What stretch each axis shows, and the way back to what was shown before.

import { limitOf } from "./panel_kinds.js";

const MOST_PAST = 30;
const ONE_MOVE_MS = 400; // turns of a wheel that follow each other sooner are one move
const SHORTEST_ORBIT_TURNS = 5;

export class Ranges {
  constructor(desk) {
    this.desk = desk;
    this.past = [];
    this.rememberedAt = -Infinity;
  }

  defaultOf(axis) {
    if (axis === "time") return [0, this.desk.known.duration ?? 1];
    return this.desk.state.defaults[axis] || limitOf(axis, this.desk.known);
  }

  // What an orbit shows of a whole recording: some turns, not a ball of thread.
  ofOrbit() {
    const turn = 60 / (this.desk.state.rpm || this.desk.data.speed_rpm || 1500);
    return this.desk.known.duration ? [0, Math.min(this.desk.known.duration, SHORTEST_ORBIT_TURNS * turn)] : null;
  }

  set(axis, low, high, final) {
    const [least, most] = limitOf(axis, this.desk.known);
    const width = Math.min(Math.max(high - low, (most - least) * 1e-7), most - least);
    const start = Math.min(Math.max(low, least), most - width);
    const whole = axis !== "envelope" && axis !== "order" && width >= (most - least) * 0.9999;
    if (final) this.remember();
    this.desk.state.ranges = { ...this.desk.state.ranges, [axis]: whole ? null : [start, start + width] };
    this.desk.changedAxis = axis;
    this.desk.updatePanels();
    this.desk.toolbar.update();
    if (final) this.desk.side.update();
    this.desk.keepAddress();
  }

  reset(axis) {
    this.remember();
    this.desk.state.ranges = { ...this.desk.state.ranges, [axis]: null };
    this.desk.refresh(axis);
  }

  resetAll() {
    this.remember();
    this.desk.change({ ranges: { time: null, hz: null, envelope: null, order: null }, band: null });
  }

  // What is shown now can be gone back to.
  remember() {
    const since = performance.now() - this.rememberedAt;
    this.rememberedAt += since;
    if (since < ONE_MOVE_MS) return;
    this.past.push({ ...this.desk.state.ranges });
    if (this.past.length > MOST_PAST) this.past.shift();
  }

  undo() {
    const ranges = this.past.pop();
    if (ranges) this.desk.change({ ranges });
  }

  setBand(band) {
    this.desk.change({ band });
  }
}
