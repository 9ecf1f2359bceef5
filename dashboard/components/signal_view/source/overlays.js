// What is drawn besides the recording itself: another recording, lines of parts, marks of evidence, notes.

import { candidateKey } from "./lists.js";

export class Overlays {
  constructor(desk) {
    this.desk = desk;
  }

  traces(kind) {
    const { channels, compare } = this.desk.state;
    const own = (kind === "spectrogram" ? channels.slice(0, 1) : channels).map((channel, i) => ({
      recording: this.desk.recording,
      channel,
      colour: this.desk.look.traces[(channel - 1) % this.desk.look.traces.length],
      main: i === 0,
    }));
    const other = compare && compare !== "none" && kind !== "spectrogram";
    return other ? [...own, { recording: compare, channel: channels[0], colour: this.desk.look.other, main: false, other: true }] : own;
  }

  groups() {
    const own = this.desk.markers?.groups || [];
    const proposed = (this.desk.candidates?.candidates || []).flatMap((candidate) =>
      candidate.groups.map((group) => ({ ...group, key: candidateKey(candidate, group), candidate })),
    );
    return [...own, ...proposed];
  }

  groupsOn(kind) {
    if (!["spectrum", "envelope", "orders"].includes(kind)) return [];
    return this.groups().filter((group) => this.desk.state.groups.includes(group.key) && (kind === "orders" || group.plot === "both" || group.plot === kind));
  }

  groupName(group) {
    const name = this.desk.format.pick(group.label);
    return group.candidate ? `${group.candidate.designation}: ${name}` : name;
  }

  evidenceOn(kind) {
    const item = this.desk.data.findings[this.desk.state.finding]?.evidence[this.desk.state.evidence];
    return item && item.plot === kind ? item.marks_hz : [];
  }

  notesOn(kind) {
    const names = this.desk.state.channels.flatMap((index) => [String(index), this.desk.channels.nameOf(index)]);
    return this.desk.notes.filter((note) => note.plot === kind && names.includes(note.channel));
  }
}
