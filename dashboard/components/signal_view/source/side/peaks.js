// The largest peaks of the spectrum that was looked at last, as a table: the plot for those who do not see it.

import { fill, h } from "../dom.js";
import { Latest } from "../service.js";

const COUNT = 15;

export class PeaksTab {
  constructor(desk) {
    this.desk = desk;
    this.latest = new Latest();
    this.element = h("div", { class: "peaks" });
  }

  get panel() {
    const { desk } = this;
    const kind = ["spectrum", "envelope"].includes(desk.focusedKind) && desk.panels.has(desk.focusedKind) ? desk.focusedKind : null;
    return desk.panels.get(kind || (desk.panels.has("envelope") ? "envelope" : "spectrum"));
  }

  update() {
    const { desk, panel } = this;
    if (!panel?.shown.length) {
      fill(this.element, h("p", { class: "quiet" }, desk.word("peaks_none")));
      return;
    }
    const [low, high] = panel.range;
    const query = { ...desk.cursor.peakQuery(panel.kind), from_hz: low, to_hz: high, count: COUNT };
    this.latest.ask(
      JSON.stringify(query),
      200,
      (signal) => desk.service.get(`/recordings/${desk.recording}/spectrum-peaks`, query, signal),
      (answer) => this.show(panel, answer),
      (error) => fill(this.element, h("p", { class: "problem" }, error.text || error.code)),
    );
  }

  arrived(panel) {
    if (panel === this.panel) this.update();
  }

  show(panel, { items, line_step: step }) {
    const { desk } = this;
    const { format, word } = desk;
    const { answer, unit } = panel.shown[0];
    const factor = panel.kind === "envelope" || answer.quantity === "velocity" ? 1 : answer.channel.sensor?.factor ?? 1;
    const shaft = desk.shaftHz();
    fill(
      this.element,
      h("table", { class: "numbers" },
        h("caption", {}, `${word(`panel_${panel.kind}`)} · ${unit || word("depth")}`),
        h("thead", {}, h("tr", {}, ["#", "Hz", word("order"), word("value")].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, items.map((item, i) => h("tr", {},
          h("th", { scope: "row" }, String(i + 1)),
          h("td", {}, h("button", { type: "button", class: "link", onclick: () => this.place(panel, item.frequency_hz) }, format.place(item.frequency_hz, step / 10))),
          h("td", {}, shaft ? format.number(item.frequency_hz / shaft, 4) : "–"),
          h("td", {}, format.number(item.amplitude * factor, 3)),
        ))),
      ),
    );
  }

  place(panel, x) {
    const { desk } = this;
    const kind = desk.cursor.mode === "period" ? "harmonic" : desk.cursor.mode;
    desk.cursor.set("hz", { kind, x, spacing: desk.shaftHz() || x / 10, plot: panel.kind, snapped: true });
  }

  destroy() {
    this.latest.stop();
  }
}
