// The findings of the examination: each piece of evidence leads to its mark in the plot.

import { fill, h } from "../dom.js";

export class FindingsTab {
  constructor(desk) {
    this.desk = desk;
    this.element = h("div", { class: "findings" });
  }

  update() {
    const { desk } = this;
    if (!desk.data.findings.length) {
      fill(this.element, h("p", { class: "quiet" }, desk.word("findings_none")));
      return;
    }
    const focus = desk.root.activeElement?.dataset?.evidence;
    fill(this.element, desk.data.findings.map((finding, index) => this.finding(finding, index)));
    if (focus) this.element.querySelector(`[data-evidence="${focus}"]`)?.focus();
  }

  finding(finding, index) {
    const { desk } = this;
    return h(
      "article",
      { class: finding.watch ? "finding watch" : "finding" },
      h("h4", {}, finding.title),
      h("p", { class: "quiet" }, finding.detail),
      h("ul", {}, finding.evidence.map((item, place) => {
        const current = desk.state.finding === index && desk.state.evidence === place;
        return h("li", { class: current ? "current" : "" },
          h("span", {}, item.text),
          item.plot
            ? h("button", { type: "button", class: "show", "data-evidence": `${index}-${place}`, "aria-pressed": String(current), "aria-label": `${desk.word("show")}: ${item.text}`, onclick: () => desk.leading.toEvidence(index, place) }, desk.word("show"))
            : null,
        );
      })),
    );
  }
}
