// The row above the panels: what is shown, of which channels, against what, and how the cursor works.

import { fill, h, select, toggle } from "./dom.js";
import { LAYOUTS, PANEL_NAMES } from "./panel_kinds.js";
import { toggled } from "./lists.js";

const MODES = ["single", "harmonic", "sideband", "period"];
const MODE_KEYS = { single: "C", harmonic: "H", sideband: "S", period: "P" };
const LONGEST_SOUND_S = 30;

export class Toolbar {
  constructor(desk, element) {
    this.desk = desk;
    this.element = element;
    this.listening = false;
    this.signature = "";
  }

  // Drawn anew only when something in it changed, so that the focus stays where it is.
  update() {
    const { desk } = this;
    const { state, known } = desk;
    const signature = JSON.stringify([
      state.layout, state.panels, state.channels, state.quantity, state.scale, state.compare, this.isChanged, desk.cursor.mode,
      known.channels.length, desk.others.length, this.listening && [state.ranges.time],
    ]);
    if (signature === this.signature) return;
    this.signature = signature;
    const focus = desk.root.activeElement?.dataset?.tool;
    fill(this.element, this.layout(), this.panels(), this.channels(), this.quantity(), this.compare(), this.modes(), this.buttons(), this.sound());
    if (focus) this.element.querySelector(`[data-tool="${focus}"]`)?.focus();
  }

  layout() {
    const { desk } = this;
    const options = Object.keys(LAYOUTS).map((name) => [name, desk.word(`layout_${name}`)]);
    return labelled(desk.word("layout"), select(desk.word("layout"), options, desk.state.layout, (layout) => desk.change({ layout, panels: LAYOUTS[layout] })));
  }

  panels() {
    const { desk } = this;
    const { panels } = desk.state;
    const several = desk.known.channels.length > 1;
    return group(
      desk.word("panels"),
      PANEL_NAMES.filter((name) => name !== "orbit" || several || panels.includes("orbit")).map((name) =>
        toggle(desk.word(`short_${name}`), panels.includes(name), () => {
          const chosen = toggled(panels, name);
          if (chosen.length) desk.change({ panels: chosen });
        }, { "data-tool": `panel-${name}`, title: desk.word(`panel_${name}`) }),
      ),
    );
  }

  channels() {
    const { desk } = this;
    const { channels } = desk.known;
    if (channels.length < 2) return null;
    const chips = channels.map((channel) =>
      toggle(
        desk.channels.name(channel),
        desk.state.channels.includes(channel.index),
        (event) => {
          const more = event.shiftKey || event.ctrlKey || event.metaKey;
          const chosen = more ? toggled(desk.state.channels, channel.index) : [channel.index];
          if (chosen.length) desk.change({ channels: chosen });
        },
        { "data-tool": `channel-${channel.index}`, title: desk.word("channel_help"), style: `--trace:${desk.look.traces[(channel.index - 1) % 4]}`, class: "chip trace" },
      ),
    );
    const all = desk.state.channels.length === channels.length;
    chips.push(
      toggle(desk.word("all_channels"), all, () => desk.change({ channels: all ? [channels[0].index] : channels.map((channel) => channel.index) }), { "data-tool": "channels" }),
    );
    return group(desk.word("channels"), chips);
  }

  quantity() {
    const { desk } = this;
    const { state } = desk;
    return group(desk.word("values"), [
      toggle(desk.word("velocity"), state.quantity === "velocity", () => desk.change({ quantity: state.quantity === "velocity" ? "recorded" : "velocity" }), {
        "data-tool": "velocity", title: desk.word("velocity_help"),
      }),
      toggle(desk.word("logarithmic"), state.scale === "log", () => desk.change({ scale: state.scale === "log" ? "linear" : "log" }), { "data-tool": "log" }),
    ]);
  }

  compare() {
    const { desk } = this;
    if (!desk.others.length) return null;
    const options = [["none", desk.word("compare_none")], ...desk.others.map((other) => [other.id, this.nameOf(other)])];
    const name = [h("i", { class: "swatch", style: `--trace:${desk.look.other}` }), desk.word("compare")];
    return labelled(name, select(desk.word("compare"), options, desk.state.compare || "none", (compare) => desk.change({ compare })));
  }

  nameOf(other) {
    const { format, word } = this.desk;
    const verdict = other.verdict ? ` · ${word(`verdict_${other.verdict}`)}` : "";
    const speed = other.speed_rpm ? ` · ${format.number(other.speed_rpm, 4)} ${word("rpm")}` : "";
    return `${format.date(other.examined_at || other.created_at)}${verdict}${speed}`;
  }

  modes() {
    const { desk } = this;
    return group(
      desk.word("cursor"),
      MODES.map((mode) =>
        toggle(desk.word(`cursor_${mode}`), desk.cursor.mode === mode, () => desk.cursor.setMode(mode), { "data-tool": `mode-${mode}`, title: `${desk.word(`cursor_${mode}_help`)} (${MODE_KEYS[mode]})` }),
      ),
    );
  }

  // Whether there is anything to go back from.
  get isChanged() {
    const { ranges, band } = this.desk.state;
    return Object.values(ranges).some((range) => range !== null) || band !== null;
  }

  buttons() {
    const { desk } = this;
    return h(
      "div",
      { class: "group" },
      toggle(desk.word("listen"), this.listening, () => this.listen(), { "data-tool": "listen" }),
      desk.data.may_note ? h("button", { type: "button", class: "chip", "data-tool": "note", onclick: () => desk.pinning.start() }, desk.word("note_add")) : null,
      h("button", { type: "button", class: "chip", "data-tool": "reset", disabled: !this.isChanged, onclick: () => desk.zoom.resetAll() }, desk.word("reset")),
      h("button", { type: "button", class: "chip", "data-tool": "help", "aria-label": desk.word("help"), title: desk.word("help"), onclick: () => desk.help() }, desk.word("keys")),
    );
  }

  listen() {
    this.listening = !this.listening;
    this.update();
  }

  // The stretch that is shown, at most half a minute of it.
  sound() {
    if (!this.listening) return null;
    const { desk } = this;
    const [from, to] = desk.state.ranges.time || desk.zoom.defaultOf("time");
    const source = desk.service.address(`/recordings/${desk.recording}/audio`, { channel: desk.state.channels[0], from_s: from, to_s: Math.min(to, from + LONGEST_SOUND_S) });
    return h("audio", { controls: true, preload: "none", src: source, "aria-label": desk.word("listen") });
  }
}

function labelled(text, control) {
  return h("label", { class: "group" }, h("span", { class: "name" }, text), control);
}

function group(name, controls) {
  return h("div", { class: "group", role: "group", "aria-label": name }, h("span", { class: "name" }, name), controls);
}
