// The signal view: one state and the panels that show it. What changes the state stands in modules of its own.

import { encodeView, writeAddress } from "./address.js";
import { Around } from "./around.js";
import { Channels } from "./channels.js";
import { CursorMoves } from "./cursor_moves.js";
import { fill, h, isTyping } from "./dom.js";
import { EnvelopePanel } from "./envelope_panel.js";
import { firstState } from "./first_state.js";
import { Format } from "./format.js";
import { showHelp } from "./help.js";
import { pressed } from "./keys.js";
import { Leading } from "./leading.js";
import { LineBanner } from "./line_banner.js";
import { lookOf } from "./look.js";
import { Overlays } from "./overlays.js";
import { Panel } from "./panel.js";
import { PANEL_NAMES } from "./panel_kinds.js";
import { Pinning } from "./pinning.js";
import { Ranges } from "./ranges.js";
import { Service } from "./service.js";
import { Side } from "./side/side.js";
import { SpectrogramPanel } from "./spectrogram_panel.js";
import { OrbitPanel, TrendPanel } from "./square_panels.js";
import { Toolbar } from "./toolbar.js";

const PANEL_CLASSES = { envelope: EnvelopePanel, spectrogram: SpectrogramPanel, orbit: OrbitPanel, trend: TrendPanel };
const ADDRESS_PAUSE_MS = 150;

export class Workstation {
  constructor(root, host, data) {
    performance.mark("signal_view:begin");
    this.root = root;
    this.data = data;
    this.format = new Format(data.language, data.words);
    this.word = (key, values) => this.format.word(key, values);
    this.recording = data.recording_id;
    this.service = new Service(data.api, data.language, (state) => this.line.tell(state));
    this.line = new LineBanner(this);
    this.known = { channels: [], duration: null, rate: null, band: null };
    this.panels = new Map();
    this.notes = [];
    this.markers = null;
    this.candidates = null;
    this.others = [];
    this.focusedKind = null;
    const { state, wasEmpty } = firstState(data);
    this.state = state;
    this.zoom = new Ranges(this);
    this.cursor = new CursorMoves(this);
    this.channels = new Channels(this);
    this.overlays = new Overlays(this);
    this.leading = new Leading(this);
    this.pinning = new Pinning(this);
    this.around = new Around(this);
    this.build(host);
    this.look = lookOf(host);
    this.element.classList.toggle("is-dark", this.look.dark);
    this.toolbar = new Toolbar(this, this.bar);
    this.side = new Side(this, this.aside);
    this.sizes = new ResizeObserver(() => this.updatePanels());
    this.sizes.observe(this.grid);
    this.refresh();
    this.around.load();
    if (wasEmpty && data.start_finding !== null) this.leading.toEvidence(data.start_finding, 0);
  }

  build(host) {
    this.bar = h("div", { class: "bar" });
    this.grid = h("div", { class: "panels" });
    this.aside = h("aside", { class: "side", "aria-label": this.word("side") });
    this.live = h("div", { class: "unseen", "aria-live": "polite" });
    this.element = h("div", { class: "signal-view", lang: this.data.language }, this.bar, this.line.element, h("div", { class: "body" }, this.grid, this.aside), this.live);
    this.element.addEventListener("keydown", (event) => isTyping(event) && event.stopPropagation());
    fill(host, this.element);
  }

  destroy() {
    this.sizes.disconnect();
    window.clearTimeout(this.addressTimer);
    this.panels.forEach((panel) => panel.destroy());
    this.around.stop();
    this.cursor.stop();
    this.line.destroy();
    this.side.destroy();
    this.element.remove();
  }

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

  shaftHz() {
    const rpm = this.state.rpm ?? this.markers?.speed.rpm ?? this.data.speed_rpm;
    return rpm ? rpm / 60 : null;
  }

  learn(answer) {
    const first = this.known.duration === null;
    Object.assign(this.known, { channels: answer.channels, duration: answer.duration_s, rate: answer.sampling_rate_hz });
    if (!first) return;
    this.toolbar.update();
    this.leading.goOn();
    this.panels.forEach((panel) => panel.kind !== "time" && panel.update());
  }

  arrived(panel) {
    if (!this.pictured && panel.shown.length) {
      this.pictured = true;
      performance.mark("signal_view:first_picture");
      this.element.dataset.ready = "true";
    }
    this.cursor.recognise(panel);
    this.side.arrived(panel);
  }

  focused(panel) {
    this.focusedKind = panel.kind;
    this.side.arrived(panel);
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
