// The two panels that stand on axes of their own: the orbit of two channels, and the trend of the machine.

import { h, select } from "./dom.js";
import { Panel } from "./panel.js";
import { unitOfChannel } from "./panel_kinds.js";

const FIGURES = ["velocity_rms_mm_s", "rms", "peak", "crest_factor", "kurtosis"];

export class OrbitPanel extends Panel {
  build() {
    super.build();
    this.channelY = h("span");
    this.tools.append(this.channelY);
  }

  update() {
    const { desk } = this;
    const width = this.canvas.clientWidth;
    if (width === 0) return;
    this.plot.resize(width, this.canvas.clientHeight);
    const [x] = desk.state.channels;
    const y = desk.channels.ofOrbit();
    const stretch = desk.state.ranges.time || desk.zoom.ofOrbit();
    const path = `/recordings/${desk.recording}/orbit`;
    const query = { channel_x: x, channel_y: y, from_s: stretch?.[0], to_s: stretch?.[1], points: 3000 };
    const since = performance.now();
    const asks = this.latest.ask(
      JSON.stringify([path, query]),
      this.answers.length ? 140 : 0,
      (signal) => desk.service.get(path, query, signal),
      (answer) => this.receiveOrbit(answer, since),
      (error) => this.fail(error),
    );
    if (asks) this.setBusy(true);
  }

  receiveOrbit(answer, since) {
    const { desk } = this;
    this.setBusy(false);
    this.problem.hidden = true;
    this.answers = [answer];
    desk.learn(answer);
    const [fx, fy] = [answer.channel_x, answer.channel_y].map((channel) => channel.sensor?.factor ?? 1);
    this.orbit = { x: answer.x.map((value) => value * fx), y: answer.y.map((value) => value * fy) };
    const reach = 1.1 * Math.max(1e-12, ...this.orbit.x.map(Math.abs), ...this.orbit.y.map(Math.abs));
    const others = desk.known.channels.filter((channel) => channel.index !== answer.channel_x.index);
    this.channelY.replaceChildren(
      select(desk.word("channel_y"), others.map((channel) => [String(channel.index), desk.channels.name(channel)]), String(answer.channel_y.index), (value) =>
        desk.change({ channelY: Number(value) }),
      ),
    );
    const aspect = this.plot.innerWidth / Math.max(1, this.canvas.clientHeight - 40);
    this.plot.show([], [-reach * Math.max(1, aspect), reach * Math.max(1, aspect)], {
      x: `${desk.channels.name(answer.channel_x)} (${unitOfChannel(answer.channel_x, answer.x_unit)})`,
      y: `${desk.channels.name(answer.channel_y)} (${unitOfChannel(answer.channel_y, answer.y_unit)})`,
      tick: (value) => desk.format.number(value, 4),
      fixedY: [-reach * Math.max(1, 1 / aspect), reach * Math.max(1, 1 / aspect)],
    });
    this.info.textContent = desk.word("orbit_info", {
      from: desk.format.number(answer.from_s, 5), to: desk.format.number(answer.to_s, 5), hz: desk.format.number(answer.band_high_hz, 4),
    });
    this.element.setAttribute("aria-label", `${desk.word("panel_orbit")}. ${this.info.textContent}`);
    performance.measure("signal_view:orbit", { start: since, end: performance.now() });
    desk.arrived(this);
  }

  actions() {
    const idle = () => {};
    return { range: idle, reset: idle, place: idle, wheelAllowed: () => false, paint: (plot, ctx) => this.paintOrbit(plot, ctx) };
  }

  hover() {}

  paintOrbit(plot, ctx) {
    if (!this.orbit) return;
    const { u } = plot;
    ctx.save();
    ctx.strokeStyle = this.desk.look.traces[0];
    ctx.lineWidth = window.devicePixelRatio;
    ctx.beginPath();
    this.orbit.x.forEach((x, i) => {
      const at = [u.valToPos(x, "x", true), u.valToPos(this.orbit.y[i], "y", true)];
      if (i === 0) ctx.moveTo(...at);
      else ctx.lineTo(...at);
    });
    ctx.stroke();
    ctx.restore();
  }
}

export class TrendPanel extends Panel {
  build() {
    super.build();
    const { word } = this.desk;
    this.figure = FIGURES[0];
    this.tools.append(
      select(word("trend_figure"), FIGURES.map((name) => [name, word(`figure_${name}`)]), this.figure, (value) => {
        this.figure = value;
        this.draw();
      }),
    );
  }

  update() {
    const width = this.canvas.clientWidth;
    if (width === 0) return;
    this.plot.resize(width, this.canvas.clientHeight);
    this.desk.around.trend().then((trend) => this.receiveTrend(trend), (error) => this.fail(error));
  }

  receiveTrend(trend) {
    if (this.trend === trend) return;
    this.trend = trend;
    this.draw();
  }

  draw() {
    const { desk, figure, trend } = this;
    if (!trend) return;
    const chosen = desk.state.channels.map((index) => desk.channels.nameOf(index));
    const curves = trend.channels
      .filter((channel) => chosen.includes(channel.channel) || desk.state.channels.includes(Number(channel.channel)))
      .map((channel, i) => {
        const points = channel.points.filter((point) => point[figure] !== null);
        return {
          x: points.map((point) => Date.parse(point.at) / 1000),
          y: points.map((point) => point[figure]),
          colour: desk.look.traces[i % 4],
          width: 1.4,
          points: true,
          spanGaps: true,
          unit: points[0]?.unit || "",
        };
      })
      .filter((curve) => curve.x.length);
    const times = curves.flatMap((curve) => curve.x);
    this.problem.hidden = times.length > 0;
    this.problem.textContent = desk.word("trend_empty");
    if (!times.length) return;
    const [first, last] = [Math.min(...times), Math.max(...times)];
    const room = Math.max(3600, (last - first) * 0.05);
    const unit = figure === "velocity_rms_mm_s" ? "mm/s" : ["rms", "peak"].includes(figure) ? curves[0].unit.replace("m/s2", "m/s²") : "";
    this.plot.show(curves, [first - room, last + room], {
      x: desk.word("axis_date"),
      y: `${desk.word(`figure_${figure}`)}${unit ? ` (${unit})` : ""}`,
      tick: (value) => desk.format.number(value, 4),
      fromZero: true,
      dates: (ticks, step) => ticks.map((tick) => desk.format.moment(tick, step)),
    });
    this.info.textContent = desk.word("trend_info", { count: new Set(times).size });
    this.element.setAttribute("aria-label", `${desk.word("panel_trend")}. ${this.info.textContent}`);
  }

  actions() {
    const idle = () => {};
    return { range: idle, reset: idle, place: idle, wheelAllowed: () => false };
  }

  hover() {}
}
