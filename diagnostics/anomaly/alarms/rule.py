"""From scores to alarms that do not chatter: dwell to come on, hysteresis and dwell to go off, one event for what
belongs together."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from diagnostics.errors import error

__all__ = ["AlarmEvent", "AlarmRule", "AlarmState", "Deadband", "deadbands"]

ON_COUNT, OF_ROWS = 3, 5
"""Rows at the limit, of the last so many, that switch an alarm on (rulebook §5, 3 of 5)."""
OFF_FRACTION: Final = 0.9
"""Of the limit, below which an alarm may go off (rulebook §5)."""
OFF_DWELL_ROWS: Final = 5
"""Rows in succession below it that switch it off (a convention: as long as it takes to come on)."""

_Array = NDArray[np.float64]


@dataclass(frozen=True)
class Deadband:
    """How far a process value has to come back, and for how long, before its alarm goes off (EEMUA 191)."""

    quantity: str
    deadband_percent: float
    """Of the measuring span."""
    delay_s: float | None
    """`None` where none is recommended."""
    source: str


@cache
def deadbands() -> Mapping[str, Deadband]:
    """Return the deadbands of ``deadbands.csv`` by quantity."""
    with Path(__file__).with_name("deadbands.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["quantity"]: Deadband(
                row["quantity"],
                float(row["deadband_percent"]),
                float(row["delay_s"]) if row["delay_s"] else None,
                row["source"],
            )
            for row in csv.DictReader(file)
        }


@dataclass(frozen=True)
class AlarmEvent:
    """One alarm, however often it went off and on again within the gap; rows are counted from the start."""

    onset_row: int
    """First of the rows that switched it on."""
    from_row: int
    to_row: int
    """First and last row on which it alarmed."""
    peak_row: int
    peak_score: float
    """Highest score since the onset, and its first row."""
    times: int = 1
    """How often it came on."""
    standing: bool = False
    """Whether it still alarmed when the rows ended."""


@dataclass(frozen=True)
class AlarmState:
    """What the next block of rows needs of those before it."""

    rows: int = 0
    recent: tuple[float, ...] = ()
    """The last scores since it could alarm again, as many as may count towards the next alarm."""
    calm_rows: int = 0
    """Rows in succession below the level at which it goes off."""
    standing: AlarmEvent | None = None
    closed: AlarmEvent | None = None
    """The last event, while it may still go on."""

    def to_json(self) -> dict[str, Any]:
        """Return plain numbers; a missing score becomes null."""
        return {
            "rows": self.rows,
            "recent": [None if math.isnan(score) else score for score in self.recent],
            "calm_rows": self.calm_rows,
            "standing": None if self.standing is None else dict(vars(self.standing)),
            "closed": None if self.closed is None else dict(vars(self.closed)),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the state `to_json` described."""
        return cls(
            stored["rows"],
            tuple(math.nan if score is None else float(score) for score in stored["recent"]),
            stored["calm_rows"],
            *(None if stored[name] is None else AlarmEvent(**stored[name]) for name in ("standing", "closed")),
        )


@dataclass(frozen=True)
class AlarmRule:
    """Comes on when ``on_count`` of the last ``of_rows`` scores are at ``on_limit`` or above, goes off when
    ``off_dwell_rows`` in succession are below `off_level` (rulebook §5).

    What comes on again no more than ``gap_rows`` rows after the last alarm belongs to the same event. A missing score
    (NaN) counts for neither: an alarm stands until the machine was seen to be well. After going off the count towards
    the next alarm starts anew. Raises `DiagnosticsError` (``alarm_rule_invalid``).
    """

    on_limit: float
    off_fraction: float = OFF_FRACTION
    on_count: int = ON_COUNT
    of_rows: int = OF_ROWS
    off_dwell_rows: int = OFF_DWELL_ROWS
    gap_rows: int = 0
    off_limit: float | None = None
    """Level at which it goes off, in place of ``off_fraction``."""

    def __post_init__(self) -> None:
        sound = {
            "on_limit": not math.isnan(self.on_limit),
            "off_fraction": 0.0 <= self.off_fraction <= 1.0,
            "on_count": 1 <= self.on_count <= self.of_rows,
            "off_dwell_rows": self.off_dwell_rows >= 1,
            "gap_rows": self.gap_rows >= 0,
            "off_limit": self.off_limit is None or self.off_limit <= self.on_limit,
        }
        for field, holds in sound.items():
            if not holds:
                raise error("alarm_rule_invalid", field=field, value=getattr(self, field))

    @classmethod
    def for_quantity(cls, on_limit: float, quantity: str, *, span: float, row_s: float) -> Self:
        """Return the rule for a high limit of a process value after EEMUA 191 (`deadbands`): ``span`` of the sensor in
        the unit of the limit, ``row_s`` seconds a row. Raises `DiagnosticsError` (``alarm_rule_invalid``)."""
        deadband = deadbands().get(quantity)
        if deadband is None:
            raise error("alarm_rule_invalid", field="quantity", value=quantity)
        for field, value in (("span", span), ("row_s", row_s)):
            if not (math.isfinite(value) and value > 0.0):
                raise error("alarm_rule_invalid", field=field, value=value)
        delay_rows = max(1, math.ceil((deadband.delay_s or 0.0) / row_s))
        return cls(
            on_limit,
            on_count=delay_rows,
            of_rows=delay_rows,
            off_dwell_rows=delay_rows,
            off_limit=on_limit - deadband.deadband_percent / 100.0 * span,
        )

    @property
    def off_level(self) -> float:
        """The score below which it may go off."""
        if self.off_limit is not None:
            return self.off_limit
        return (
            self.on_limit - (1.0 - self.off_fraction) * abs(self.on_limit) if math.isfinite(self.on_limit) else np.inf
        )

    def run(self, scores: ArrayLike) -> tuple[NDArray[np.bool_], tuple[AlarmEvent, ...]]:
        """Return which rows alarm [shape=(rows,)] for ``scores`` [shape=(rows,)], and the events in their order."""
        alarm, events, state = self.block(scores)
        return alarm, events + self.finish(state)

    def finish(self, state: AlarmState) -> tuple[AlarmEvent, ...]:
        """Return the events that were still open when the rows ended."""
        standing = None if state.standing is None else replace(state.standing, standing=True, to_row=state.rows - 1)
        return tuple(event for event in (state.closed, standing) if event is not None)

    def block(
        self, scores: ArrayLike, state: AlarmState | None = None
    ) -> tuple[NDArray[np.bool_], tuple[AlarmEvent, ...], AlarmState]:
        """Return which of the rows that follow ``state`` alarm, the events that are over for good, and the state after
        them. Blocks of any length give what one long block gives."""
        before = state or AlarmState()
        new = np.atleast_1d(np.asarray(scores, dtype=np.float64)).ravel()
        if not new.size:
            return np.zeros(0, dtype=np.bool_), (), before
        rows = _Rows(self, np.concatenate((before.recent, new)), before)
        alarm = np.zeros(len(rows.scores), dtype=np.bool_)
        done: list[AlarmEvent] = []
        standing, closed = before.standing, before.closed
        here, armed_from = len(before.recent), 0
        while here < len(alarm):
            if standing is None:
                on = rows.next_on(here, armed_from)
                if on is None:
                    break
                standing = rows.event(on, armed_from)
                if closed is not None and standing.from_row - closed.to_row - 1 <= self.gap_rows:
                    standing = _joined(closed, standing)
                elif closed is not None:
                    done.append(closed)
                closed, here = None, on
            off = rows.next_off(here)
            stop = len(alarm) if off is None else off
            alarm[here:stop] = True
            standing = rows.with_peak(standing, here, stop)
            if off is None:
                break
            closed, standing = standing, None
            armed_from = here = off + 1
        after_rows = before.rows + len(new)
        if closed is not None and after_rows - closed.to_row - 1 > self.gap_rows:
            done.append(closed)
            closed = None
        kept = rows.scores[max(armed_from, len(rows.scores) - self.of_rows + 1) :] if standing is None else ()
        after = AlarmState(after_rows, tuple(map(float, kept)), int(rows.calm_run[-1]), standing, closed)
        return alarm[len(before.recent) :], tuple(done), after


class _Rows:
    """The scores of a block with the recent ones before it, and where an alarm may come on and go off."""

    def __init__(self, rule: AlarmRule, scores: _Array, before: AlarmState) -> None:
        self.rule = rule
        self.scores = scores
        self.first_row = before.rows - len(before.recent)
        hot = scores >= rule.on_limit
        self.hot_before = np.concatenate(([0], np.cumsum(hot)))
        index = np.arange(len(scores))
        window = self.hot_before[1:] - self.hot_before[np.maximum(index + 1 - rule.of_rows, 0)]
        self.on = np.flatnonzero(hot & (window >= rule.on_count))
        calm = scores < rule.off_level
        last_not_calm = np.maximum.accumulate(np.where(calm, -1, index))
        carried = max(0, before.calm_rows - len(before.recent))
        self.calm_run = index - last_not_calm + np.where(last_not_calm < 0, carried, 0)
        self.off = np.flatnonzero(self.calm_run >= rule.off_dwell_rows)

    def next_on(self, here: int, armed_from: int) -> int | None:
        """Return the first row from ``here`` on that switches an alarm on, counting rows from ``armed_from`` only."""
        for on in self.on[np.searchsorted(self.on, here) :]:
            counted_from = max(armed_from, int(on) + 1 - self.rule.of_rows)
            if self.hot_before[on + 1] - self.hot_before[counted_from] >= self.rule.on_count:
                return int(on)
        return None

    def next_off(self, here: int) -> int | None:
        """Return the first row from ``here`` on at which a standing alarm goes off."""
        at = int(np.searchsorted(self.off, here))
        return int(self.off[at]) if at < len(self.off) else None

    def event(self, on: int, armed_from: int) -> AlarmEvent:
        """Return the event that row ``on`` begins."""
        counted_from = max(armed_from, on + 1 - self.rule.of_rows)
        counted = self.scores[counted_from : on + 1]
        onset = counted_from + int(np.argmax(counted >= self.rule.on_limit))
        peak = onset + int(np.nanargmax(self.scores[onset : on + 1]))
        first = self.first_row
        return AlarmEvent(first + onset, first + on, first + on, first + peak, float(self.scores[peak]))

    def with_peak(self, event: AlarmEvent, here: int, stop: int) -> AlarmEvent:
        """Return ``event`` with the rows from ``here`` up to ``stop`` added."""
        if stop <= here:
            return event
        longer = replace(event, to_row=self.first_row + stop - 1)
        scores = self.scores[here:stop]
        if np.isnan(scores).all() or np.nanmax(scores) <= event.peak_score:
            return longer
        peak = int(np.nanargmax(scores))
        return replace(longer, peak_row=self.first_row + here + peak, peak_score=float(scores[peak]))


def _joined(first: AlarmEvent, second: AlarmEvent) -> AlarmEvent:
    higher = second if second.peak_score > first.peak_score else first
    return replace(
        first,
        to_row=second.to_row,
        peak_row=higher.peak_row,
        peak_score=higher.peak_score,
        times=first.times + second.times,
    )
