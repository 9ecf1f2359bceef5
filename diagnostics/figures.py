"""Pictures of the evidence: one PNG a finding that shows why it was made, in English or Chinese.

Figures are built on matplotlib's object interface, without its global state, so they may be drawn in any thread.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from diagnostics.examination import Examination
from diagnostics.faults.bearing_examination import EnvelopePlot
from diagnostics.faults.findings import part_name
from diagnostics.texts import Catalogue, Text

__all__ = ["FONT_PATH", "TEXTS", "draw_finding", "draw_findings"]

TEXTS: Final = Catalogue(Path(__file__).with_name("figures_texts.toml"))
FONT_PATH: Final = Path(__file__).parent / "fonts" / "NotoSansSC-subset.otf"
SIZE_INCH, DOTS_PER_INCH = (9.6, 5.4), 125

SPECTRUM, FLOOR, EXPECTED, FOUND, SIDEBAND, SHAFT = "#33475b", "#8a97a6", "#c9820a", "#c0392b", "#2471a3", "#b9c2cc"
PEAK_REACH = 0.002
"""Relative distance within which a mark is put on the peak, as wide as the lines of a family are masked."""


def draw_findings(examination: Examination, folder: Path, *, lang: str = "en") -> list[Path]:
    """Draw every finding and watch item of ``examination`` that has a picture into ``folder``; return the
    files, in order.

    Raises `OSError` when the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, plot in enumerate(_plots(examination), start=1):
        if plot is not None:
            path = folder / f"finding_{number}_{plot.fault.replace('.', '_')}.png"
            draw_finding(examination, path, number=number - 1, lang=lang)
            paths.append(path)
    return paths


def draw_finding(examination: Examination, path: Path, *, number: int = 0, lang: str = "en") -> None:
    """Draw finding ``number`` (findings first, then the watch list, from 0) of ``examination`` as a PNG at ``path``.

    Raises `ValueError` when the examination holds no picture for it (it was read back from JSON, or rests on
    a level alone).
    """
    plots = _plots(examination)
    plot = plots[number] if 0 <= number < len(plots) else None
    if plot is None:
        raise ValueError(f"finding {number} has no envelope spectrum to draw")
    figure = Figure(figsize=SIZE_INCH, dpi=DOTS_PER_INCH, layout="constrained")
    FigureCanvasAgg(figure)
    _envelope_axes(figure.add_subplot(), plot, lang)
    figure.savefig(path, format="png", metadata={"Software": None})


def _plots(examination: Examination) -> tuple[EnvelopePlot | None, ...]:
    return () if examination.detail is None else tuple(examination.detail.plots)


def _font(size: float, *, bold: bool = False) -> FontProperties:
    return FontProperties(fname=str(FONT_PATH), size=size, weight="bold" if bold else "normal")


def _envelope_axes(axes: Axes, plot: EnvelopePlot, lang: str) -> None:
    """Modulation depth against frequency: the spectrum, its floor, where the fault's lines belong and which
    are there."""

    def say(key: str, **values: object) -> str:
        return TEXTS(key, **values).in_language(lang)

    depth = 2.0 * np.sqrt(plot.power)
    axes.plot(plot.frequency_hz, depth, color=SPECTRUM, linewidth=0.7, label=say("spectrum"))
    finite = np.isfinite(plot.floor)
    axes.plot(
        plot.frequency_hz[finite],
        2.0 * np.sqrt(plot.floor[finite]),
        color=FLOOR,
        linewidth=1.2,
        linestyle="--",
        label=say("floor"),
    )
    reach_hz = float(plot.frequency_hz[-1])
    top = 1.3 * float(np.max(depth[plot.frequency_hz > 0.3 * min(plot.found_hz, plot.shaft_hz)]))
    for k in range(1, int(reach_hz / plot.shaft_hz) + 1):
        axes.axvline(k * plot.shaft_hz, color=SHAFT, linewidth=0.6, zorder=0, label=say("shaft") if k == 1 else None)
    for k in range(1, int(reach_hz / plot.found_hz) + 1):
        at_hz = k * plot.expected_hz
        axes.axvline(
            at_hz, color=EXPECTED, linewidth=1.1, linestyle=":", zorder=1, label=say("expected") if k == 1 else None
        )
    _mark(axes, plot, plot.harmonics_hz, FOUND, "v", say("found"))
    _mark(axes, plot, plot.sidebands_hz, SIDEBAND, "|", say("sidebands", spacing=plot.sideband_spacing_hz))
    axes.annotate(
        say("peak", frequency=plot.found_hz, depth=plot.depth),
        _peak(plot, plot.found_hz),
        xytext=(10, 14),
        textcoords="offset points",
        fontproperties=_font(10),
        color=FOUND,
    )
    axes.set_xlim(0.0, reach_hz)
    axes.set_ylim(0.0, top)
    axes.set_xlabel(say("frequency_axis"), fontproperties=_font(10))
    axes.set_ylabel(say("depth_axis"), fontproperties=_font(10))
    axes.set_title(_title(plot).in_language(lang), fontproperties=_font(11.5), loc="left")
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_fontproperties(_font(9))
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(prop=_font(9), frameon=True, facecolor="white", framealpha=0.92, edgecolor="none", loc="upper right")


def _title(plot: EnvelopePlot) -> Text:
    return TEXTS(
        "title",
        part=part_name(plot.fault),
        component=plot.component,
        channel=plot.channel,
        low=plot.band_hz[0] / 1000.0,
        high=plot.band_hz[1] / 1000.0,
    )


def _peak(plot: EnvelopePlot, frequency_hz: float) -> tuple[float, float]:
    """Return frequency and depth of the highest line where random slip may have moved the one at ``frequency_hz``."""
    step_hz = float(plot.frequency_hz[1])
    centre = min(round(frequency_hz / step_hz), plot.frequency_hz.size - 1)
    reach = max(2, round(PEAK_REACH * frequency_hz / step_hz))
    first = max(0, centre - reach)
    at = first + int(np.argmax(plot.power[first : centre + reach + 1]))
    return float(plot.frequency_hz[at]), float(2.0 * np.sqrt(plot.power[at]))


def _mark(
    axes: Axes, plot: EnvelopePlot, frequencies_hz: tuple[float, ...], colour: str, marker: str, label: str
) -> None:
    shown = [f for f in frequencies_hz if f < plot.frequency_hz[-1]]
    if not shown:
        return
    lift = 0.02 * float(np.max(2.0 * np.sqrt(plot.power[1:])))
    peaks_hz, depths = zip(*(_peak(plot, f) for f in shown), strict=True)
    axes.plot(
        peaks_hz,
        [depth + lift for depth in depths],
        linestyle="none",
        marker=marker,
        markersize=8,
        color=colour,
        label=label,
    )
