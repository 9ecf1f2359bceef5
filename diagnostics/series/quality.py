"""What is wrong with the rows of a series: gaps and doubled times, missing values, sensors that stand still.

The rows are looked through once, block by block, and only counts and first places are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.examination import QualityNote
from diagnostics.series.series import Series
from diagnostics.texts import Catalogue

__all__ = ["SeriesChecks"]

TEXTS: Final = Catalogue(Path(__file__).with_name("quality.toml"))
GAP_STEPS: Final = 5.0
"""A step so many times the usual one leaves rows out; loggers that poll skip one or two now and then (a
convention)."""
STILL_ROWS: Final = 60
STILL_RUNS: Final = 3.0
"""A sensor stands still when it repeats a value exactly over so many rows, and so many times as long as it ever did in
the learned rows: a coarsely rounded one repeats itself often (a convention)."""
MISSING_SHARE: Final = 0.01
"""Share of missing values from which they are named (a convention)."""

_Bools = NDArray[np.bool_]


@dataclass
class _Counted:
    """How often something was seen, and when first."""

    count: int = 0
    first: str | float = ""

    def add(self, where: _Bools, stamps: tuple[str | float, ...]) -> None:
        """Count the rows ``where`` [shape=(rows,)] it is so."""
        found = int(where.sum())
        if found and not self.count:
            self.first = stamps[int(np.argmax(where))]
        self.count += found


class SeriesChecks:
    """Looks through a series and says what is wrong with it."""

    def __init__(self, learned: Series) -> None:
        """Take from the ``learned`` rows, which are looked at as well, how far apart rows are and how long a value
        stays the same."""
        steps = np.diff(learned.seconds)
        onward = steps[np.isfinite(steps) & (steps > 0.0)]
        self._step_s = float(np.median(onward)) if onward.size else 0.0
        self._names = learned.names
        columns = len(learned.names)
        self._last_seconds = np.nan
        self._last_values = np.full(columns, np.nan)
        self._run = np.ones(columns)
        self._longest = np.full(columns, np.inf)
        self._rows = 0
        self._gaps, self._doubled, self._back, self._unread = _Counted(), _Counted(), _Counted(), _Counted()
        self._longest_gap_s = 0.0
        self._missing = [_Counted() for _ in self._names]
        self._still = [_Counted() for _ in self._names]
        longest = self._look_at_values(learned)
        self._look_at_times(learned)
        self._longest = np.maximum(STILL_ROWS, STILL_RUNS * longest)

    def look(self, block: Series) -> None:
        """Look at the next rows."""
        self._look_at_times(block)
        self._look_at_values(block)

    def _look_at_times(self, block: Series) -> None:
        before = np.concatenate([[self._last_seconds], block.seconds])
        self._unread.add(~np.isfinite(block.seconds), block.stamps)
        with np.errstate(invalid="ignore"):
            steps = np.diff(before)
            gap = steps > GAP_STEPS * self._step_s if self._step_s > 0.0 else np.zeros(len(steps), dtype=bool)
            self._doubled.add(steps == 0.0, block.stamps)
            self._back.add(steps < 0.0, block.stamps)
        self._gaps.add(gap, block.stamps)
        self._longest_gap_s = max(self._longest_gap_s, float(np.max(steps[gap], initial=0.0)))
        finite = block.seconds[np.isfinite(block.seconds)]
        self._last_seconds = float(finite[-1]) if finite.size else self._last_seconds
        self._rows += len(block)

    def _look_at_values(self, block: Series) -> NDArray[np.float64]:
        """Count missing and repeated values, and return the longest run of one value in each column."""
        longest = np.zeros(len(self._names))
        for column in range(len(self._names)):
            values = block.values[:, column]
            self._missing[column].add(~np.isfinite(values), block.stamps)
            runs = self._runs(values, column)
            longest[column] = float(runs.max(initial=0.0))
            self._still[column].add(runs == self._longest[column] + 1.0, block.stamps)
        return longest

    def _runs(self, values: NDArray[np.float64], column: int) -> NDArray[np.float64]:
        """Return how many rows the value of each row has stayed the same [shape=(rows,)], missing ones being none."""
        rows = np.arange(1.0, len(values) + 1.0)
        same = np.concatenate([[values[0] == self._last_values[column]], values[1:] == values[:-1]])
        changed = np.maximum.accumulate(np.where(same, 0.0, rows))
        runs = np.where(changed > 0.0, rows - changed + 1.0, self._run[column] + rows)
        self._run[column], self._last_values[column] = runs[-1], values[-1]
        return runs

    def notes(self) -> list[QualityNote]:
        """Return what was found, in the form of an examination's quality notes."""
        values = {"rows": self._rows, "step": self._step_s, "longest": self._longest_gap_s}
        kinds = (("gap", self._gaps), ("doubled", self._doubled), ("back", self._back), ("unread", self._unread))
        found = [
            QualityNote("sensor.dropout", None, "warning", TEXTS(key, count=seen.count, first=seen.first, **values))
            for key, seen in kinds
            if seen.count
        ]
        for name, missing, still, longest in zip(self._names, self._missing, self._still, self._longest, strict=True):
            if missing.count == self._rows:
                found.append(QualityNote("sensor.dropout", name, "warning", TEXTS("no_numbers", column=name)))
            elif missing.count > MISSING_SHARE * self._rows:
                share = 100.0 * missing.count / self._rows
                text = TEXTS("missing", column=name, share=share, first=missing.first)
                found.append(QualityNote("sensor.dropout", name, "warning", text))
            if still.count:
                text = TEXTS("still", column=name, first=still.first, rows=int(longest), count=still.count)
                found.append(QualityNote("sensor.flatline", name, "warning", text))
        return found
