// Levels over time and frequency as colours.

import { fromBase64 } from "./columns.js";
import { LEVEL_COLOURS } from "./look.js";
import { Panel } from "./panel.js";

export class SpectrogramPanel extends Panel {
  receive(traces, answers, since) {
    this.setBusy(false);
    this.problem.hidden = true;
    const [answer] = answers;
    this.answers = answers;
    this.desk.learn(answer);
    this.picture = pictureOf(answer);
    this.shown = [{ ...traces[0], answer, places: [], values: [], unit: "dB", step: (answer.to_s - answer.from_s) / answer.columns }];
    this.draw();
    performance.measure(`signal_view:${this.kind}`, { start: since, end: performance.now() });
    this.desk.arrived(this);
  }

  draw() {
    const { answer } = this.shown[0];
    const { format, word } = this.desk;
    this.plot.show([], this.range, {
      x: word("axis_time"),
      y: word("axis_hz"),
      tick: (value) => format.number(value, 6),
      fixedY: [answer.from_hz, answer.to_hz],
      crossY: true,
    });
    this.info.textContent = [
      word("levels", { low: format.number(answer.level_min_db, 3), high: format.number(answer.level_max_db, 3), unit: answer.channel.unit || word("unit_of_file") }),
      word("window", { s: format.number(answer.window_s, 3) }),
      word("largest_of_cell"),
    ].join(" · ");
    this.element.setAttribute("aria-label", `${word("panel_spectrogram")}. ${this.info.textContent}`);
  }

  hover(x) {
    if (x === null || !this.picture) {
      this.reading.textContent = "";
      return;
    }
    const { answer } = this.shown[0];
    const { format } = this.desk;
    const hz = this.plot.u.posToVal(this.plot.u.cursor.top, "y");
    const column = Math.floor(((x - answer.from_s) / (answer.to_s - answer.from_s)) * answer.columns);
    const row = Math.floor(((hz - answer.from_hz) / (answer.to_hz - answer.from_hz)) * answer.rows);
    const inside = column >= 0 && column < answer.columns && row >= 0 && row < answer.rows;
    const share = inside ? this.picture.levels[row * answer.columns + column] / 255 : null;
    const level = share === null ? "–" : format.fixed(answer.level_min_db + share * (answer.level_max_db - answer.level_min_db), 1);
    this.reading.textContent = `${format.number(x, 5)} s · ${format.number(hz, 5)} Hz · ${level} dB`;
  }

  readings() {
    return [];
  }

  peakNear() {
    return null;
  }

  paintUnder(plot, ctx) {
    if (!this.picture) return;
    const { answer } = this.shown[0];
    const { left, top, width, height } = plot.u.bbox;
    const from = plot.u.valToPos(answer.from_s, "x", true);
    const to = plot.u.valToPos(answer.to_s, "x", true);
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, top, width, height);
    ctx.clip();
    ctx.imageSmoothingEnabled = false;
    ctx.drawImage(this.picture.canvas, from, top, to - from, height);
    ctx.restore();
  }
}

function pictureOf({ level_db: text, columns, rows }) {
  const levels = fromBase64(text);
  const image = new ImageData(columns, rows);
  for (let row = 0; row < rows; row += 1) {
    const line = (rows - 1 - row) * columns; // the highest frequency is drawn first
    for (let column = 0; column < columns; column += 1) {
      const [r, g, b] = LEVEL_COLOURS[levels[row * columns + column]];
      image.data.set([r, g, b, 255], (line + column) * 4);
    }
  }
  const canvas = document.createElement("canvas");
  canvas.width = columns;
  canvas.height = rows;
  canvas.getContext("2d").putImageData(image, 0, 0);
  return { canvas, levels };
}
