// Notes pinned to a place in a plot: read, shown, written and removed.

import { fill, h } from "../dom.js";

export class NotesTab {
  constructor(desk) {
    this.desk = desk;
    this.text = h("textarea", { rows: "3", maxlength: "1000", "aria-label": desk.word("note_text"), placeholder: desk.word("note_text"), oninput: () => this.keep() });
    this.form = h("div");
    this.list = h("div");
    this.problem = h("p", { class: "problem", role: "alert", hidden: true });
    this.element = h("div", { class: "notes" }, this.form, this.problem, this.list);
    this.place = null;
    this.writing = false;
    this.restore();
  }

  // What is being written survives a reload.
  keep() {
    if (this.text.value) window.sessionStorage.setItem(this.storedAs, JSON.stringify({ place: this.place, text: this.text.value }));
    else window.sessionStorage.removeItem(this.storedAs);
  }

  restore() {
    const kept = window.sessionStorage.getItem(this.storedAs);
    if (!kept) return;
    const { place, text } = JSON.parse(kept);
    this.place = place;
    this.text.value = text;
    this.writing = true;
  }

  get storedAs() {
    return `note:${this.desk.recording}`;
  }

  // Ask for a place, or for the text once there is one.
  open(place) {
    this.place = place;
    this.writing = true;
    this.update();
    if (place) this.text.focus();
  }

  update() {
    const { desk } = this;
    const { word } = desk;
    if (!this.writing) {
      fill(this.form, desk.data.may_note ? h("button", { type: "button", onclick: () => desk.pinning.start() }, word("note_add")) : null);
    } else if (!this.place) {
      fill(this.form, h("p", { class: "hint" }, word("note_pick")), this.button("note_at_cursor", () => this.atCursor(), !this.cursorPlace()), this.button("cancel", () => this.close()));
    } else if (!this.form.contains(this.text)) {
      fill(this.form, h("p", { class: "hint" }, this.where(this.place)), this.text, h("div", { class: "row" }, h("button", { type: "button", class: "primary", onclick: () => this.save() }, word("note_save")), this.button("cancel", () => this.close())));
    } else {
      this.form.querySelector(".hint").textContent = this.where(this.place);
    }
    const notes = desk.notes;
    fill(this.list, notes.length ? h("ol", {}, notes.map((note) => this.note(note))) : h("p", { class: "quiet" }, desk.notesProblem || word("notes_none")));
  }

  button(key, onclick, disabled = false) {
    return h("button", { type: "button", disabled, onclick }, this.desk.word(key));
  }

  cursorPlace() {
    const { desk } = this;
    const cursor = desk.state.cursors[desk.cursor.last];
    if (!cursor?.plot) return null;
    return { plot: cursor.plot, channel: desk.channels.nameOf(desk.state.channels[0]), x_from: cursor.x, x_to: cursor.x };
  }

  atCursor() {
    this.desk.pinning.stop();
    this.open(this.cursorPlace());
  }

  close() {
    this.text.value = "";
    this.keep();
    this.writing = false;
    this.place = null;
    this.problem.hidden = true;
    this.desk.pinning.stop();
    this.update();
  }

  where(place) {
    const { format, word } = this.desk;
    const axis = { time: "time", orders: "order" }[place.plot] || "hz";
    const range = place.x_from === place.x_to ? format.number(place.x_from, 6) : `${format.number(place.x_from, 6)} – ${format.number(place.x_to, 6)}`;
    return `${word(`panel_${place.plot}`)} · ${range} ${format.unit(axis)}`;
  }

  // What was typed stays until it is kept.
  async save() {
    const { desk } = this;
    const text = this.text.value.trim();
    if (!text) {
      this.text.focus();
      return;
    }
    const finding = desk.data.findings[desk.state.finding];
    const index = finding && !finding.watch ? desk.state.finding : null;
    try {
      await desk.service.send("POST", `/recordings/${desk.recording}/notes`, { ...this.place, text, finding_index: index });
      this.close();
      await desk.around.loadNotes();
    } catch (error) {
      this.fail(error);
    }
  }

  note(note) {
    const { desk } = this;
    const { format, word } = desk;
    return h("li", {},
      h("p", {}, note.text),
      h("p", { class: "quiet" }, `${this.where(note)} · ${format.pick(note.author)} · ${format.date(note.created_at)}`),
      h("div", { class: "row" },
        h("button", { type: "button", class: "show", onclick: () => desk.leading.toNote(note) }, word("show")),
        note.mine ? h("button", { type: "button", onclick: () => this.remove(note) }, word("note_remove")) : null,
      ),
    );
  }

  async remove(note) {
    const { desk } = this;
    try {
      await desk.service.send("DELETE", `/recordings/${desk.recording}/notes/${note.id}`);
      await desk.around.loadNotes();
    } catch (error) {
      this.fail(error);
    }
  }

  fail(error) {
    this.problem.textContent = error.text || this.desk.word("refused", { code: error.code || error.message });
    this.problem.hidden = false;
  }
}
