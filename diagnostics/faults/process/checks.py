"""What spoils a process series before any rule looks at it: gaps, doubled times, stuck sensors, a changed unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.examination import QualityNote
from diagnostics.faults.process.tags import ICE_POINT_K, Tag, Tags
from diagnostics.faults.process.words import TEXTS
from diagnostics.series.quality import STILL_ROWS, STILL_RUNS, SeriesChecks
from diagnostics.series.series import Series

__all__ = ["row_notes", "without_changed_units", "without_stuck"]

MOVING: Final = ("temperature", "pressure", "flow")
"""Quantities that no instrument reads the same for long."""
FACTORS: Final = {
    "pressure": (10.0, 100.0, 1000.0, 6.894757, 14.503774, 68.94757),
    "flow": (10.0, 100.0, 1000.0, 3.6, 60.0, 1000.0 / 60.0),
}
"""Steps of ten; psi and kPa, bar and psi, psi and mbar; l/s and m³/h, per minute and per second, m³/h and l/min."""
LEVEL_AGREES: Final = 0.02
"""Relative deviation of the level from the factor (a convention: transmitters are read to a per cent or two)."""
LEVEL_AGREES_K: Final = 1.0
"""The same of a temperature (a convention)."""
SCATTER_AGREES: Final = 2.0
"""Ratio within which the scatter has to follow, which is known worse (a convention)."""
BLOCK_ROWS: Final = 16
MOST_BLOCKS: Final = 4000
AROUND: Final = 2
"""Blocks on either side of a jump by which its scatter is told."""
WANDER: Final = 3.0
"""Usual changes from block to block that the level may have moved besides."""
LEAST_BLOCKS: Final = 8
JUMP: Final = 10.0
"""Times the usual change from block to block that a jump is."""
BLOCK: Final = 16_384

_Array = NDArray[np.float64]


def row_notes(series: Series, healthy: int) -> list[QualityNote]:
    """Return what is wrong with the rows of ``series``, of which the first ``healthy`` are healthy."""
    checks = SeriesChecks(series.part(0, max(1, healthy)))
    for start in range(max(1, healthy), len(series), BLOCK):
        checks.look(series.part(start, min(start + BLOCK, len(series))))
    return checks.notes()


def without_stuck(tags: Tags) -> tuple[Tags, list[QualityNote]]:
    """Return ``tags`` with the values of stuck sensors as missing, and a note of each that never moves at all.

    What stands for more than 60 rows, and three times as long as in the healthy ones, is named by `row_notes`; no flow
    is a value that may stand.
    """
    masks: dict[str, NDArray[np.bool_]] = {}
    notes = []
    for tag in tags.tags:
        if tag.sensor.quantity not in MOVING:
            continue
        there = tag.values[np.isfinite(tag.values)]
        if there.size > STILL_ROWS and np.all(there == there[0]):
            masks[tag.channel] = np.ones(tags.rows, dtype=bool)
            text = TEXTS("never_moves", channel=tag.channel)
            notes.append(QualityNote("sensor.flatline", tag.channel, "warning", text))
            continue
        edges = np.flatnonzero(np.concatenate([[True], tag.values[1:] != tag.values[:-1], [True]]))
        runs = np.diff(edges)
        healthy = runs[edges[:-1] < tags.healthy]
        stuck = runs > max(STILL_ROWS, STILL_RUNS * int(np.max(healthy, initial=0)))
        stuck &= (tag.values[edges[:-1]] != 0.0) & (edges[:-1] >= tags.healthy)
        masks[tag.channel] = np.repeat(stuck, runs)
    return tags.masked(masks), notes


@dataclass(frozen=True)
class _Conversion:
    """A unit taken for another."""

    name: str
    forward: Callable[[float], float]
    factor: float


def without_changed_units(tags: Tags) -> tuple[Tags, list[QualityNote]]:
    """Return ``tags`` with what was written in another unit than before as missing, and a note of each such change."""
    masks: dict[str, NDArray[np.bool_]] = {}
    notes = []
    rows = max(BLOCK_ROWS, tags.rows // MOST_BLOCKS)
    levels = {tag.channel: _levels(tag.values, rows) for tag in tags.tags}
    jumps = {channel: _jumps(level) for channel, level in levels.items()}
    for tag in tags.tags:
        for at in jumps[tag.channel]:
            if any(abs(other - at) <= 1 for channel in jumps if channel != tag.channel for other in jumps[channel]):
                continue
            found = _conversion(tag, levels[tag.channel], at, rows)
            if found is None:
                continue
            mask = masks.setdefault(tag.channel, np.zeros(tags.rows, dtype=bool))
            # The unit of the first rows counts; a second jump may lead back to it.
            back = bool(mask[min(at * rows, tags.rows - 1)])
            mask[(at + 2) * rows if back else at * rows :] = not back
            hours = float(tags.seconds[min((at + 1) * rows, tags.rows - 1)]) / 3600.0
            text = TEXTS("unit_changed", channel=tag.channel, hours=hours, conversion=found.name)
            notes.append(QualityNote("sensor.scale", tag.channel, "warning", text))
    return tags.masked(masks), notes


def _levels(values: _Array, rows: int) -> _Array:
    """Return the medians of blocks of ``rows`` [shape=(blocks,)], NaN where nothing is there."""
    count = len(values) // rows
    blocks = values[: count * rows].reshape(count, rows)
    found = np.full(count, np.nan)
    some = np.any(np.isfinite(blocks), axis=1)
    found[some] = np.nanmedian(blocks[some], axis=1)
    return found


def _jumps(levels: _Array) -> list[int]:
    """Return the blocks after which the level jumps."""
    there = np.flatnonzero(np.isfinite(levels))
    if len(there) < LEAST_BLOCKS:
        return []
    steps = np.abs(np.diff(levels[there]))
    usual = float(np.quantile(steps, 0.75))
    least = max(JUMP * usual, 1e-3 * float(np.max(np.abs(levels[there]))))
    return [int(there[at]) for at in np.flatnonzero(steps > least)][:50]


def _conversion(tag: Tag, levels: _Array, at: int, rows: int) -> _Conversion | None:
    """Return the change of unit that the jump after block ``at`` is, None where it is none."""
    if at < AROUND - 1 or at + 1 + AROUND >= len(levels):
        return None
    # The block after the jump may be mixed and is left out.
    was, now = float(levels[at]), float(levels[at + 2])
    scatters = [_scatter(tag.values[start * rows : (start + AROUND) * rows]) for start in (at + 1 - AROUND, at + 2)]
    wander = WANDER * float(np.nanmedian(np.abs(np.diff(levels))))
    for conversion in _conversions(tag):
        expected = conversion.forward(was)
        allowed = LEVEL_AGREES_K if tag.sensor.quantity == "temperature" else LEVEL_AGREES * abs(was)
        allowed = (allowed + wander) * conversion.factor
        if not abs(now - expected) <= allowed or abs(now - was) <= 2.0 * allowed:
            continue
        ratio = scatters[1] / conversion.factor / scatters[0] if scatters[0] > 0.0 else 1.0
        if 1.0 / SCATTER_AGREES <= ratio <= SCATTER_AGREES:
            return conversion
    return None


def _scatter(values: _Array) -> float:
    """Return the scatter from row to row, whatever the level does."""
    steps = np.diff(values[np.isfinite(values)])
    return float(np.sqrt(np.mean((steps - np.mean(steps)) ** 2))) if steps.size > 1 else 0.0


def _conversions(tag: Tag) -> list[_Conversion]:
    if tag.sensor.quantity == "temperature":
        return [
            _Conversion("°C → °F", lambda value: 1.8 * value + 32.0, 1.8),
            _Conversion("°F → °C", lambda value: (value - 32.0) / 1.8, 1.0 / 1.8),
            _Conversion("°C → K", lambda value: value + ICE_POINT_K, 1.0),
            _Conversion("K → °C", lambda value: value - ICE_POINT_K, 1.0),
        ]
    found = []
    for factor in FACTORS.get(tag.sensor.quantity, ()):
        found.append(_Conversion(f"× {factor:.4g}", lambda value, by=factor: value * by, factor))  # type: ignore[misc]
        found.append(_Conversion(f"÷ {factor:.4g}", lambda value, by=factor: value / by, 1.0 / factor))  # type: ignore[misc]
    return found
