// One panel: asks the service for what its plot needs, shows it with its axes, cursors, fault lines and notes.

import { medianAround, nearestPeak, valueAt } from "./columns.js";
import { cursorLines, faultLines } from "./cursors.js";
import { h } from "./dom.js";
import { CURSOR_OF, RANGE_OF, curveOf, pathOf, queryOf, unitOf } from "./panel_kinds.js";
import { Plot } from "./plot.js";
import { Latest } from "./service.js";

const OWN_PAUSE_MS = 40; // until its own axis stands still
const OTHER_PAUSE_MS = 140; // until the stretch it depends on stands still
const SNAP_PX = 8;
const STANDS_OUT = 3; // times the median around a peak: noise reaches about twice
const LABEL_PX = 30; // room for a label

export class Panel {
  constructor(desk, kind) {
    this.desk = desk;
    this.kind = kind;
    this.axis = RANGE_OF[kind];
    this.cursorAxis = CURSOR_OF[kind];
    this.latest = new Latest();
    this.shown = [];
    this.answers = [];
    this.width = 0;
    this.build();
    this.plot = new Plot(this.canvas, this.actions(), desk.look);
  }

  build() {
    const { word } = this.desk;
    this.title = h("h3", {}, word(`panel_${this.kind}`));
    this.info = h("span", { class: "info" });
    this.reading = h("output", { class: "reading", "aria-live": "off" });
    this.tools = h("span", { class: "tools" });
    this.problem = h("p", { class: "problem", role: "alert", hidden: true });
    this.busy = h("span", { class: "busy", "aria-hidden": "true" });
    this.canvas = h("div", { class: "canvas" });
    this.element = h(
      "section",
      {
        class: `panel panel-${this.kind}`,
        tabindex: "0",
        "aria-label": word(`panel_${this.kind}`),
        "aria-keyshortcuts": "ArrowLeft ArrowRight + - 0 H S P C",
        "data-panel": this.kind,
        onkeydown: (event) => this.desk.key(event, this),
        onfocus: () => this.desk.focused(this),
        onpointerdown: () => this.element.focus({ preventScroll: true }),
      },
      h("header", {}, this.title, this.tools, this.info, this.busy, this.reading),
      this.problem,
      this.canvas,
    );
  }

  actions() {
    const { desk } = this;
    return {
      range: (low, high, final) => desk.zoom.set(this.axis, low, high, final),
      reset: () => desk.zoom.reset(this.axis),
      place: (x) => desk.cursor.place(this, x),
      grips: (low, high, width) => cursorLines(desk.state.cursors[this.cursorAxis], low, high, width).map(({ x, n }) => ({ x, n })),
      drag: (grip, x, final) => desk.cursor.drag(this, grip.n, x, final),
      picked: (range) => desk.pinning.picked(this, range),
      hover: (x) => this.hover(x),
      wheelAllowed: (event) => event.ctrlKey || event.metaKey || desk.root.activeElement === this.element,
      paintUnder: (plot, ctx) => this.paintUnder(plot, ctx),
      paint: (plot, ctx) => this.paint(plot, ctx),
    };
  }

  get range() {
    const { state, known } = this.desk;
    return state.ranges[this.axis] || (this.kind === "spectrum" ? this.wholeSpectrum(known) : this.desk.zoom.defaultOf(this.axis));
  }

  wholeSpectrum(known) {
    return [0, (known.rate ?? 2) / 2];
  }

  // Ask for what the state wants; draw at once what is there.
  update() {
    const width = this.canvas.clientWidth;
    if (width === 0) return;
    this.plot.resize(width, this.canvas.clientHeight);
    const { desk } = this;
    const traces = desk.overlays.traces(this.kind);
    const stretch = desk.state.ranges.time;
    const asked = traces.map((trace) => ({
      path: `/recordings/${trace.recording}/${pathOf(this.kind)}`,
      query: queryOf(this.kind, desk.state, trace.channel, this.plot.innerWidth, stretch),
    }));
    const key = JSON.stringify(asked);
    const own = desk.changedAxis === this.axis;
    const since = performance.now();
    const asks = this.latest.ask(
      key,
      this.answers.length === 0 ? 0 : own ? OWN_PAUSE_MS : OTHER_PAUSE_MS,
      (signal) => Promise.all(traces.map((trace, i) => this.load(trace, asked[i], signal))),
      (answers) => this.receive(traces, answers, since),
      (error) => this.fail(error),
    );
    if (asks) this.setBusy(true);
    const stands = desk.changedAxis !== null && !own; // another axis is moved
    if (this.plot.u && this.shown.length && !stands) {
      const [low, high] = this.range;
      this.plot.setRange(low, high);
      this.plot.redraw();
    }
  }

  // Only the first trace has to be there: another recording may lack the channel or the stretch.
  async load(trace, { path, query }, signal) {
    try {
      return await this.desk.service.get(path, query, signal);
    } catch (error) {
      if (trace.main || error.name === "AbortError") throw error;
      return null;
    }
  }

  receive(traces, answers, since) {
    this.setBusy(false);
    this.problem.hidden = true;
    this.answers = answers;
    this.traces = traces;
    this.desk.learn(answers[0]);
    this.shown = answers.flatMap((answer, i) =>
      answer ? [{ ...traces[i], ...curveOf(this.kind, answer), unit: unitOf(this.kind, answer), answer }] : [],
    );
    this.draw();
    performance.measure(`signal_view:${this.kind}`, { start: since, end: performance.now() });
    this.desk.arrived(this);
  }

  draw() {
    if (!this.shown.length) return;
    const curves = [...this.shown].reverse().map(({ x, y, colour, main }) => ({ x, y, colour, width: main ? 1.1 : 1 }));
    this.plot.show(curves, this.range, this.axes());
    this.describe();
  }

  axes() {
    const { format, word, state } = this.desk;
    const first = this.shown[0];
    const unit = first.unit;
    const quantity =
      this.kind === "envelope" ? word("depth") : first.answer.quantity === "velocity" ? word("velocity") : this.desk.channels.quantity(first.answer.channel);
    return {
      x: word(`axis_${this.axis === "envelope" ? "hz" : this.axis}`),
      y: unit ? `${quantity} (${unit})` : quantity,
      tick: (value) => format.number(value, 6),
      fromZero: this.kind !== "time",
      log: this.kind !== "time" && state.scale === "log",
    };
  }

  describe() {
    const { format, word } = this.desk;
    const { answer } = this.shown[0];
    const every = word(this.kind === "time" ? "every_sample" : "every_line");
    const said = [];
    if (this.kind === "time") said.push(`${format.number(answer.sampling_rate_hz, 6)} Hz`);
    else if (answer.resolution_hz) said.push(word("resolution", { hz: format.number(answer.resolution_hz, 3) }));
    if (answer.averages > 1) said.push(word("averages", { count: answer.averages }));
    if (answer.speed_rpm) said.push(word("orders_at", { rpm: format.number(answer.speed_rpm, 5), source: word(`speed_${answer.speed_source}`) }));
    said.push(format.reduction(answer.reduced_by, every));
    this.info.textContent = said.join(" · ");
    this.element.setAttribute("aria-label", this.inWords());
  }

  // The plot in one sentence, for those who do not see it; the table of peaks says more.
  inWords() {
    const { format, word } = this.desk;
    const [low, high] = this.range;
    const { places, values, unit } = this.shown[0];
    let best = -1;
    for (let i = 0; i < values.length; i += 1) if (values[i] !== null && (best < 0 || values[i] > values[best])) best = i;
    const axis = word(`axis_${this.axis === "envelope" ? "hz" : this.axis}`);
    return word("in_words", {
      panel: word(`panel_${this.kind}`),
      from: format.number(low, 4),
      to: format.number(high, 4),
      axis,
      value: best < 0 ? "–" : `${format.number(values[best], 3)} ${unit}`,
      place: best < 0 ? "–" : format.number(places[best], 5),
    });
  }

  fail(error) {
    this.setBusy(false);
    this.problem.textContent = error.text || this.desk.word("refused", { code: error.code || error.message });
    this.problem.hidden = false;
    this.desk.arrived(this);
  }

  setBusy(busy) {
    this.element.classList.toggle("is-busy", busy);
    this.element.setAttribute("aria-busy", String(busy));
  }

  hover(x) {
    if (x === null || !this.shown.length) {
      this.reading.textContent = "";
      return;
    }
    const { format, word } = this.desk;
    const first = this.shown[0];
    const values = this.readings(x).map(({ value }) => format.number(value, 3));
    const unit = format.unit(this.axis);
    this.reading.textContent = `${format.place(x, Math.max(first.step, (this.range[1] - this.range[0]) / 2000))} ${unit} · ${values.join(" / ")} ${first.unit}`;
  }

  // What each trace has at `x`.
  readings(x) {
    return this.shown.map((trace) => ({ trace, value: valueAt(trace.places, trace.values, x), unit: trace.unit }));
  }

  // How far from a place a peak may be to be meant.
  get reach() {
    const perPixel = (this.range[1] - this.range[0]) / Math.max(1, this.plot.innerWidth);
    return Math.max(SNAP_PX * perPixel, 1.5 * (this.shown[0]?.step || 0));
  }

  // A peak near `x` that stands out of what is around it; null where there is only noise.
  peakNear(x) {
    const first = this.shown[0];
    const peak = first ? nearestPeak(first.places, first.values, x, this.reach) : null;
    return peak && peak.value > STANDS_OUT * medianAround(first.places, first.values, x, 8 * this.reach) ? peak : null;
  }

  // Below the curve, so that no line hides a peak: band, notes, fault lines and cursors.
  paintUnder(plot, ctx) {
    const { desk } = this;
    const { look } = desk;
    if (this.kind === "spectrum" && desk.state.panels.includes("envelope") && desk.known.band) {
      plot.shade(ctx, ...desk.known.band, look.bandShade);
    }
    for (const note of desk.overlays.notesOn(this.kind)) plot.shade(ctx, note.x_from, note.x_to, look.noteShade);
    for (const line of this.lines()) plot.line(ctx, line);
  }

  // Above it: what the lines are called, and the marks of evidence and notes.
  paint(plot, ctx) {
    const { desk } = this;
    const { look } = desk;
    for (const line of this.lines()) if (line.label) plot.label(ctx, line);
    for (const x of desk.overlays.evidenceOn(this.kind)) plot.mark(ctx, x, look.evidence);
    for (const note of desk.overlays.notesOn(this.kind)) {
      plot.label(ctx, { x: (note.x_from + note.x_to) / 2, label: `✎ ${note.number}`, colour: look.note, bottom: true });
    }
  }

  lines() {
    return [...this.linesOfParts(), ...this.linesOfCursor()];
  }

  linesOfParts() {
    const { desk } = this;
    const hz = this.kind === "orders" ? desk.shaftHz() : 1;
    if (!hz) return [];
    return desk.overlays.groupsOn(this.kind).flatMap((group, row) =>
      faultLines(group, this.range[1] * hz).map((line) => ({
        x: line.x / hz,
        colour: desk.look.faults[group.kind] || desk.look.text,
        dash: line.side ? [1, 3] : [5, 3],
        label: line.side ? "" : line.n === 1 ? desk.overlays.groupName(group) : `${line.n}×`,
        row: 1 + (row % 4),
      })),
    );
  }

  linesOfCursor() {
    const { desk } = this;
    const cursor = desk.state.cursors[this.cursorAxis];
    const own = !cursor?.plot || cursor.plot === this.kind || !desk.panels.has(cursor.plot);
    const width = this.plot.innerWidth;
    const lines = cursorLines(cursor, ...this.range, width);
    const gap = lines.length > 1 ? (Math.abs(lines[lines.length - 1].x - lines[0].x) / (lines.length - 1) / (this.range[1] - this.range[0])) * width : width;
    const every = Math.max(1, Math.ceil(LABEL_PX / gap));
    return lines.map((line) => {
      const main = line.n === (cursor.kind === "harmonic" ? 1 : 0) || cursor.kind === "single";
      const named = main || (own && Math.abs(line.n) % every === 0);
      return { x: line.x, colour: desk.look.cursor, label: named ? line.label : "", width: main ? 1.6 : 1, faint: main ? 1 : own ? 0.6 : 0.25 };
    });
  }

  destroy() {
    this.latest.stop();
    this.plot.destroy();
    this.element.remove();
  }
}
