"""A history: one level at several times, put in order and rid of what is no measurement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from diagnostics.examination import QualityLevel, QualityNote
from diagnostics.texts import Catalogue

__all__ = ["MAD_TO_SIGMA", "MOST_POINTS", "TEXTS", "History", "trend_note", "without_outliers"]

TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
MOST_POINTS: Final = 400
"""Points a trend is computed from; more are put together in medians, since all pairs of points are compared (a
convention)."""
_LARGEST: Final = 1e100
"""A larger number is no measurement in any unit, and its square no number."""
_LONG_GAP: Final = 10.0
"""Times the usual interval from which a gap is named (a convention)."""
_OUTLIER_WINDOW: Final = 3
"""Points on each side that an outlier is compared with: the smallest number that two neighbouring outliers cannot
outvote."""
_OUTLIER_SIGMAS: Final = 4.0
"""Hampel's identifier with 3 names one point in 100 of a window of seven Gaussian ones, with 4 one in 400."""
MAD_TO_SIGMA: Final = 1.4826
"""1/Φ⁻¹(3/4), for which the median absolute deviation of Gaussian values is their standard deviation."""


@dataclass(frozen=True, eq=False)
class History:
    """Levels with their times, ascending; made by `History.of`."""

    days: NDArray[np.float64]
    """Times in days [shape=(n,)], strictly ascending; from which day they count is up to the caller."""
    values: NDArray[np.float64]
    """Levels [shape=(n,)], finite."""
    quality: tuple[QualityNote, ...] = field(default=())

    @classmethod
    def of(cls, days: ArrayLike, values: ArrayLike) -> History:
        """Return the history of ``values`` [shape=(n,)] at ``days`` [shape=(n,)], in any order.

        Missing and absurd values (beyond 1e100) and missing times are left out, several values of one time become
        their median, and more than 400 points become medians of equal stretches of the series; each is told in
        `quality`. Raises `ValueError` for shapes that differ.
        """
        times, levels = np.asarray(days, dtype=np.float64), np.asarray(values, dtype=np.float64)
        if times.ndim != 1 or times.shape != levels.shape:
            raise ValueError("times and values are two columns of one length")
        notes: list[QualityNote] = []
        present = np.isfinite(times) & (np.abs(np.nan_to_num(levels, nan=np.inf)) <= _LARGEST)
        if not present.all():
            notes.append(trend_note("missing", "info", count=int(np.sum(~present)), total=present.size))
        times, levels = times[present], levels[present]
        if np.any(np.diff(times) < 0.0):
            notes.append(trend_note("unordered", "info"))
        order = np.argsort(times, kind="stable")
        times, levels = times[order], levels[order]
        if np.any(np.diff(times) == 0.0):
            notes.append(trend_note("repeated_times", "info", count=int(np.sum(np.diff(times) == 0.0))))
            times, levels = _merged(times, levels)
        if times.size > MOST_POINTS:
            notes.append(trend_note("condensed", "info", total=times.size, count=MOST_POINTS))
            times, levels = _condensed(times, levels)
        notes += _gap_notes(times)
        if times.size > 1 and np.ptp(levels) == 0.0:
            notes.append(trend_note("constant", "warning", value=float(levels[0])))
        return cls(times, levels, tuple(notes))

    def __len__(self) -> int:
        return self.days.size

    @property
    def interval_days(self) -> float:
        """The usual time between two points in days, 0 for fewer than two."""
        return float(np.median(np.diff(self.days))) if len(self) > 1 else 0.0

    @property
    def largest(self) -> float:
        """The largest absolute level; 1 where there is no other than 0, so that it can be divided by."""
        return float(np.max(np.abs(self.values), initial=0.0)) or 1.0

    @property
    def span_days(self) -> float:
        """The time from the first to the last point in days, 0 for fewer than two."""
        return float(self.days[-1] - self.days[0]) if len(self) > 1 else 0.0

    def since(self, index: int) -> History:
        """Return the part from point ``index`` on, without the notes."""
        return History(self.days[index:], self.values[index:])


def without_outliers(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ``values`` [shape=(n,)] with single wild points replaced by the median of their seven neighbours.

    Hampel's identifier (Davies & Gather, JASA 88 (1993) 782-792): wild is what lies more than four robust standard
    deviations from the running median. The spread is the larger one of the window's and of the whole series' about
    its running median, since a window of seven is now and then narrow by chance.
    """
    count = values.size
    if count < 2 * _OUTLIER_WINDOW + 1:
        return values
    width = 2 * _OUTLIER_WINDOW + 1
    windows = np.lib.stride_tricks.sliding_window_view(values, width)
    inner = np.median(windows, axis=1)
    spread = np.median(np.abs(windows - inner[:, np.newaxis]), axis=1)
    overall = float(np.median(np.abs(values[_OUTLIER_WINDOW : count - _OUTLIER_WINDOW] - inner)))
    sigma = MAD_TO_SIGMA * np.maximum(spread, overall)
    kept = values.copy()
    middle = kept[_OUTLIER_WINDOW : count - _OUTLIER_WINDOW]
    wild = np.abs(middle - inner) > _OUTLIER_SIGMAS * np.maximum(sigma, np.finfo(np.float64).tiny)
    middle[wild] = inner[wild]
    return kept


def _merged(days: NDArray[np.float64], values: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    unique, first = np.unique(days, return_index=True)
    return unique, np.array([np.median(part) for part in np.split(values, first[1:])])


def _condensed(
    days: NDArray[np.float64], values: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the medians of `MOST_POINTS` stretches of (nearly) as many points each."""
    edges = np.linspace(0, days.size, MOST_POINTS + 1).astype(np.int64)[1:-1]

    def medians(column: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.array([np.median(part) for part in np.split(column, edges)])

    return medians(days), medians(values)


def _gap_notes(days: NDArray[np.float64]) -> Sequence[QualityNote]:
    steps = np.diff(days)
    if steps.size < 4:
        return ()
    longest, usual = float(np.max(steps)), float(np.median(steps))
    if longest <= _LONG_GAP * usual:
        return ()
    return (trend_note("gap", "warning", days=longest, usual=usual),)


def trend_note(key: str, level: QualityLevel, **values: object) -> QualityNote:
    """Return the note ``trend.<key>`` about a history, worded by ``note_<key>``."""
    return QualityNote(f"trend.{key}", None, level, TEXTS(f"note_{key}", **values))
