// This recording beside another of the same machine, in numbers; a different speed is said.

import { fill, h, select } from "../dom.js";

const FIGURES = ["velocity_rms_mm_s", "rms", "peak", "crest_factor", "kurtosis"];

export class CompareTab {
  constructor(desk) {
    this.desk = desk;
    this.choice = h("div", { class: "row" });
    this.numbers = h("div");
    this.element = h("div", { class: "compare" }, this.choice, this.numbers);
  }

  update() {
    const { desk } = this;
    const { word } = desk;
    if (!desk.others.length) {
      fill(this.choice, h("p", { class: "quiet" }, desk.othersProblem || word("compare_nothing")));
      fill(this.numbers);
      return;
    }
    const options = [["none", word("compare_none")], ...desk.others.map((other) => [other.id, desk.toolbar.nameOf(other)])];
    fill(this.choice, select(word("compare"), options, desk.state.compare || "none", (compare) => desk.change({ compare })));
    const other = desk.others.find((each) => each.id === desk.state.compare);
    if (!other) {
      fill(this.numbers);
      return;
    }
    desk.around.trend().then((trend) => this.show(other, trend), (error) => fill(this.numbers, h("p", { class: "problem" }, error.text || error.code)));
  }

  show(other, trend) {
    const { desk } = this;
    fill(this.numbers, this.speeds(other), desk.state.channels.map((index) => this.channel(other, trend, index)), this.link(other));
  }

  speeds(other) {
    const { desk } = this;
    const { format, word } = desk;
    const own = desk.data.speed_rpm;
    const before = other.speed_rpm;
    if (!own || !before) return h("p", { class: "quiet" }, word("compare_speed_unknown"));
    const change = (own - before) / before;
    const values = { now: format.number(own, 5), before: format.number(before, 5), percent: format.fixed(100 * change, 1), limit: format.number(100 * desk.data.speed_tolerance, 3) };
    const apart = Math.abs(change) > desk.data.speed_tolerance;
    return h("p", { class: apart ? "warning" : "quiet", role: apart ? "alert" : null }, word(apart ? "compare_speed_apart" : "compare_speed_same", values));
  }

  channel(other, trend, index) {
    const { desk } = this;
    const { format, word } = desk;
    const name = desk.channels.nameOf(index);
    const points = trend.channels.find((each) => each.channel === name || each.channel === String(index))?.points || [];
    const now = points.findLast((point) => point.recording_id === desk.recording);
    const before = points.findLast((point) => point.recording_id === other.id);
    if (!now || !before) return h("p", { class: "quiet" }, word("compare_no_figures", { channel: name }));
    const rows = FIGURES.filter((figure) => now[figure] !== null || before[figure] !== null).map((figure) => {
      const ratio = before[figure] > 0 && now[figure] !== null ? now[figure] / before[figure] - 1 : null;
      return h("tr", {},
        h("th", { scope: "row" }, word(`figure_${figure}`)),
        h("td", {}, format.number(now[figure], 3)),
        h("td", {}, format.number(before[figure], 3)),
        h("td", {}, ratio === null ? "–" : `${ratio > 0 ? "+" : ratio < 0 ? "−" : ""}${format.fixed(Math.abs(100 * ratio), 0)} %`),
      );
    });
    const zones = `${now.zone || "–"} / ${before.zone || "–"}`;
    rows.push(h("tr", {}, h("th", { scope: "row" }, word("zone")), h("td", { colspan: "3" }, zones)));
    return h("table", { class: "numbers" },
      h("caption", {}, `${word("channel")} ${name}`),
      h("thead", {}, h("tr", {}, ["", word("now"), word("other"), word("change")].map((text) => h("th", { scope: "col" }, text)))),
      h("tbody", {}, rows));
  }

  link(other) {
    const { desk } = this;
    if (!other.examination_id) return null;
    const address = new URL(window.location.href);
    address.search = "";
    address.searchParams.set("examination", other.examination_id);
    address.searchParams.set("lang", desk.data.language);
    return h("a", { href: address.href, target: "_blank", rel: "noopener" }, desk.word("compare_open"));
  }
}
