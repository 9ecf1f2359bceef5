// The lines that the machine's parts make; for a bearing of unknown type, those of the bearings that would fit.

import { fill, h } from "../dom.js";
import { candidateKey } from "../lists.js";
import { Latest } from "../service.js";

const SEARCH_PAUSE_MS = 250;
const MOST_FOUND = 8;

export class LinesTab {
  constructor(desk) {
    this.desk = desk;
    this.asking = new Latest();
    this.searching = new Latest();
    this.found = [];
    this.component = null;
    this.table = h("div");
    this.bearings = h("div");
    this.results = h("ul", { class: "found" });
    this.speed = h("input", {
      type: "number", min: "1", step: "any", "aria-label": desk.word("speed"), "data-tool": "rpm",
      onchange: () => this.setSpeed(Number(this.speed.value)),
    });
    this.speedSource = h("span", { class: "quiet" });
    this.search = h("input", { type: "search", placeholder: desk.word("bearing_search"), "aria-label": desk.word("bearing_search"), oninput: () => this.find() });
    this.element = h(
      "div",
      { class: "lines" },
      h("label", { class: "row" }, desk.word("speed"), this.speed, desk.word("rpm"), this.speedSource),
      this.table,
      this.bearings,
    );
  }

  setSpeed(rpm) {
    this.desk.change({ rpm: rpm > 0 ? rpm : null });
    this.desk.around.loadMarkers();
  }

  update() {
    const { desk } = this;
    const { markers, format, word } = desk;
    if (!markers) {
      fill(this.table, h("p", { class: desk.markersProblem ? "problem" : "quiet" }, desk.markersProblem || word("loading")));
      return;
    }
    if (desk.root.activeElement !== this.speed) this.speed.value = markers.speed.rpm === null ? "" : String(Number(markers.speed.rpm.toPrecision(6)));
    this.speedSource.textContent = word(`speed_${markers.speed.source}`);
    fill(this.table, markers.groups.length ? this.groups(markers.groups, (group) => group.key) : h("p", { class: "quiet" }, word("lines_none")));
    fill(this.bearings, this.bearingTools());
    this.proposeForUnknown();
  }

  groups(groups, keyOf) {
    const { desk } = this;
    const { format, word } = desk;
    return h(
      "table",
      { class: "numbers kinematics" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, h("span", { class: "unseen" }, word("overlay"))), h("th", { scope: "col", class: "words" }, word("line")), h("th", { scope: "col" }, word("order")), h("th", { scope: "col" }, "Hz"))),
      h("tbody", {}, groups.map((group) => {
        const key = keyOf(group);
        const name = format.pick(group.label);
        const on = desk.state.groups.includes(key);
        return h("tr", { class: on ? "on" : "", style: `--trace:${desk.look.faults[group.kind] || desk.look.text}` },
          h("td", {}, h("input", { type: "checkbox", checked: on, "aria-label": `${word("overlay")}: ${name}`, onchange: () => desk.leading.toGroup({ ...group, key }, true) })),
          h("th", { scope: "row" }, h("button", { type: "button", class: "link", "data-line": key, onclick: () => desk.leading.toGroup({ ...group, key }, false) }, name)),
          h("td", {}, format.number(group.order, 4)),
          h("td", {}, format.number(group.frequency_hz, 5)),
        );
      })),
    );
  }

  bearingTools() {
    const { desk } = this;
    const { markers, format, word } = desk;
    if (!markers.bearings.length) return null;
    const current = this.component ?? (markers.bearings.find((bearing) => !bearing.known) || markers.bearings[0]).component;
    this.component = current;
    return h(
      "section",
      { class: "bearings" },
      h("h4", {}, word("bearings")),
      h("div", { class: "row", role: "group", "aria-label": word("bearings") }, markers.bearings.map((bearing) =>
        h("button", { type: "button", class: "chip", "aria-pressed": String(bearing.component === current), onclick: () => this.choose(bearing.component) },
          `${bearing.component}: ${bearing.designation || word(bearing.known ? "bearing_by_geometry" : "bearing_unknown")}`),
      )),
      h("div", { class: "row" },
        h("button", { type: "button", "data-tool": "fit", onclick: () => this.propose() }, word("bearing_fit")),
        desk.state.bearings.length ? h("button", { type: "button", onclick: () => this.take([]) }, word("bearing_own")) : null,
      ),
      this.candidates(format, word),
      this.search,
      this.results,
    );
  }

  choose(component) {
    this.component = component;
    this.desk.side.update();
  }

  // What fits a bearing of unknown type is looked for unasked, once.
  proposeForUnknown() {
    const unknown = this.desk.markers.bearings.find((bearing) => !bearing.known && bearing.component === this.component);
    if (unknown && this.desk.side.name === "lines" && !this.proposing && !this.problem && !this.desk.candidates) this.propose();
  }

  propose() {
    const { desk } = this;
    const query = { bearing_candidates: true, component: this.component, channel: desk.state.channels[0], rpm: desk.state.rpm };
    this.proposing = true;
    this.asking.ask(
      JSON.stringify(query),
      0,
      (signal) => desk.service.get(`/recordings/${desk.recording}/markers`, query, signal),
      (answer) => {
        this.proposing = false;
        desk.candidates = answer;
        this.problem = "";
        desk.side.update();
        this.bearings.querySelector(".candidates")?.scrollIntoView({ block: "nearest" });
      },
      (error) => {
        this.proposing = false;
        this.problem = error.text || error.code;
        this.asking.key = null;
        desk.side.update();
      },
    );
    desk.side.update();
  }

  candidates(format, word) {
    const { desk } = this;
    if (this.proposing) return h("p", { class: "quiet" }, word("loading"));
    if (this.problem) return h("p", { class: "problem" }, this.problem);
    if (!desk.candidates) return null;
    const { candidates, candidates_text: why } = desk.candidates;
    if (!candidates.length) return h("p", { class: "quiet" }, format.pick(why));
    return h("ol", { class: "candidates" }, candidates.map((candidate) => {
      const keys = candidate.groups.map((group) => candidateKey(candidate, group));
      const on = keys.some((key) => desk.state.groups.includes(key));
      return h("li", { class: on ? "on" : "" },
        h("button", { type: "button", class: "link", "aria-pressed": String(on), onclick: () => this.overlay(candidate) }, candidate.designation),
        h("span", { class: "fit" }, h("i", { style: `width:${Math.round(100 * candidate.fit)}%` }), h("b", {}, word("fit", { percent: format.fixed(100 * candidate.fit, 0) }))),
        h("p", { class: "quiet" }, format.pick(candidate.consequence)),
        h("button", { type: "button", onclick: () => this.takeFor(candidate.component, candidate.designation) }, word("bearing_take")),
      );
    }));
  }

  overlay(candidate) {
    const { desk } = this;
    const group = candidate.groups.find((each) => each.fault === candidate.fault) || candidate.groups[0];
    if (group) desk.leading.toGroup({ ...group, key: candidateKey(candidate, group) }, false);
  }

  // Look at another bearing at one place, beside what was chosen for other places.
  takeFor(component, designation) {
    const others = this.desk.state.bearings.filter((each) => !each.startsWith(`${component}:`));
    this.take([...others, `${component}:${designation}`]);
  }

  // Look at other bearings than the description's.
  take(bearings) {
    const { desk } = this;
    desk.change({ bearings, groups: desk.state.groups.filter((key) => !key.includes("/")) });
    desk.around.loadMarkers();
  }

  find() {
    const query = this.search.value.trim();
    if (query.length < 2) {
      this.searching.stop();
      fill(this.results);
      return;
    }
    const { desk } = this;
    this.searching.ask(
      query,
      SEARCH_PAUSE_MS,
      (signal) => desk.service.get("/bearings", { query }, signal),
      ({ items }) => fill(this.results, items.length ? items.slice(0, MOST_FOUND).map((bearing) => this.result(bearing)) : h("li", { class: "quiet" }, desk.word("bearing_none"))),
      (error) => fill(this.results, h("li", { class: "problem" }, error.text || error.code)),
    );
  }

  result(bearing) {
    const { desk } = this;
    const { format } = desk;
    return h("li", {},
      h("button", { type: "button", class: "link", onclick: () => this.takeFor(this.component, bearing.designation) }, bearing.designation),
      h("span", { class: "quiet" }, ` ${[bearing.manufacturer, `BPFO ${format.number(bearing.bpfo, 4)}`, `BPFI ${format.number(bearing.bpfi, 4)}`].filter(Boolean).join(" · ")}`),
    );
  }

  destroy() {
    this.asking.stop();
    this.searching.stop();
  }
}
