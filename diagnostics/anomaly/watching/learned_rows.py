"""Whether the rows to learn from are fit for it: enough of them, in one steady state, with columns that move."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.anomaly.scatter import MAD_TO_SIGMA
from diagnostics.anomaly.watching.level_shift import WINDOW_ROWS, LevelShift
from diagnostics.examination import QualityNote
from diagnostics.series.series import Series
from diagnostics.texts import Catalogue

__all__ = ["LEAST_ROWS", "counters", "notes_on_learned_rows", "too_few_rows"]

TEXTS: Final = Catalogue(Path(__file__).with_name("learned_rows.toml"))
LEAST_ROWS: Final = 4 * WINDOW_ROWS
"""Each half of the learned rows is to hold two windows, or their distance says nothing."""
JUMP: Final = 6.0
"""Largest step of a column's level between neighbouring windows, over the usual one (MAD), from which the learned rows
are not one steady state. Steady stretches of SKAB's anomaly-free file reach 1.2 to 6; the one file with a fault in its
first 400 rows has 20."""
COUNTER_VALUES: Final = 10
"""A column that only ever rises, over so many different values, counts something (a convention)."""
STATES_WANTED: Final = 20
"""Independent states from which a baseline is worth its name (rulebook §5: 20 to 30 records of an operating state)."""


def too_few_rows(rows: int) -> QualityNote:
    """Return the note that says from when on the series can be judged."""
    return QualityNote("baseline.short", None, "blocking", TEXTS("short", rows=rows, needed=LEAST_ROWS))


def counters(learned: Series) -> NDArray[np.bool_]:
    """Return which columns only count up or down, as meters of energy and hours do [shape=(columns,)]."""
    counting = np.zeros(len(learned.names), dtype=bool)
    for column, values in enumerate(learned.values.T):
        there = values[np.isfinite(values)]
        steps = np.diff(there)
        one_way = steps.size > 0 and bool(np.all(steps >= 0.0) or np.all(steps <= 0.0))
        counting[column] = one_way and len(np.unique(there)) > COUNTER_VALUES
    return counting


def notes_on_learned_rows(learned: Series, detector: LevelShift) -> list[QualityNote]:
    """Return what keeps the ``learned`` rows from being a good measure of what is healthy."""
    notes = []
    known, counting = detector.known_columns, counters(learned)
    jumps, places = _jumps(learned.values)
    for column, name in enumerate(learned.names):
        if counting[column]:
            notes.append(QualityNote("baseline.counter", name, "warning", TEXTS("counter", column=name)))
            continue
        if not known[column]:
            if np.isfinite(learned.values[:, column]).any():
                text = TEXTS("constant", column=name)
                notes.append(QualityNote("baseline.constant", name, "warning", text))
            continue
        if jumps[column] > JUMP:
            text = TEXTS("unsteady", column=name, at=learned.stamps[places[column]], times=jumps[column])
            notes.append(QualityNote("baseline.unsteady", name, "warning", text))
    slow = [at for at in np.flatnonzero(known) if detector.independent_[at] < STATES_WANTED]
    if slow:
        slowest = min(slow, key=lambda at: float(detector.independent_[at]))
        states = float(detector.independent_[slowest])
        needed = math.ceil(len(learned) * STATES_WANTED / states / 100.0) * 100
        values = {"column": learned.names[slowest], "states": states, "rows": len(learned), "needed": needed}
        text = TEXTS("slow", others=len(slow) - 1, **values)
        notes.append(QualityNote("baseline.slow", learned.names[slowest], "info", text))
    return notes


def _jumps(values: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the largest step between the means of neighbouring windows over the usual one, and the row where it is,
    both [shape=(columns,)]."""
    center = np.nanmedian(np.where(np.isfinite(values).any(axis=0), values, 0.0), axis=0)
    sums = np.cumsum(np.concatenate([np.zeros((1, values.shape[1])), np.nan_to_num(values - center)]), axis=0)
    means = (sums[WINDOW_ROWS:] - sums[:-WINDOW_ROWS]) / WINDOW_ROWS
    steps = means[WINDOW_ROWS:] - means[:-WINDOW_ROWS]
    usual = MAD_TO_SIGMA * np.median(np.abs(steps - np.median(steps, axis=0)), axis=0)
    largest = np.max(np.abs(steps), axis=0)
    ratio = np.divide(largest, usual, out=np.zeros_like(largest), where=usual > 0.0)
    return ratio, np.argmax(np.abs(steps), axis=0) + WINDOW_ROWS
