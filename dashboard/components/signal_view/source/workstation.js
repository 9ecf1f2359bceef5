// The signal view: one state, the panels that show it, and everything that changes it.

import { decodeView, encodeView, readAddress, writeAddress } from "./address.js";
import { cursorLines, movedCursor } from "./cursors.js";
import { fill, h, isTyping } from "./dom.js";
import { EnvelopePanel } from "./envelope_panel.js";
import { Format } from "./format.js";
import { showHelp } from "./help.js";
import { pressed } from "./keys.js";
import { candidateKey, toggled } from "./lists.js";
import { lookOf } from "./look.js";
import { Panel } from "./panel.js";
import { LAYOUTS, LINE_PANELS, PANEL_NAMES, RANGE_OF, limitOf } from "./panel_kinds.js";
import { Latest, Service } from "./service.js";
import { Side } from "./side/side.js";
import { SpectrogramPanel } from "./spectrogram_panel.js";
import { OrbitPanel, TrendPanel } from "./square_panels.js";
import { Toolbar } from "./toolbar.js";

const PANEL_CLASSES = { envelope: EnvelopePanel, spectrogram: SpectrogramPanel, orbit: OrbitPanel, trend: TrendPanel };
const ADDRESS_PAUSE_MS = 150;
const MOST_PAST = 30;
const SHORTEST_ORBIT_TURNS = 5;

export class Workstation {
  constructor(root, host, data) {
    this.root = root;
    this.data = data;
    this.format = new Format(data.language, data.words);
    this.word = (key, values) => this.format.word(key, values);
    this.recording = data.recording_id;
    this.service = new Service(data.api, data.language, (state) => this.tell(state));
    this.known = { channels: [], duration: null, rate: null, band: null };
    this.panels = new Map();
    this.past = [];
    this.mode = "harmonic";
    this.lastCursor = "hz";
    this.snapping = new Latest();
    this.exact = new Latest();
    this.notes = [];
    this.markers = null;
    this.marking = new Latest();
    this.candidates = null;
    this.others = [];
    this.focusedKind = null;
    this.state = this.firstState();
    this.build(host);
    this.look = lookOf(host);
    this.element.classList.toggle("is-dark", this.look.dark);
    this.toolbar = new Toolbar(this, this.bar);
    this.side = new Side(this, this.aside);
    this.sizes = new ResizeObserver(() => this.updatePanels());
    this.sizes.observe(this.grid);
    this.refresh();
    this.loadAround();
    if (this.wasEmpty && data.start_finding !== null) this.showEvidence(data.start_finding, 0);
  }

  firstState() {
    const { data } = this;
    const layout = LAYOUTS[data.layout] ? data.layout : "bearing";
    const address = readAddress();
    this.wasEmpty = address === "";
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
    if (layout === "motor" && !state.ranges.hz && data.mains_hz && this.wasEmpty) state.ranges.hz = [Math.max(0, data.mains_hz - 30), data.mains_hz + 30];
    return state;
  }

  build(host) {
    this.bar = h("div", { class: "bar" });
    this.banner = h("div", { class: "banner", role: "status", hidden: true });
    this.grid = h("div", { class: "panels" });
    this.aside = h("aside", { class: "side", "aria-label": this.word("side") });
    this.live = h("div", { class: "unseen", "aria-live": "polite" });
    this.element = h("div", { class: "signal-view", lang: this.data.language }, this.bar, this.banner, h("div", { class: "body" }, this.grid, this.aside), this.live);
    this.element.addEventListener("keydown", (event) => isTyping(event) && event.stopPropagation());
    fill(host, this.element);
  }

  destroy() {
    this.sizes.disconnect();
    window.clearTimeout(this.addressTimer);
    this.panels.forEach((panel) => panel.destroy());
    this.marking.stop();
    this.snapping.stop();
    this.side.destroy();
    this.element.remove();
  }

  // ---- the state and its ways out

  change(patch, axis = null) {
    Object.assign(this.state, patch);
    this.refresh(axis);
  }

  refresh(axis = null) {
    this.changedAxis = axis;
    this.syncPanels();
    this.updatePanels();
    this.toolbar.update();
    this.side.update();
    this.keepAddress();
  }

  updatePanels() {
    if (this.grid.clientWidth === 0) return;
    this.panels.forEach((panel) => panel.update());
    this.changedAxis = null;
  }

  redraw() {
    this.panels.forEach((panel) => panel.plot.redraw());
  }

  keepAddress() {
    window.clearTimeout(this.addressTimer);
    this.addressTimer = window.setTimeout(() => writeAddress(encodeView(this.state)), ADDRESS_PAUSE_MS);
  }

  syncPanels() {
    const wanted = PANEL_NAMES.filter((kind) => this.state.panels.includes(kind));
    for (const [kind, panel] of this.panels) {
      if (wanted.includes(kind)) continue;
      panel.destroy();
      this.panels.delete(kind);
    }
    for (const kind of wanted) {
      if (this.panels.has(kind)) continue;
      const panel = new (PANEL_CLASSES[kind] || Panel)(this, kind);
      this.panels.set(kind, panel);
    }
    const elements = wanted.map((kind) => this.panels.get(kind).element);
    if (elements.some((element, i) => this.grid.children[i] !== element)) fill(this.grid, elements);
    this.grid.dataset.rows = String(wanted.length);
  }

  // ---- ranges

  defaultRange(axis) {
    if (axis === "time") return [0, this.known.duration ?? 1];
    return this.state.defaults[axis] || limitOf(axis, this.known);
  }

  // What an orbit shows of a whole recording: some turns, not a ball of thread.
  defaultOrbit() {
    const turn = 60 / (this.state.rpm || this.data.speed_rpm || 1500);
    return this.known.duration ? [0, Math.min(this.known.duration, SHORTEST_ORBIT_TURNS * turn)] : null;
  }

  setRange(axis, low, high, final) {
    const [least, most] = limitOf(axis, this.known);
    const width = Math.min(Math.max(high - low, (most - least) * 1e-7), most - least);
    const start = Math.min(Math.max(low, least), most - width);
    const whole = axis !== "envelope" && axis !== "order" && width >= (most - least) * 0.9999;
    if (final) this.remember();
    this.state.ranges = { ...this.state.ranges, [axis]: whole ? null : [start, start + width] };
    this.changedAxis = axis;
    this.updatePanels();
    this.toolbar.update();
    if (final) this.side.update();
    this.keepAddress();
  }

  resetRange(axis) {
    this.remember();
    this.state.ranges = { ...this.state.ranges, [axis]: null };
    this.refresh(axis);
  }

  resetAll() {
    this.remember();
    this.change({ ranges: { time: null, hz: null, envelope: null, order: null }, band: null });
  }

  remember() {
    this.past.push({ ...this.state.ranges });
    if (this.past.length > MOST_PAST) this.past.shift();
  }

  undoZoom() {
    const ranges = this.past.pop();
    if (ranges) this.change({ ranges });
  }

  setBand(band) {
    if (band) this.change({ band });
    else this.change({ band: null });
  }

  // ---- cursors

  placeCursor(panel, x) {
    const axis = panel.cursorAxis;
    const before = this.state.cursors[axis];
    let kind = this.mode;
    if (axis === "time" && kind !== "period") kind = "single";
    if (axis !== "time" && kind === "period") kind = "harmonic";
    const spacing = kind === "period" ? before?.spacing || this.periodOfCursor() : before?.spacing || this.shaftHz() || x / 10;
    this.setCursor(axis, { kind, x, spacing, plot: panel.kind });
    if (axis !== "time") this.snap(panel, kind === "sideband" ? 0 : 1);
  }

  dragCursor(panel, n, x, final) {
    const axis = panel.cursorAxis;
    const cursor = this.state.cursors[axis];
    if (!cursor) return;
    this.setCursor(axis, { ...movedCursor(cursor, n, x), plot: panel.kind });
    if (final && axis !== "time") this.snap(panel, n);
  }

  setCursor(axis, cursor) {
    this.state.cursors = { ...this.state.cursors, [axis]: cursor };
    this.lastCursor = axis;
    this.redraw();
    this.side.updateCursor();
    this.keepAddress();
  }

  // Move line `n` of the cursor to the nearest peak: of the columns at once, then to the service's exact place.
  snap(panel, n) {
    const axis = panel.cursorAxis;
    const cursor = this.state.cursors[axis];
    const line = cursorLines(cursor, 0, Infinity, 1e9).find((each) => each.n === n) || { x: cursor.x };
    const near = panel.peakNear(line.x);
    if (!near) return;
    this.setCursor(axis, { ...movedCursor(cursor, n, near.x), snapped: true });
    if (panel.kind !== "spectrum" && panel.kind !== "envelope") return;
    const reach = panel.reach;
    const query = { ...this.peakQuery(panel.kind), from_hz: Math.max(0, near.x - reach), to_hz: near.x + reach, count: 1 };
    this.snapping.ask(
      JSON.stringify([query, n, near.x]),
      0,
      (signal) => this.service.get(`/recordings/${this.recording}/spectrum-peaks`, query, signal),
      ({ items }) => {
        const now = this.state.cursors[axis];
        if (items.length && now?.snapped) this.setCursor(axis, { ...movedCursor(now, n, items[0].frequency_hz), snapped: true });
      },
      () => {},
    );
  }

  peakQuery(kind) {
    const [from, to] = this.state.ranges.time || [];
    const band = kind === "envelope" ? this.state.band : null;
    const quantity = kind === "spectrum" && this.state.quantity === "velocity" ? "velocity" : undefined;
    return { channel: this.state.channels[0], kind, from_s: from, to_s: to, quantity, band_low_hz: band?.[0], band_high_hz: band?.[1] };
  }

  setMode(mode) {
    this.mode = mode;
    const panel = this.panels.get(this.focusedKind) || [...this.panels.values()].find((each) => LINE_PANELS.includes(each.kind) && (each.cursorAxis === "time") === (mode === "period"));
    if (mode === "period") this.showPeriod();
    else if (panel && panel.cursorAxis) {
      const cursor = this.state.cursors[panel.cursorAxis];
      if (cursor && panel.cursorAxis !== "time") this.setCursor(panel.cursorAxis, { ...cursor, kind: mode, spacing: cursor.spacing || this.shaftHz() || cursor.x / 10 });
    }
    this.toolbar.update();
  }

  // Markers in the time wave at the period of the cursor in the spectrum.
  showPeriod() {
    const [low, high] = this.state.ranges.time || this.defaultRange("time");
    const x = this.state.cursors.time?.x ?? low + (high - low) / 20;
    this.setCursor("time", { kind: "period", x, spacing: this.periodOfCursor(), plot: "time" });
  }

  periodOfCursor() {
    const hz = this.state.cursors.hz?.x || this.shaftHz();
    return hz > 0 ? 1 / hz : 0.04;
  }

  removeCursor(axis) {
    this.setCursor(axis, null);
  }

  shaftHz() {
    const rpm = this.state.rpm ?? this.markers?.speed.rpm ?? this.data.speed_rpm;
    return rpm ? rpm / 60 : null;
  }

  // ---- what is shown besides

  traces(kind) {
    const { channels, compare } = this.state;
    const own = (kind === "spectrogram" ? channels.slice(0, 1) : channels).map((channel, i) => ({
      recording: this.recording,
      channel,
      colour: this.look.traces[(channel - 1) % this.look.traces.length],
      main: i === 0,
    }));
    const other = compare && compare !== "none" && kind !== "spectrogram";
    return other ? [...own, { recording: compare, channel: channels[0], colour: this.look.other, main: false, other: true }] : own;
  }

  learn(answer) {
    const first = this.known.duration === null;
    Object.assign(this.known, { channels: answer.channels, duration: answer.duration_s, rate: answer.sampling_rate_hz });
    if (!first) return;
    this.toolbar.update();
    if (this.waiting) {
      const [finding, evidence] = this.waiting;
      this.waiting = null;
      this.showEvidence(finding, evidence);
    }
    this.panels.forEach((panel) => panel.kind !== "time" && panel.update());
  }

  arrived(panel) {
    if (!this.pictured && panel.shown.length) {
      this.pictured = true;
      performance.mark("signal_view:first_picture");
      this.element.dataset.ready = "true";
    }
    this.recognise(panel);
    this.side.arrived(panel);
  }

  // A cursor from the address stands on a peak where it stands on one.
  recognise(panel) {
    const cursor = this.state.cursors[panel.cursorAxis];
    if (!cursor || cursor.snapped !== undefined || cursor.plot !== panel.kind || !panel.shown.length) return;
    const near = panel.peakNear(cursor.x);
    cursor.snapped = near !== null && Math.abs(near.x - cursor.x) < panel.reach / 4;
  }

  focused(panel) {
    this.focusedKind = panel.kind;
    this.side.arrived(panel);
  }

  channelName(channel) {
    const place = [channel.sensor?.position, channel.sensor?.direction && this.word(`direction_${channel.sensor.direction}`)].filter(Boolean).join(" ");
    const name = channel.name === String(channel.index) ? String(channel.index) : `${channel.index} ${channel.name}`;
    return place ? `${name} · ${place}` : name;
  }

  nameOfChannel(index) {
    return this.known.channels.find((channel) => channel.index === index)?.name ?? String(index);
  }

  indexOfChannel(name) {
    const number = Number(name);
    if (Number.isInteger(number) && number > 0) return number;
    return this.known.channels.find((channel) => channel.name === name)?.index ?? null;
  }

  quantityName(channel) {
    const key = `quantity_${channel.sensor?.quantity || "unknown"}`;
    return this.word(this.format.words[key] ? key : "quantity_unknown");
  }

  orbitChannel() {
    const { channelY, channels } = this.state;
    if (channelY && channelY !== channels[0]) return channelY;
    return this.known.channels.find((channel) => channel.index !== channels[0])?.index ?? (channels[0] === 2 ? 1 : 2);
  }

  groups() {
    const own = this.markers?.groups || [];
    const proposed = (this.candidates?.candidates || []).flatMap((candidate) =>
      candidate.groups.map((group) => ({ ...group, key: candidateKey(candidate, group), candidate })),
    );
    return [...own, ...proposed];
  }

  groupsOn(kind) {
    if (!["spectrum", "envelope", "orders"].includes(kind)) return [];
    return this.groups().filter((group) => this.state.groups.includes(group.key) && (kind === "orders" || group.plot === "both" || group.plot === kind));
  }

  groupName(group) {
    const name = this.format.pick(group.label);
    return group.candidate ? `${group.candidate.designation}: ${name}` : name;
  }

  evidenceOn(kind) {
    const item = this.data.findings[this.state.finding]?.evidence[this.state.evidence];
    return item && item.plot === kind ? item.marks_hz : [];
  }

  notesOn(kind) {
    const names = this.state.channels.flatMap((index) => [String(index), this.nameOfChannel(index)]);
    return this.notes.filter((note) => note.plot === kind && names.includes(note.channel));
  }

  // ---- from a finding to its mark

  showEvidence(findingIndex, evidenceIndex) {
    const finding = this.data.findings[findingIndex];
    const item = finding?.evidence[evidenceIndex];
    if (!item) return;
    const channel = item.channel === null ? this.state.channels[0] : this.indexOfChannel(item.channel);
    if (channel === null) {
      this.waiting = [findingIndex, evidenceIndex];
      return;
    }
    const kind = item.plot || "spectrum";
    const ranges = { ...this.state.ranges };
    const cursors = { ...this.state.cursors };
    if (item.x !== null) {
      const reach = Math.max(4.6 * item.x, 1.15 * Math.max(item.x, ...item.marks_hz));
      ranges[RANGE_OF[kind]] = [0, Math.min(reach, limitOf(RANGE_OF[kind], this.known)[1] > 1 ? limitOf(RANGE_OF[kind], this.known)[1] : reach)];
      cursors.hz = { kind: item.harmonic || kind === "envelope" ? "harmonic" : "single", x: item.x, spacing: item.sideband_hz, plot: kind, snapped: true };
    }
    this.remember();
    const group = this.groups().find((each) => each.fault === finding.fault && each.component === finding.component);
    this.wantedGroup = group ? null : finding;
    this.lastCursor = item.x === null ? this.lastCursor : "hz";
    this.change({
      finding: findingIndex,
      evidence: evidenceIndex,
      tab: "findings",
      channels: [channel],
      panels: this.state.panels.includes(kind) ? this.state.panels : [...this.state.panels, kind],
      band: item.band_hz || this.state.band,
      quantity: item.quantity || this.state.quantity,
      groups: group ? [group.key] : this.state.groups,
      ranges,
      cursors,
    });
    const panel = this.panels.get(kind);
    panel?.element.focus({ preventScroll: true });
    panel?.element.scrollIntoView({ block: "nearest", behavior: "smooth" });
    this.live.textContent = item.text;
  }

  // The lines of a part: drawn alone, the cursor on the first of them, zoomed so that all can be seen.
  showGroup(group, add) {
    const groups = add ? toggled(this.state.groups, group.key) : [group.key];
    const kind = group.plot === "envelope" ? "envelope" : "spectrum";
    if (add || !(group.frequency_hz > 0)) {
      this.change({ groups });
      return;
    }
    this.remember();
    this.lastCursor = "hz";
    this.change({
      groups,
      panels: this.state.panels.includes(kind) ? this.state.panels : [...this.state.panels, kind],
      cursors: { ...this.state.cursors, hz: { kind: "harmonic", x: group.frequency_hz, spacing: group.sidebands_hz, plot: kind } },
      ranges: { ...this.state.ranges, [RANGE_OF[kind]]: [0, (group.harmonics + 0.6) * group.frequency_hz] },
    });
    this.panels.get(kind)?.element.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }

  // ---- notes

  startNote() {
    this.panels.forEach((panel) => {
      panel.plot.picksRange = LINE_PANELS.includes(panel.kind);
    });
    this.element.classList.add("picking");
    this.live.textContent = this.word("note_pick");
    this.side.openNote(null);
  }

  picked(panel, [from, to]) {
    this.stopPicking();
    this.side.openNote({ plot: panel.kind, channel: this.nameOfChannel(this.state.channels[0]), x_from: from, x_to: to });
  }

  stopPicking() {
    this.panels.forEach((panel) => {
      panel.plot.picksRange = false;
    });
    this.element.classList.remove("picking");
  }

  showNote(note) {
    const axis = RANGE_OF[note.plot];
    const channel = this.indexOfChannel(note.channel) || this.state.channels[0];
    const width = Math.max(note.x_to - note.x_from, (limitOf(axis, this.known)[1] || 1) / 200);
    this.remember();
    this.change({
      tab: "notes",
      channels: [channel],
      panels: this.state.panels.includes(note.plot) ? this.state.panels : [...this.state.panels, note.plot],
      ranges: { ...this.state.ranges, [axis]: [Math.max(0, note.x_from - 2 * width), note.x_to + 2 * width] },
    });
    this.panels.get(note.plot)?.element.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }

  nextNote() {
    if (!this.notes.length) return;
    this.noteIndex = ((this.noteIndex ?? -1) + 1) % this.notes.length;
    this.showNote(this.notes[this.noteIndex]);
  }

  nextEvidence() {
    const places = this.data.findings.flatMap((finding, f) => finding.evidence.map((_, e) => [f, e]));
    if (!places.length) return;
    const now = places.findIndex(([f, e]) => f === this.state.finding && e === this.state.evidence);
    this.showEvidence(...places[(now + 1) % places.length]);
  }

  // ---- the service besides the panels

  loadAround() {
    this.loadMarkers();
    this.loadNotes();
    this.loadOthers();
  }

  loadMarkers() {
    const query = { rpm: this.state.rpm, bearing: this.state.bearings };
    this.marking.ask(
      JSON.stringify(query),
      0,
      (signal) => this.service.get(`/recordings/${this.recording}/markers`, query, signal),
      (markers) => {
        this.markers = markers;
        const wanted = this.wantedGroup;
        const group = wanted && markers.groups.find((each) => each.fault === wanted.fault && each.component === wanted.component);
        this.wantedGroup = null;
        this.markersProblem = "";
        if (group) this.change({ groups: [group.key] });
        else {
          this.redraw();
          this.side.update();
        }
      },
      (error) => {
        this.markersProblem = error.text || error.code;
        this.side.update();
      },
    );
  }

  async loadNotes() {
    try {
      const { items } = await this.service.get(`/recordings/${this.recording}/notes`);
      this.notes = items.map((note, i) => ({ ...note, number: i + 1 }));
      this.redraw();
      this.side.update();
    } catch (error) {
      this.notesProblem = error.text || error.code;
    }
  }

  async loadOthers() {
    if (!this.data.equipment_id) return;
    try {
      const { items } = await this.service.get("/recordings", { equipment_id: this.data.equipment_id, limit: 100 });
      this.own = items.find((item) => item.id === this.recording) || null;
      this.others = items.filter((item) => item.id !== this.recording);
      if (this.state.compare === null) {
        const earlier = this.others.find((item) => item.examination_id && item.id < this.recording);
        this.state.compare = earlier ? earlier.id : "none";
      }
      this.refresh();
    } catch (error) {
      this.othersProblem = error.text || error.code;
    }
  }

  trend() {
    this.trendAsked ??= this.data.equipment_id
      ? this.service.get(`/equipment/${this.data.equipment_id}/trend`)
      : Promise.resolve({ channels: [] });
    return this.trendAsked;
  }

  // What the line to the service is like, in words where it is not well.
  tell(state) {
    if (state === this.lineState) return;
    this.lineState = state;
    this.banner.hidden = state === "ok";
    this.banner.dataset.state = state;
    if (state === "ok") return;
    const again = h("button", { type: "button", onclick: () => this.service.resume() }, this.word("go_on"));
    const login = h("a", { href: "/login", target: "_blank", rel: "noopener" }, this.word("log_in"));
    fill(this.banner, h("span", {}, this.word(`line_${state}`)), state === "signed_out" ? login : null, state === "waiting" ? null : again);
  }

  key(event, panel) {
    if (pressed(this, event, panel)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  help() {
    showHelp(this);
  }
}

// Where an envelope spectrum usually says something: twenty times the speed, to a round number.
function envelopeReach(rpm) {
  if (!rpm) return 500;
  const reach = (20 * rpm) / 60;
  const size = 10 ** Math.floor(Math.log10(reach));
  return Math.ceil(reach / size) * size;
}
