// Choosing the place of a new note in a plot.

import { LINE_PANELS } from "./panel_kinds.js";

export class Pinning {
  constructor(desk) {
    this.desk = desk;
  }

  start() {
    this.desk.panels.forEach((panel) => {
      panel.plot.picksRange = LINE_PANELS.includes(panel.kind);
    });
    this.desk.element.classList.add("picking");
    this.desk.live.textContent = this.desk.word("note_pick");
    this.desk.side.openNote(null);
  }

  picked(panel, [from, to]) {
    this.stop();
    this.desk.side.openNote({ plot: panel.kind, channel: this.desk.channels.nameOf(this.desk.state.channels[0]), x_from: from, x_to: to });
  }

  stop() {
    this.desk.panels.forEach((panel) => {
      panel.plot.picksRange = false;
    });
    this.desk.element.classList.remove("picking");
  }
}
