// The envelope spectrum, with the band it is made of.

import { h } from "./dom.js";
import { Panel } from "./panel.js";

export class EnvelopePanel extends Panel {
  build() {
    super.build();
    const { word, state } = this.desk;
    const field = (name) =>
      h("input", { type: "number", min: "0", step: "any", "aria-label": word(name), title: word(name), onchange: () => this.take() });
    this.low = field("band_low");
    this.high = field("band_high");
    this.automatic = h("button", { type: "button", onclick: () => this.desk.zoom.setBand(null) }, word("band_automatic"));
    this.ofSpectrum = h("button", { type: "button", title: word("band_of_spectrum_help"), onclick: () => this.desk.zoom.setBand(this.desk.state.ranges.hz) }, word("band_of_spectrum"));
    this.source = h("span", { class: "source" });
    this.tools.append(word("band"), " ", this.low, "–", this.high, " Hz ", this.automatic, this.ofSpectrum, this.source);
    this.automatic.hidden = state.band === null;
  }

  take() {
    const band = [Number(this.low.value), Number(this.high.value)];
    const good = band[0] >= 0 && band[0] < band[1];
    for (const input of [this.low, this.high]) input.setAttribute("aria-invalid", String(!good));
    if (good) this.desk.zoom.setBand(band);
  }

  update() {
    this.automatic.hidden = this.desk.state.band === null;
    this.ofSpectrum.hidden = this.desk.state.ranges.hz === null;
    super.update();
  }

  receive(traces, answers, since) {
    const { band_hz: band, band_text: text, band_source: source } = answers[0];
    this.desk.known.band = band;
    this.low.value = String(Number(band[0].toPrecision(5)));
    this.high.value = String(Number(band[1].toPrecision(5)));
    this.source.textContent = source === "given" ? "" : this.desk.word("band_chosen");
    this.source.title = this.desk.format.pick(text);
    super.receive(traces, answers, since);
    this.desk.panels.get("spectrum")?.plot.redraw();
  }
}
