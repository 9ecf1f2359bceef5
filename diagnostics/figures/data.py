"""A plot as plain data, for interactive pictures: the curves, the marks in them, and their words in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diagnostics.figures.labels import peak_text, plot_title, shown_unit, y_label
from diagnostics.figures.lines import peak_near
from diagnostics.figures.reduction import extremes_kept, peaks_kept
from diagnostics.figures.style import TEXTS
from diagnostics.figures.turns import knock_height
from diagnostics.plots import LinePlot, Plot, TurnPlot
from diagnostics.texts import Text

__all__ = ["plot_data"]

_DIGITS = 6
"""Significant figures of every number: finer than a pixel of any screen."""


def plot_data(plot: Plot) -> dict[str, Any]:
    """Return ``plot`` as dicts, lists, texts, finite numbers and None.

    ``x``, and the ``curves`` over it (each with ``kind``, ``text`` and ``y``), hold at most 4000 points with every
    peak kept; ``marks`` say what lies where (``kind``, ``x``, ``y`` or None, ``text``). Units are ``x_unit`` and
    ``y_unit``; ``title``, ``x_text``, ``y_text`` and each ``text`` have ``en`` and ``zh``. ``label`` (``x``, ``y``,
    ``text``, or None) stands beside the first line that was found.
    """
    common = {
        "fault": plot.fault,
        "component": plot.component,
        "channel": plot.channel,
        "title": plot_title(plot).to_json(),
        "y_text": y_label(plot).to_json(),
        "y_unit": shown_unit(plot.unit),
    }
    return common | (_of_lines(plot) if isinstance(plot, LinePlot) else _of_turn(plot))


def _of_lines(plot: LinePlot) -> dict[str, Any]:
    kept = peaks_kept(plot.value)
    marks = [_mark("expected", f, None, TEXTS("expected")) for f in plot.expected_hz if f <= plot.frequency_hz[-1]]
    for kind, frequencies_hz, text in (
        ("found", plot.found_hz, TEXTS("found")),
        ("sideband", plot.sidebands_hz, TEXTS("sidebands", spacing=plot.sideband_spacing_hz)),
    ):
        at = [peak_near(plot, f) for f in frequencies_hz if f <= plot.frequency_hz[-1]]
        marks += [_mark(kind, float(plot.frequency_hz[i]), float(plot.value[i]), text) for i in at]
    if plot.shaft_hz is not None:
        marks.append(_mark("shaft", plot.shaft_hz, None, TEXTS("shaft")))
    return {
        "kind": plot.kind,
        "band_hz": None if plot.band_hz is None else _numbers(plot.band_hz),
        "x_text": TEXTS("frequency_axis").to_json(),
        "x_unit": "Hz",
        "x": _numbers(plot.frequency_hz[kept]),
        "curves": [
            _curve("spectrum", TEXTS(plot.kind), plot.value[kept]),
            _curve("floor", TEXTS("floor"), plot.floor[kept]),
        ],
        "marks": marks,
        "label": _label(plot),
    }


def _label(plot: LinePlot) -> dict[str, Any] | None:
    """Return what stands beside the first line that was found, and where."""
    if not plot.found_hz or plot.found_hz[0] > plot.frequency_hz[-1]:
        return None
    at = peak_near(plot, plot.found_hz[0])
    level = float(plot.value[at])
    text = peak_text(plot, plot.found_hz[0], level=level, floor=float(plot.floor[at]))
    return {"x": _number(float(plot.frequency_hz[at])), "y": _number(level), "text": text.to_json()}


def _of_turn(plot: TurnPlot) -> dict[str, Any]:
    kept = np.union1d(extremes_kept(plot.average, most=2000), extremes_kept(plot.difference, most=2000))
    degrees = 360.0 * plot.knock_turns
    return {
        "kind": "mean_turn",
        "band_hz": None,
        "x_text": TEXTS("angle_axis").to_json(),
        "x_unit": "°",
        "x": _numbers(360.0 * plot.angle_turns[kept]),
        "curves": [
            _curve("average", TEXTS("average"), plot.average[kept]),
            _curve("difference", TEXTS("difference"), plot.difference[kept]),
        ],
        "marks": [_mark("knock", degrees, knock_height(plot), TEXTS("knock", angle=degrees))],
        "label": None,
    }


def _curve(kind: str, text: Text, values: NDArray[np.float64]) -> dict[str, Any]:
    return {"kind": kind, "text": text.to_json(), "y": _numbers(values)}


def _mark(kind: str, x: float, y: float | None, text: Text) -> dict[str, Any]:
    return {"kind": kind, "x": _number(x), "y": None if y is None else _number(y), "text": text.to_json()}


def _number(value: float) -> float | None:
    return float(f"{value:.{_DIGITS}g}") if np.isfinite(value) else None


def _numbers(values: Iterable[float]) -> list[float | None]:
    return [_number(float(value)) for value in values]
