"""The picture of a finding as outlines: curves and marks become SVG paths without any text, and the words that belong
to it (axes, ticks, legend) are handed on in both languages for the typesetter.

What is drawn is `diagnostics.figures.plot_data`, kept with the examination; the scale follows the same rule as its PNG.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

__all__ = ["drawn"]

WIDTH, HEIGHT = 1000.0, 340.0
"""The frame of the axes in SVG units; only the ratio matters."""
_HEADROOM: Final = 1.3
_LOG_BELOW: Final = 0.1
_MOST_SHAFT_LINES: Final = 60
_COLOURS: Final = {
    "spectrum": "#23364d",
    "average": "#8a97a3",
    "difference": "#23364d",
    "floor": "#1a8f84",
    "shaft": "#ccd3da",
    "expected": "#b8860b",
    "found": "#b3261e",
    "sideband": "#7a4fa3",
    "knock": "#b3261e",
}


@dataclass(frozen=True)
class _Scale:
    """From values to places in the frame."""

    x_low: float
    x_high: float
    y_low: float
    y_high: float
    is_log: bool

    def x(self, value: float) -> float:
        return WIDTH * (value - self.x_low) / (self.x_high - self.x_low)

    def y(self, value: float) -> float:
        if self.is_log:
            share = math.log(max(value, self.y_low) / self.y_low) / math.log(self.y_high / self.y_low)
        else:
            share = (value - self.y_low) / (self.y_high - self.y_low)
        return HEIGHT * (1.0 - min(max(share, 0.0), 1.0))


def drawn(plot: Mapping[str, Any]) -> dict[str, Any]:
    """Return the picture of ``plot``: ``svg``, ticks as shares of the frame, names of the axes, legend, and a label."""
    marks = plot["marks"]
    scale = _scale(plot)
    parts = [*_grid(marks, scale), *_curves(plot["curves"], plot["x"], scale), *_marks(marks, scale)]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}" '
        f'height="{HEIGHT:g}">{"".join(parts)}</svg>'
    )
    return {
        "svg": svg,
        "title": plot["title"],
        "x_text": plot["x_text"],
        "y_text": plot["y_text"],
        "x_ticks": [[scale.x(tick) / WIDTH, f"{tick:g}"] for tick in _ticks(scale.x_low, scale.x_high)],
        "y_ticks": [[scale.y(tick) / HEIGHT, f"{tick:g}"] for tick in _y_ticks(scale)],
        "legend": _legend(plot["curves"], marks),
        "label": _label(plot["label"], scale),
    }


def _scale(plot: Mapping[str, Any]) -> _Scale:
    """Return axes on which the lines of the finding can be seen, whatever else stands in the spectrum."""
    xs = plot["x"]
    values = [value for curve in plot["curves"] for value in curve["y"] if value is not None]
    if plot["kind"] == "mean_turn":
        reach = 1.15 * max(abs(value) for value in values) or 1.0
        return _Scale(0.0, 360.0, -reach, reach, is_log=False)
    found = [mark for mark in plot["marks"] if mark["kind"] == "found"]
    places = [mark["x"] for mark in plot["marks"] if mark["kind"] in {"found", "shaft"}]
    lowest = 0.3 * min(places, default=0.0)
    seen = [
        value
        for x, value in zip(xs, plot["curves"][0]["y"], strict=True)
        if value is not None and value > 0.0 and x > lowest
    ]
    top = max(seen, default=1.0)
    highest_found = max((mark["y"] or 0.0 for mark in found), default=0.0)
    if 0.0 < highest_found < _LOG_BELOW * top:
        bottom = max(0.3 * sorted(seen)[len(seen) // 2], 1e-6 * top)
        return _Scale(0.0, xs[-1], bottom, 3.0 * top, is_log=True)
    return _Scale(0.0, xs[-1], 0.0, _HEADROOM * top, is_log=False)


def _grid(marks: Sequence[Mapping[str, Any]], scale: _Scale) -> Iterable[str]:
    """Yield the multiples of the shaft's speed and where the fault's lines belong, as lines over the whole height."""
    shaft_hz = next((mark["x"] for mark in marks if mark["kind"] == "shaft"), None)
    if shaft_hz and scale.x_high / shaft_hz <= _MOST_SHAFT_LINES:
        for order in range(1, int(scale.x_high / shaft_hz) + 1):
            yield _upright(scale.x(order * shaft_hz), "shaft", 'stroke-width="1.2"')
    for mark in marks:
        if mark["kind"] == "expected":
            yield _upright(scale.x(mark["x"]), "expected", 'stroke-width="1.8" stroke-dasharray="2 4"')


def _upright(x: float, kind: str, style: str) -> str:
    return f'<path d="M{x:.1f} 0V{HEIGHT:g}" stroke="{_COLOURS[kind]}" {style} fill="none"/>'


def _curves(curves: Sequence[Mapping[str, Any]], xs: Sequence[float], scale: _Scale) -> Iterable[str]:
    for curve in curves:
        is_floor = curve["kind"] == "floor"
        style = 'stroke-width="2" stroke-dasharray="9 5"' if is_floor else 'stroke-width="1.3"'
        yield f'<path d="{_path(xs, curve["y"], scale)}" stroke="{_COLOURS[curve["kind"]]}" {style} fill="none"/>'


def _path(xs: Sequence[float], ys: Sequence[float | None], scale: _Scale) -> str:
    """Return a line through all points; it is broken where a value is missing."""
    pieces, pen_down = [], False
    for x, y in zip(xs, ys, strict=True):
        if y is not None:
            pieces.append(f"{'L' if pen_down else 'M'}{scale.x(x):.1f} {scale.y(y):.1f}")
        pen_down = y is not None
    return "".join(pieces) or "M0 0"


def _marks(marks: Sequence[Mapping[str, Any]], scale: _Scale) -> Iterable[str]:
    """Yield arrowheads over the lines that were found and the knock, and strokes over sidebands."""
    for mark in marks:
        if mark["y"] is None:
            continue
        x, y = scale.x(mark["x"]), max(scale.y(mark["y"]) - 6.0, 16.0)
        if mark["kind"] in {"found", "knock"}:
            yield f'<path d="M{x - 8:.1f} {y - 14:.1f}h16L{x:.1f} {y:.1f}z" fill="{_COLOURS[mark["kind"]]}"/>'
        elif mark["kind"] == "sideband":
            yield f'<path d="M{x:.1f} {y:.1f}v-12" stroke="{_COLOURS["sideband"]}" stroke-width="3" fill="none"/>'


def _legend(curves: Sequence[Mapping[str, Any]], marks: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return each kind of curve and mark once, with its colour and words."""
    named = {each["kind"]: each["text"] for each in (*curves, *marks)}
    return [{"kind": kind, "colour": _COLOURS[kind], "text": text} for kind, text in named.items() if kind in _COLOURS]


def _label(label: Mapping[str, Any] | None, scale: _Scale) -> dict[str, Any] | None:
    """Return what stands beside the first line that was found, and where in the frame."""
    if label is None:
        return None
    return {"x": scale.x(label["x"]) / WIDTH, "y": scale.y(label["y"]) / HEIGHT, "text": label["text"]}


def _ticks(low: float, high: float, *, about: int = 8) -> list[float]:
    """Return round numbers between ``low`` and ``high``, a step of 1, 2 or 5 times a power of ten apart."""
    raw = (high - low) / about
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in (1.0, 2.0, 5.0, 10.0) if factor * power >= raw)
    first = math.ceil(low / step)
    return [round(number * step, 10) for number in range(first, math.floor(high / step + 1e-9) + 1)]


def _y_ticks(scale: _Scale) -> list[float]:
    if not scale.is_log:
        return _ticks(scale.y_low, scale.y_high, about=5)
    first, last = math.ceil(math.log10(scale.y_low)), math.floor(math.log10(scale.y_high))
    return [10.0**power for power in range(first, last + 1)]
