"""One event for each alarm of a series: from when to when, which columns made it, and where to look."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.anomaly.watching.level_shift import WINDOW_ROWS, LevelShift, RowScores
from diagnostics.anomaly.watching.unit_change import changed_unit
from diagnostics.anomaly.watching.where_to_look import where_to_look
from diagnostics.series.series import Series
from diagnostics.texts import Catalogue, Text

__all__ = ["Contributor", "Event", "EventTracker", "contributors"]

TEXTS: Final = Catalogue(Path(__file__).with_name("events.toml"))
LEAST_SHARE: Final = 0.1
MOST_NAMED: Final = 3
"""Columns named as contributors: at most three, with a tenth of the score at least (a convention)."""
ALONE_SHARE: Final = 0.9
"""Share of one column from which no other moved with it (a convention)."""
SURE: Final = 0.05
"""P-value above which chance is not excluded (a convention)."""
ABRUPT_ROWS: Final = 10
"""From half of the limit to the alarm in so few rows is abrupt: less than half of the averaging window."""
GAP_ROWS: Final = 2 * WINDOW_ROWS
"""What comes again within two averaging windows belongs to the same event (a convention)."""
COURSE_POINTS: Final = 128

_Array = NDArray[np.float64]


@dataclass(frozen=True)
class Contributor:
    """A column and its share in a score, 0 to 1."""

    column: str
    share: float

    def to_json(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {"column": self.column, "share": round(self.share, 4)}


@dataclass(frozen=True)
class Event:
    """One alarm; times as they were written in the series."""

    start: str | float
    end: str | float
    peak: str | float
    """Time of the highest score."""
    rows: int
    score: float
    """The highest, 1 at the alarm limit."""
    p_value: float
    """The smallest."""
    contributors: tuple[Contributor, ...]
    text: Text
    new_level: bool
    """Whether the event lasted long and ended, or goes on, at a steady other level."""
    unit_factor: float | None
    """Factor by which the first contributor seems to be in another unit, None where it does not."""

    def to_json(self) -> dict[str, Any]:
        """Return the contract's form with the highest score and the smallest p-value beside it."""
        return {
            "from": self.start,
            "to": self.end,
            "peak": self.peak,
            "contributors": [item.to_json() for item in self.contributors],
            "text": self.text.to_json(),
            "rows": self.rows,
            "score": round(self.score, 4),
            "p_value": float(f"{self.p_value:.3g}"),
        }


def contributors(names: Sequence[str], shares: _Array) -> tuple[Contributor, ...]:
    """Return the columns that make most of a score, the largest share first, from ``shares`` [shape=(columns,)]."""
    order = np.argsort(-shares, kind="stable")[:MOST_NAMED]
    named = [Contributor(names[at], float(shares[at])) for at in order if shares[at] >= LEAST_SHARE]
    return tuple(named)


@dataclass
class _Open:
    """An alarm that is on, as far as it has been seen."""

    start: str | float
    first_column: int
    abrupt: bool
    end: str | float = ""
    rows: int = 0
    peak: str | float = ""
    peak_score: float = -1.0
    p_value: float = 1.0
    shares: _Array = field(default_factory=lambda: np.zeros(0))
    deviation: _Array = field(default_factory=lambda: np.zeros(0))
    values: list[_Array] = field(default_factory=list)
    """Rows of the event, thinned out to `COURSE_POINTS` at most twice over."""
    every: int = 1


class EventTracker:
    """Follows the alarms of a series through its blocks and puts each into words."""

    def __init__(self, names: Sequence[str], detector: LevelShift, usual_spread: _Array) -> None:
        """Name columns by ``names``; ``usual_spread`` [shape=(columns,)] is their standard deviation when healthy."""
        self._names = tuple(names)
        self._detector = detector
        self._spread = usual_spread
        self._open: _Open | None = None
        self._quiet_rows = 0
        self._events: list[Event] = []
        self._since_half = 0
        """Rows since the score rose above half of the limit for the last time."""

    def add(self, block: Series, scores: RowScores, alarm: NDArray[np.bool_]) -> None:
        """Take in the next rows with what was said of them."""
        half = scores.score >= 0.5
        edges = np.flatnonzero(np.diff(alarm.astype(np.int8))) + 1
        since = self._rows_above(half)
        for start, stop in itertools.pairwise([0, *edges.tolist(), len(alarm)]):
            if not alarm[start]:
                self._pause(stop - start)
                continue
            self._quiet_rows = 0
            if self._open is None:
                first = int(np.argmax(scores.shares[start]))
                self._open = _Open(block.stamps[start], first, bool(since[start] <= ABRUPT_ROWS))
            self._extend(self._open, block, scores, slice(start, stop))

    def _rows_above(self, above: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return how many rows in a row, up to each, the score has been ``above`` half of the limit."""
        rows = np.arange(1, len(above) + 1)
        last_below = np.maximum.accumulate(np.where(above, 0, rows))
        counts = np.where(last_below > 0, rows - last_below, rows + self._since_half)
        self._since_half = int(counts[-1])
        return np.asarray(counts, dtype=np.int64)

    def _extend(self, event: _Open, block: Series, scores: RowScores, rows: slice) -> None:
        score, shares = np.nan_to_num(scores.score[rows]), scores.shares[rows]
        if not event.shares.size:
            event.shares, event.deviation = np.zeros(len(self._names)), np.zeros(len(self._names))
        highest = int(np.argmax(score))
        if score[highest] > event.peak_score:
            event.peak_score, event.peak = float(score[highest]), block.stamps[rows.start + highest]
            event.deviation = scores.deviation[rows.start + highest]
        event.shares += (score[:, np.newaxis] * shares).sum(axis=0)
        event.p_value = float(np.nanmin(scores.p_value[rows], initial=event.p_value))
        event.values.extend(block.values[rows][:: event.every])
        while len(event.values) > 2 * COURSE_POINTS:
            event.values, event.every = event.values[::2], 2 * event.every
        event.rows += len(score)
        event.end = block.stamps[rows.stop - 1]

    def _pause(self, rows: int) -> None:
        """Take in ``rows`` without alarm; an event is over when there were enough of them."""
        if self._open is None:
            return
        self._quiet_rows += rows
        if self._quiet_rows > GAP_ROWS:
            self._events.append(self._event(self._open, ongoing=False))
            self._open, self._quiet_rows = None, 0

    def events(self) -> tuple[Event, ...]:
        """Return the events so far, an alarm that is still on as the last."""
        going = () if self._open is None else (self._event(self._open, ongoing=not self._quiet_rows),)
        return (*self._events, *going)

    def _event(self, event: _Open, *, ongoing: bool) -> Event:
        total = float(event.shares.sum())
        shares = event.shares / total if total > 0.0 else event.shares
        named = contributors(self._names, shares)
        values = np.array(event.values)
        first = self._names.index(named[0].column) if named else event.first_column
        factor = changed_unit(values[:, first], usual=float(self._usual[first]), spread=float(self._spread[first]))
        steady = event.rows >= self._detector.rows_ // 2 and self._is_steady(values)
        text = self._words(event, named, factor=factor, steady=steady, ongoing=ongoing)
        return Event(
            start=event.start,
            end=event.end,
            peak=event.peak,
            rows=event.rows,
            score=event.peak_score,
            p_value=event.p_value,
            contributors=named,
            text=text,
            new_level=steady,
            unit_factor=factor,
        )

    @property
    def _usual(self) -> _Array:
        """The learned level of each column in its own unit."""
        return self._detector.center_ + self._detector.level_ * self._detector.scale_

    def _is_steady(self, values: _Array) -> bool:
        """Whether the last half of an event stands at one level: its two halves differ by less than the alarm
        limit."""
        late = values[len(values) // 2 :]
        if len(late) < 4:
            return False
        with np.errstate(invalid="ignore"):
            before, after = (np.nan_to_num(np.nanmean(part, axis=0)) for part in np.array_split(late, 2))
        error = self._detector.error_ * self._detector.scale_
        known = self._detector.known_columns & (error > 0.0)
        return bool(np.all(np.abs(after - before)[known] < self._detector.limit * error[known]))

    def _words(
        self, event: _Open, named: Sequence[Contributor], *, factor: float | None, steady: bool, ongoing: bool
    ) -> Text:
        parts = [TEXTS("ongoing" if ongoing else "lasted", start=event.start, end=event.end, rows=event.rows)]
        parts += [self._change(event, item) for item in named]
        if named:
            first = self._names[event.first_column]
            parts.append(TEXTS("abrupt" if event.abrupt else "gradual", column=first))
            states = float(self._detector.independent_[self._names.index(named[0].column)])
            sure = event.p_value <= SURE
            key = "sure" if sure else "unsure"
            parts.append(TEXTS(key, p=event.p_value, column=named[0].column, states=states))
        if factor is not None:
            parts.append(TEXTS("unit", column=named[0].column, factor=factor))
        elif named:
            if len(self._names) > 1:
                alone = named[0].share >= ALONE_SHARE
                parts.append(TEXTS("alone" if alone else "together", column=named[0].column))
            parts.append(where_to_look([item.column for item in named], falling=self._falling(event, named[0])))
        if steady:
            parts.append(TEXTS("new_level"))
        return Text(" ".join(part.en for part in parts), "".join(part.zh for part in parts))

    def _falling(self, event: _Open, item: Contributor) -> bool:
        return bool(event.deviation[self._names.index(item.column)] < 0.0)

    def _change(self, event: _Open, item: Contributor) -> Text:
        at = self._names.index(item.column)
        away = float(event.deviation[at])
        usual = float(self._usual[at])
        value = usual + away * float(self._detector.error_[at] * self._detector.scale_[at])
        return TEXTS(
            "fell" if away < 0.0 else "rose",
            column=item.column,
            usual=f"{usual:.4g}",
            value=f"{value:.4g}",
            times=abs(away),
            share=100.0 * item.share,
        )
