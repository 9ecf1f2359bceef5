// What the cursor reads: place, order, period, and the value of each trace at each of its lines.

import { cursorLines } from "../cursors.js";
import { fill, h } from "../dom.js";
import { Latest } from "../service.js";

const MOST_ROWS = 6;

export class CursorBox {
  constructor(desk) {
    this.desk = desk;
    this.latest = new Latest();
    this.sample = null;
    this.element = h("section", { class: "cursor-box", "aria-label": desk.word("cursor") });
  }

  update() {
    const { desk } = this;
    const axis = desk.cursor.last;
    const cursor = desk.state.cursors[axis];
    const panel = cursor && this.panelOf(cursor, axis);
    if (!cursor || !panel) {
      fill(this.element, h("p", { class: "quiet" }, desk.word("cursor_none")));
      return;
    }
    fill(this.element, this.head(cursor, axis, panel), axis === "time" ? this.time(cursor, panel) : this.lines(cursor, axis, panel));
  }

  panelOf(cursor, axis) {
    const { panels } = this.desk;
    return panels.get(cursor.plot) || [...panels.values()].find((panel) => panel.cursorAxis === axis && panel.shown.length);
  }

  head(cursor, axis, panel) {
    const { desk } = this;
    const unit = desk.format.unit(axis);
    const step = panel.shown[0]?.step || 0;
    const facts = [`${desk.format.place(cursor.x, axis === "time" ? step : step / 10)} ${unit}`];
    const shaft = desk.shaftHz();
    if (axis === "hz" && shaft) facts.push(`${desk.format.number(cursor.x / shaft, 4)}×`);
    if (axis === "hz" && cursor.x > 0) facts.push(`${desk.format.number(1000 / cursor.x, 4)} ms`);
    if (axis === "order" && shaft) facts.push(`${desk.format.number(cursor.x * shaft, 5)} Hz`);
    if (cursor.kind === "sideband" && cursor.spacing) facts.push(`Δ ${desk.format.place(cursor.spacing, step / 10)} ${unit}`);
    if (cursor.kind === "period" && cursor.spacing) facts.push(`Δ ${desk.format.number(cursor.spacing * 1000, 5)} ms = ${desk.format.number(1 / cursor.spacing, 5)} Hz`);
    const state = axis === "time" ? null : h("span", { class: cursor.snapped ? "snapped" : "free" }, desk.word(cursor.snapped ? "snapped" : "not_snapped"));
    return h(
      "header",
      {},
      h("div", {}, h("strong", { class: "place" }, facts[0]), state, h("button", { type: "button", class: "plain", "aria-label": desk.word("key_remove"), title: desk.word("key_remove"), onclick: () => desk.cursor.remove(axis) }, "✕")),
      h("div", { class: "quiet" }, [desk.word(`cursor_${cursor.kind}`), desk.word(`panel_${panel.kind}`), ...facts.slice(1)].join(" · ")),
    );
  }

  lines(cursor, axis, panel) {
    const { desk } = this;
    const { format, word } = desk;
    const [low, high] = panel.range;
    const lines = cursorLines(cursor, low, high, 1e6)
      .sort((a, b) => Math.abs(a.n) - Math.abs(b.n) || a.n - b.n)
      .slice(0, MOST_ROWS);
    if (!panel.shown.length || !lines.length) return null;
    const reach = panel.reach;
    const heads = panel.shown.map((trace) => h("th", { scope: "col", style: `--trace:${trace.colour}` }, h("i", { class: "swatch" }), trace.other ? word("other") : String(trace.channel)));
    return h(
      "table",
      { class: "numbers" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, ""), h("th", { scope: "col" }, format.unit(axis)), heads)),
      h("tbody", {}, lines.map((line) => h("tr", {},
        h("th", { scope: "row" }, line.label || "1×"),
        h("td", {}, format.place(line.x, panel.shown[0].step)),
        panel.shown.map((trace) => h("td", {}, format.number(highest(trace, line.x, reach), 3))),
      ))),
      h("caption", {}, panel.shown[0].unit ? word("values_in", { unit: panel.shown[0].unit }) : word("depth")),
    );
  }

  // The exact sample, which the columns of the picture do not have.
  time(cursor, panel) {
    const { desk } = this;
    const query = { channel: desk.state.channels[0], at_s: cursor.x };
    this.latest.ask(
      JSON.stringify(query),
      90,
      (signal) => desk.service.get(`/recordings/${desk.recording}/readout`, query, signal),
      (answer) => {
        this.sample = { key: JSON.stringify(query), answer };
        this.update();
      },
      () => {},
    );
    if (this.sample?.key !== JSON.stringify(query)) return h("p", { class: "quiet" }, "…");
    const { answer } = this.sample;
    const factor = answer.channel.sensor?.factor ?? 1;
    const value = answer.value === null ? null : answer.value * factor;
    return h("p", {}, h("strong", {}, `${desk.format.number(value, 5)} ${panel.shown[0]?.unit || ""}`), h("span", { class: "quiet" }, ` · ${desk.word("exact_sample", { index: desk.format.number(answer.index, 9) })}`));
  }

  inWords() {
    return this.element.querySelector("header")?.textContent || "";
  }
}

// The greatest value about `x`: of some pixels, and of the nearest line where lines stand farther apart.
function highest(trace, x, reach) {
  const half = Math.max(reach / 4, 0.51 * columnStep(trace));
  let best = null;
  for (let i = 0; i < trace.places.length; i += 1) {
    if (trace.places[i] < x - half) continue;
    if (trace.places[i] > x + half) break;
    if (trace.values[i] !== null && (best === null || trace.values[i] > best)) best = trace.values[i];
  }
  return best;
}

function columnStep({ places }) {
  return places.length > 1 ? places[1] - places[0] : 0;
}
