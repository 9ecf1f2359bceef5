// The column beside the plots: what the cursor reads, and below it findings, lines, peaks, notes or the comparison.

import { fill, h } from "../dom.js";
import { CompareTab } from "./compare.js";
import { CursorBox } from "./cursor_box.js";
import { FindingsTab } from "./findings.js";
import { LinesTab } from "./lines.js";
import { NotesTab } from "./notes.js";
import { PeaksTab } from "./peaks.js";

const TABS = { findings: FindingsTab, lines: LinesTab, peaks: PeaksTab, notes: NotesTab, compare: CompareTab };

export class Side {
  constructor(desk, element) {
    this.desk = desk;
    this.cursor = new CursorBox(desk);
    this.list = h("div", { class: "tabs", role: "tablist", "aria-label": desk.word("side") });
    this.page = h("div", { class: "page", role: "tabpanel", id: `${desk.data.examination_id}-page` });
    this.tabs = Object.fromEntries(Object.entries(TABS).map(([name, Tab]) => [name, new Tab(desk)]));
    this.drawn = null;
    fill(element, this.cursor.element, this.list, this.page);
  }

  get name() {
    return this.tabs[this.desk.state.tab] ? this.desk.state.tab : "lines";
  }

  update() {
    this.updateCursor();
    this.drawTabs();
    const tab = this.tabs[this.name];
    if (this.drawn !== tab) fill(this.page, tab.element);
    this.drawn = tab;
    tab.update();
  }

  drawTabs() {
    const { desk } = this;
    const focus = this.list.contains(desk.root.activeElement);
    const counts = { findings: desk.data.findings.length, notes: desk.notes.length };
    fill(
      this.list,
      Object.keys(TABS).map((name) =>
        h(
          "button",
          {
            type: "button", role: "tab", "aria-selected": String(name === this.name), "aria-controls": this.page.id, tabindex: name === this.name ? "0" : "-1",
            "data-tab": name, onclick: () => desk.change({ tab: name }), onkeydown: (event) => this.step(event),
          },
          desk.word(`tab_${name}`),
          counts[name] ? h("span", { class: "count" }, String(counts[name])) : null,
        ),
      ),
    );
    if (focus) this.list.querySelector('[aria-selected="true"]').focus();
  }

  step(event) {
    const direction = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!direction) return;
    event.preventDefault();
    event.stopPropagation();
    const names = Object.keys(TABS);
    this.desk.change({ tab: names[(names.indexOf(this.name) + direction + names.length) % names.length] });
  }

  updateCursor() {
    this.cursor.update();
  }

  cursorInWords() {
    return this.cursor.inWords();
  }

  arrived(panel) {
    this.cursor.update();
    this.tabs[this.name].arrived?.(panel);
  }

  openNote(place) {
    this.tabs.notes.place = place;
    this.desk.change({ tab: "notes" });
    this.tabs.notes.open(place);
  }

  destroy() {
    Object.values(this.tabs).forEach((tab) => tab.destroy?.());
  }
}
