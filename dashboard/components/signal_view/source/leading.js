// From words to their place in a plot: a finding, a line of a part, a note.

import { toggled } from "./lists.js";
import { RANGE_OF, limitOf } from "./panel_kinds.js";

export class Leading {
  constructor(desk) {
    this.desk = desk;
    this.waiting = null; // the evidence that is shown once the channels are known
  }

  toEvidence(findingIndex, evidenceIndex) {
    const finding = this.desk.data.findings[findingIndex];
    const item = finding?.evidence[evidenceIndex];
    if (!item) return;
    const channel = item.channel === null ? this.desk.state.channels[0] : this.desk.channels.indexOf(item.channel);
    if (channel === null) {
      this.waiting = [findingIndex, evidenceIndex];
      return;
    }
    const kind = item.plot || "spectrum";
    const ranges = { ...this.desk.state.ranges };
    const cursors = { ...this.desk.state.cursors };
    if (item.x !== null) {
      const reach = Math.max(4.6 * item.x, 1.15 * Math.max(item.x, ...item.marks_hz));
      ranges.time = null; // the examination looked at the whole recording
      ranges[RANGE_OF[kind]] = [0, Math.min(reach, limitOf(RANGE_OF[kind], this.desk.known)[1] > 1 ? limitOf(RANGE_OF[kind], this.desk.known)[1] : reach)];
      cursors.hz = { kind: item.harmonic || kind === "envelope" ? "harmonic" : "single", x: item.x, spacing: item.sideband_hz, plot: kind, snapped: true };
    }
    this.desk.zoom.remember();
    const group = this.desk.overlays.groups().find((each) => each.fault === finding.fault && each.component === finding.component);
    this.desk.wantedGroup = group ? null : finding;
    this.desk.cursor.last = item.x === null ? this.desk.cursor.last : "hz";
    this.desk.change({
      finding: findingIndex,
      evidence: evidenceIndex,
      tab: "findings",
      channels: [channel],
      panels: this.desk.state.panels.includes(kind) ? this.desk.state.panels : [...this.desk.state.panels, kind],
      band: item.band_hz || this.desk.state.band,
      quantity: item.quantity || this.desk.state.quantity,
      groups: group ? [group.key] : this.desk.state.groups,
      ranges,
      cursors,
    });
    const panel = this.desk.panels.get(kind);
    panel?.element.focus({ preventScroll: true });
    panel?.element.scrollIntoView({ block: "nearest", behavior: "smooth" });
    this.desk.live.textContent = item.text;
  }

  // The channels are known now.
  goOn() {
    const waiting = this.waiting;
    this.waiting = null;
    if (waiting) this.toEvidence(...waiting);
  }

  // The lines of a part: drawn alone, the cursor on the first of them, zoomed so that all can be seen.
  toGroup(group, add) {
    const groups = add ? toggled(this.desk.state.groups, group.key) : [group.key];
    const kind = group.plot === "envelope" ? "envelope" : "spectrum";
    if (add || !(group.frequency_hz > 0)) {
      this.desk.change({ groups });
      return;
    }
    this.desk.zoom.remember();
    this.desk.cursor.last = "hz";
    this.desk.change({
      groups,
      panels: this.desk.state.panels.includes(kind) ? this.desk.state.panels : [...this.desk.state.panels, kind],
      cursors: { ...this.desk.state.cursors, hz: { kind: "harmonic", x: group.frequency_hz, spacing: group.sidebands_hz, plot: kind } },
      ranges: { ...this.desk.state.ranges, [RANGE_OF[kind]]: [0, (group.harmonics + 0.6) * group.frequency_hz] },
    });
    this.desk.panels.get(kind)?.element.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }

  toNote(note) {
    const axis = RANGE_OF[note.plot];
    const channel = this.desk.channels.indexOf(note.channel) || this.desk.state.channels[0];
    const width = Math.max(note.x_to - note.x_from, (limitOf(axis, this.desk.known)[1] || 1) / 200);
    this.desk.zoom.remember();
    this.desk.change({
      tab: "notes",
      channels: [channel],
      panels: this.desk.state.panels.includes(note.plot) ? this.desk.state.panels : [...this.desk.state.panels, note.plot],
      ranges: { ...this.desk.state.ranges, [axis]: [Math.max(0, note.x_from - 2 * width), note.x_to + 2 * width] },
    });
    this.desk.panels.get(note.plot)?.element.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }

  toNextNote() {
    if (!this.desk.notes.length) return;
    this.noteIndex = ((this.noteIndex ?? -1) + 1) % this.desk.notes.length;
    this.toNote(this.desk.notes[this.noteIndex]);
  }

  toNextEvidence() {
    const places = this.desk.data.findings.flatMap((finding, f) => finding.evidence.map((_, e) => [f, e]));
    if (!places.length) return;
    const now = places.findIndex(([f, e]) => f === this.desk.state.finding && e === this.desk.state.evidence);
    this.toEvidence(...places[(now + 1) % places.length]);
  }
}
