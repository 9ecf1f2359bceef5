"""Spectra with the lines of one finding: where they belong, which are there, and the floor they stand on."""

from __future__ import annotations

from typing import Final

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from diagnostics.figures.labels import peak_text, y_label
from diagnostics.figures.reduction import peaks_kept
from diagnostics.figures.style import COLOURS, Say, dress, font, plain_log_axis, sayer
from diagnostics.plots import LinePlot

__all__ = ["draw_lines", "peak_near"]

PEAK_REACH: Final = 0.002
"""Relative distance within which a mark is put on the peak, as wide as the lines of a family are masked."""
HEADROOM: Final = 1.3
"""Height of a linear axis over the highest line, for the marks and their text (a convention)."""
LOG_BELOW: Final = 0.1
"""The axis is logarithmic when no line of the finding reaches this share of the highest line (a convention)."""
MOST_SHAFT_LINES: Final = 60
"""More multiples of the shaft speed than this are a grey wall and are left out (a convention)."""


def draw_lines(axes: Axes, plot: LinePlot, lang: str, *, size: float = 10.0) -> None:
    """Draw ``plot`` into ``axes``: spectrum, floor, expected and found lines, sidebands, multiples of the shaft."""
    say = sayer(lang)
    kept = peaks_kept(plot.value)
    axes.plot(plot.frequency_hz[kept], plot.value[kept], color=COLOURS["signal"], linewidth=0.7, label=say(plot.kind))
    finite = kept[np.isfinite(plot.floor[kept])]
    if finite.size:
        axes.plot(
            plot.frequency_hz[finite],
            plot.floor[finite],
            color=COLOURS["floor"],
            linewidth=1.3,
            linestyle="--",
            zorder=3,
            label=say("floor"),
        )
    _frame(axes, plot)
    _places(axes, plot, say)
    _mark(axes, plot, plot.found_hz, COLOURS["found"], "v", say("found"))
    spacing = say("sidebands", spacing=plot.sideband_spacing_hz) if plot.sideband_spacing_hz > 0.0 else say("beside")
    _mark(axes, plot, plot.sidebands_hz, COLOURS["sideband"], "|", spacing)
    _name_first(axes, plot, lang, size)
    dress(axes, say("frequency_axis"), y_label(plot).in_language(lang), size=size)


def peak_near(plot: LinePlot, frequency_hz: float) -> int:
    """Return the index of the highest line where random slip may have moved the one at ``frequency_hz``."""
    step_hz = float(plot.frequency_hz[1])
    centre = min(round(frequency_hz / step_hz), plot.frequency_hz.size - 1)
    reach = max(2, round(PEAK_REACH * frequency_hz / step_hz))
    first = max(0, centre - reach)
    return first + int(np.argmax(plot.value[first : centre + reach + 1]))


def _shown(plot: LinePlot, frequencies_hz: tuple[float, ...]) -> list[float]:
    return [f for f in frequencies_hz if 0.0 < f <= plot.frequency_hz[-1]]


def _frame(axes: Axes, plot: LinePlot) -> None:
    """Set the axes so that the lines of the finding can be seen, whatever else stands in the spectrum."""
    lowest_hz = min([*_shown(plot, plot.found_hz), plot.shaft_hz or np.inf])
    shown = plot.value[plot.frequency_hz > 0.3 * lowest_hz] if np.isfinite(lowest_hz) else plot.value
    top = float(np.max(shown)) if shown.size else float(np.max(plot.value))
    axes.set_xlim(0.0, float(plot.frequency_hz[-1]))
    found = [float(plot.value[peak_near(plot, f)]) for f in _shown(plot, plot.found_hz)]
    if found and 0.0 < max(found) < LOG_BELOW * top:
        axes.set_yscale("log")
        axes.set_ylim(_log_bottom(shown, top), 3.0 * top)
        plain_log_axis(axes.yaxis)
    else:
        axes.set_ylim(0.0, HEADROOM * top if top > 0.0 else 1.0)


def _log_bottom(shown: NDArray[np.float64], top: float) -> float:
    positive = shown[shown > 0.0]
    return max(0.3 * float(np.median(positive)), 1e-6 * top)


def _places(axes: Axes, plot: LinePlot, say: Say) -> None:
    """Mark where the shaft's and the fault's lines belong."""
    reach_hz = float(plot.frequency_hz[-1])
    if plot.shaft_hz is not None and reach_hz / plot.shaft_hz <= MOST_SHAFT_LINES:
        for k in range(1, int(reach_hz / plot.shaft_hz) + 1):
            label = say("shaft") if k == 1 else None
            axes.axvline(k * plot.shaft_hz, color=COLOURS["shaft"], linewidth=0.6, zorder=0, label=label)
    for number, at_hz in enumerate(_shown(plot, plot.expected_hz)):
        label = say("expected") if number == 0 else None
        axes.axvline(at_hz, color=COLOURS["expected"], linewidth=1.1, linestyle=":", zorder=1, label=label)


def _mark(axes: Axes, plot: LinePlot, frequencies_hz: tuple[float, ...], colour: str, marker: str, label: str) -> None:
    at = [peak_near(plot, f) for f in _shown(plot, frequencies_hz)]
    if not at:
        return
    low, high = axes.get_ylim()
    values = plot.value[at]
    lifted = values * (high / low) ** 0.02 if axes.get_yscale() == "log" else values + 0.02 * high
    axes.plot(plot.frequency_hz[at], lifted, linestyle="none", marker=marker, markersize=7, color=colour, label=label)


def _name_first(axes: Axes, plot: LinePlot, lang: str, size: float) -> None:
    """Write frequency and size of the fundamental beside it."""
    shown = _shown(plot, plot.found_hz[:1])
    if not shown:
        return
    at = peak_near(plot, shown[0])
    value = float(plot.value[at])
    text = peak_text(plot, shown[0], level=value, floor=float(plot.floor[at]))
    axes.annotate(
        text.in_language(lang),
        (float(plot.frequency_hz[at]), value),
        xytext=(9, 9),
        textcoords="offset points",
        fontproperties=font(size),
        color=COLOURS["found"],
        parse_math=False,
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 1.0},
    )
