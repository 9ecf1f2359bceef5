// What is known around the recording: lines of parts, notes, other recordings, the trend.

import { Latest } from "./service.js";

export class Around {
  constructor(desk) {
    this.desk = desk;
    this.marking = new Latest();
  }

  load() {
    this.loadMarkers();
    this.loadNotes();
    this.loadOthers();
  }

  loadMarkers() {
    const query = { rpm: this.desk.state.rpm, bearing: this.desk.state.bearings };
    this.marking.ask(
      JSON.stringify(query),
      0,
      (signal) => this.desk.service.get(`/recordings/${this.desk.recording}/markers`, query, signal),
      (markers) => {
        this.desk.markers = markers;
        const wanted = this.desk.wantedGroup;
        const group = wanted && markers.groups.find((each) => each.fault === wanted.fault && each.component === wanted.component);
        this.desk.wantedGroup = null;
        this.desk.markersProblem = "";
        if (group) this.desk.change({ groups: [group.key] });
        else {
          this.desk.redraw();
          this.desk.side.update();
        }
      },
      (error) => {
        this.desk.markersProblem = error.text || error.code;
        this.desk.side.update();
      },
    );
  }

  async loadNotes() {
    try {
      const { items } = await this.desk.service.get(`/recordings/${this.desk.recording}/notes`);
      this.desk.notes = items.map((note, i) => ({ ...note, number: i + 1 }));
      this.desk.redraw();
      this.desk.side.update();
    } catch (error) {
      this.desk.notesProblem = error.text || error.code;
    }
  }

  async loadOthers() {
    if (!this.desk.data.equipment_id) return;
    try {
      const { items } = await this.desk.service.get("/recordings", { equipment_id: this.desk.data.equipment_id, limit: 100 });
      this.desk.others = items.filter((item) => item.id !== this.desk.recording);
      if (this.desk.state.compare === null) {
        const earlier = this.desk.others.find((item) => item.examination_id && item.id < this.desk.recording);
        this.desk.state.compare = earlier ? earlier.id : "none";
      }
      this.desk.refresh();
    } catch (error) {
      this.desk.othersProblem = error.text || error.code;
    }
  }

  trend() {
    this.trendAsked ??= this.desk.data.equipment_id
      ? this.desk.service.get(`/equipment/${this.desk.data.equipment_id}/trend`)
      : Promise.resolve({ channels: [] });
    return this.trendAsked;
  }

  stop() {
    this.marking.stop();
  }
}
