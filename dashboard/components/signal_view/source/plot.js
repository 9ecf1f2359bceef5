// One plot: uPlot for axes and curves, and on top of it what an analyst does with mouse and keys.

import uPlot from "uplot";

const AXIS_PX = 62;
const GRIP_PX = 6;
const CLICK_PX = 4;
const WHEEL_STEP = 1.25;

export class Plot {
  // `does`: range(lo, hi, final), reset(), place(x), grips(lo, hi, width), drag(grip, x, final), paint(plot, ctx), hover(x|null), wheelAllowed(event)
  constructor(host, does, look) {
    this.does = does;
    this.host = host;
    this.look = look;
    this.range = [0, 1];
    this.gesture = null;
    this.picksRange = false; // the next drag picks a stretch instead of zooming
    this.signature = "";
    this.later = null;
    this.u = null;
  }

  // Show `curves` (each x, y, colour, width) on `range`; axes are labelled as `axes` says.
  show(curves, range, axes) {
    this.range = range;
    const signature = JSON.stringify([curves.map((curve) => [curve.colour, curve.width, curve.points]), axes, this.look.signature]);
    const tables = curves.map((curve) => [curve.x, curve.y]);
    const data = tables.length === 0 ? [[range[0], range[1]], [null, null]] : tables.length === 1 ? tables[0] : uPlot.join(tables);
    if (this.u && signature === this.signature) {
      this.u.setData(data, false);
      this.u.setScale("x", { min: range[0], max: range[1] });
      this.u.redraw();
      return;
    }
    if (this.u && this.gesture) {
      this.later = [curves, axes]; // the hand that drags keeps its plot
      return;
    }
    this.signature = signature;
    this.u?.destroy();
    this.u = new uPlot(this.options(curves, axes), data, this.host);
    this.listen();
  }

  setRange(low, high) {
    this.range = [low, high];
    this.u?.setScale("x", { min: low, max: high });
  }

  redraw() {
    this.u?.redraw(false, false);
  }

  resize(width, height) {
    if (this.u && (this.u.width !== width || this.u.height !== height)) this.u.setSize({ width, height });
  }

  destroy() {
    this.u?.destroy();
    this.u = null;
  }

  // The width of the drawing in pixels of the screen.
  get innerWidth() {
    return this.u?.over.clientWidth || Math.max(50, this.host.clientWidth - AXIS_PX - 14); // 0 before its first drawing
  }

  options(curves, axes) {
    const { look } = this;
    const axis = (label, more) => ({
      stroke: look.text,
      font: look.font,
      labelFont: look.labelFont,
      label,
      labelSize: 16,
      labelGap: 0,
      grid: { stroke: look.grid, width: 1 },
      ticks: { stroke: look.grid, width: 1, size: 4 },
      ...more,
    });
    const x = { time: Boolean(axes.dates), auto: false, range: () => this.range };
    const y = axes.fixedY
      ? { auto: false, range: () => axes.fixedY }
      : { distr: axes.log ? 3 : 1, range: (u, low, high) => this.valueRange(axes, low, high) };
    return {
      width: Math.max(120, this.host.clientWidth),
      height: this.host.clientHeight || 200,
      padding: [6, 22, 0, 0],
      legend: { show: false },
      cursor: { y: Boolean(axes.crossY), drag: { x: false, y: false, setScale: false }, points: { show: false }, bind: { dblclick: () => null } },
      scales: { x, y },
      axes: [
        axis(axes.x, { size: 24, labelSize: 14, space: 70, values: (u, ticks, _axis, _space, step) => (axes.dates ? axes.dates(ticks, step) : ticks.map(axes.tick)) }),
        axis(axes.y, { size: AXIS_PX - 16, space: 26, values: (u, ticks) => ticks.map((tick) => (tick === null ? "" : axes.tick(tick))) }),
      ],
      series: [
        {},
        ...(curves.length ? curves : [{ colour: "transparent", width: 0 }]).map((curve) => ({
          stroke: curve.colour,
          width: curve.width,
          spanGaps: curve.spanGaps ?? curves.length > 1,
          points: { show: Boolean(curve.points), size: 6, fill: curve.colour },
          pxAlign: 0,
        })),
      ],
      hooks: {
        drawAxes: [(u) => this.does.paintUnder?.(this, u.ctx)],
        draw: [(u) => this.does.paint?.(this, u.ctx)],
        setCursor: [(u) => this.does.hover?.(u.cursor.left >= 0 ? u.posToVal(u.cursor.left, "x") : null)],
      },
    };
  }

  valueRange(axes, low, high) {
    if (low === null || low === undefined) return axes.log ? [0.001, 1] : [0, 1];
    if (axes.log) return [Math.max(low, high / 1e5), high * 1.6];
    if (axes.fromZero) return [0, high > 0 ? high * 1.14 : 1];
    const room = (high - low || Math.abs(high) || 1) * 0.08;
    return [low - room, high + room];
  }

  listen() {
    const over = this.u.over;
    over.style.touchAction = "pan-y";
    over.addEventListener("pointerdown", (event) => this.down(event));
    over.addEventListener("pointermove", (event) => this.move(event));
    over.addEventListener("pointerup", (event) => this.up(event));
    over.addEventListener("pointercancel", () => this.stopGesture());
    over.addEventListener("dblclick", () => this.does.reset());
    over.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
  }

  pixel(event) {
    return event.clientX - this.u.over.getBoundingClientRect().left;
  }

  down(event) {
    if (event.button !== 0 && event.button !== 1) return;
    const at = this.pixel(event);
    const grip = event.shiftKey || event.button === 1 || this.picksRange ? null : this.gripAt(at);
    const kind = grip ? "drag" : event.shiftKey || event.button === 1 ? "pan" : "pick";
    this.gesture = { kind, grip, from: at, range: [...this.range], moved: false };
    this.u.over.setPointerCapture(event.pointerId);
    if (event.button === 1) event.preventDefault();
  }

  move(event) {
    const at = this.pixel(event);
    const { gesture } = this;
    if (!gesture) {
      this.u.over.style.cursor = this.gripAt(at) ? "ew-resize" : "crosshair";
      return;
    }
    if (Math.abs(at - gesture.from) >= CLICK_PX) gesture.moved = true;
    if (!gesture.moved) return;
    if (gesture.kind === "drag") this.does.drag(gesture.grip, this.u.posToVal(at, "x"), false);
    else if (gesture.kind === "pan") {
      const [low, high] = gesture.range;
      const shift = ((gesture.from - at) / this.u.over.clientWidth) * (high - low);
      this.does.range(low + shift, high + shift, false);
    } else {
      const left = Math.max(0, Math.min(gesture.from, at));
      const right = Math.min(this.u.over.clientWidth, Math.max(gesture.from, at));
      this.u.setSelect({ left, top: 0, width: right - left, height: this.u.over.clientHeight }, false);
    }
  }

  up(event) {
    const { gesture } = this;
    if (!gesture) return;
    const at = Math.max(0, Math.min(this.u.over.clientWidth, this.pixel(event)));
    const from = Math.max(0, Math.min(this.u.over.clientWidth, gesture.from));
    this.endGesture(gesture, from, at);
    this.stopGesture();
  }

  endGesture(gesture, from, at) {
    if (gesture.kind === "drag") this.does.drag(gesture.grip, this.u.posToVal(at, "x"), true);
    else if (gesture.kind === "pan") this.does.range(...this.range, true);
    else if (!gesture.moved) this.does.place(this.u.posToVal(at, "x"));
    else {
      const range = [this.u.posToVal(Math.min(from, at), "x"), this.u.posToVal(Math.max(from, at), "x")];
      if (this.picksRange) this.does.picked(range);
      else this.does.range(...range, true);
    }
  }

  stopGesture() {
    this.gesture = null;
    const { later } = this;
    this.later = null;
    if (later) this.show(later[0], this.range, later[1]);
    this.u?.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  }

  gripAt(at) {
    let best = null;
    for (const grip of this.does.grips?.(...this.range, this.u.over.clientWidth) || []) {
      const gap = Math.abs(this.u.valToPos(grip.x, "x") - at);
      if (gap <= GRIP_PX && (best === null || gap < best.gap)) best = { ...grip, gap };
    }
    return best;
  }

  wheel(event) {
    if (!this.does.wheelAllowed(event)) return;
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 1 / WHEEL_STEP : WHEEL_STEP, this.u.posToVal(this.pixel(event), "x"));
  }

  // Show `factor` times as much around `centre`.
  zoom(factor, centre = (this.range[0] + this.range[1]) / 2) {
    const [low, high] = this.range;
    this.does.range(centre - (centre - low) * factor, centre + (high - centre) * factor, true);
  }

  // A vertical line across the drawing.
  line(ctx, { x, colour, dash = [], width = 1, faint = 1 }) {
    const at = this.across(x);
    if (at === null) return;
    const { top, height } = this.u.bbox;
    ctx.save();
    ctx.strokeStyle = colour;
    ctx.globalAlpha = faint;
    ctx.lineWidth = width * uPlot.pxRatio;
    ctx.setLineDash(dash.map((part) => part * uPlot.pxRatio));
    ctx.beginPath();
    ctx.moveTo(at, top);
    ctx.lineTo(at, top + height);
    ctx.stroke();
    ctx.restore();
  }

  // What a line is called, beside it, `row` rows from the top.
  label(ctx, { x, label, colour, row = 0, bottom = false }) {
    const at = this.across(x);
    if (at === null) return;
    const ratio = uPlot.pxRatio;
    const { left, top, width, height } = this.u.bbox;
    const y = bottom ? top + height - 10 * ratio : top + (11 + row * 12) * ratio;
    ctx.save();
    ctx.font = this.look.smallFont(ratio);
    const wide = ctx.measureText(label).width;
    const start = at + 3 * ratio + wide > left + width ? at - 3 * ratio - wide : at + 3 * ratio;
    ctx.fillStyle = this.look.halo;
    ctx.fillRect(start - 1.5 * ratio, y - 9 * ratio, wide + 3 * ratio, 11.5 * ratio);
    ctx.fillStyle = colour;
    ctx.textAlign = "left";
    ctx.fillText(label, start, y);
    ctx.restore();
  }

  // Where `x` is on the canvas; null outside the drawing.
  across(x) {
    const { left, width } = this.u.bbox;
    const at = Math.round(this.u.valToPos(x, "x", true)) + 0.5;
    return at < left - 1 || at > left + width + 1 ? null : at;
  }

  // A shaded stretch between two places.
  shade(ctx, from, to, colour) {
    const { left, top, width, height } = this.u.bbox;
    const a = Math.max(left, this.u.valToPos(from, "x", true));
    const b = Math.min(left + width, this.u.valToPos(to, "x", true));
    if (b <= a) return;
    ctx.save();
    ctx.fillStyle = colour;
    ctx.fillRect(a, top, Math.max(2, b - a), height);
    ctx.restore();
  }

  // A small triangle on the axis.
  mark(ctx, x, colour) {
    const { left, top, width, height } = this.u.bbox;
    const at = this.u.valToPos(x, "x", true);
    if (at < left || at > left + width) return;
    const size = 5 * uPlot.pxRatio;
    ctx.save();
    ctx.fillStyle = colour;
    ctx.beginPath();
    ctx.moveTo(at, top + height - size * 1.5);
    ctx.lineTo(at - size, top + height);
    ctx.lineTo(at + size, top + height);
    ctx.fill();
    ctx.restore();
  }
}
