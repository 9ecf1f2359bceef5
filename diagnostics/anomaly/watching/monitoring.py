"""Watches a slow series: learns from its first rows, judges every later one by the past alone, and tells events.

`Monitor` takes the rows block by block, so that memory does not grow with their number; `monitor` does it for a series
at hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.anomaly.alarms.rule import AlarmRule, AlarmState
from diagnostics.anomaly.watching.events import Event, EventTracker, contributors
from diagnostics.anomaly.watching.learned_rows import LEAST_ROWS, TEXTS, counters, notes_on_learned_rows, too_few_rows
from diagnostics.anomaly.watching.level_shift import LevelShift, RowScores
from diagnostics.anomaly.watching.operating_point import OperatingPoint
from diagnostics.errors import error
from diagnostics.examination import QualityNote
from diagnostics.series.quality import SeriesChecks
from diagnostics.series.series import Series

__all__ = ["SCHEMA", "JudgedRows", "Monitor", "Monitoring", "monitor"]

SCHEMA: Final = "monitoring/1"
ALARM: Final = AlarmRule(on_limit=1.0, off_fraction=0.98)
"""On at the limit for three of five rows (rulebook §5), off below 0.98 of it for five. The score is an average over 25
rows already, so a deadband of 2 % (EEMUA 191 asks for 1 to 5 % of a raw reading) keeps it from chattering; with 0.9 the
alarms on SKAB's ``valve1`` last on into normal rows (41 instead of 25 % false)."""
BLOCK_ROWS: Final = 16_384


@dataclass(frozen=True, eq=False)
class JudgedRows:
    """What is said of the rows of a block."""

    names: tuple[str, ...]
    stamps: tuple[str | float, ...]
    score: NDArray[np.float64]
    p_value: NDArray[np.float64]
    """Both [shape=(rows,)], NaN where a row is not judged: it was learned from, or holds no value."""
    alarm: NDArray[np.bool_]
    shares: NDArray[np.float64]
    """[shape=(rows, columns)]"""

    def to_json(self) -> list[dict[str, Any]]:
        """Return the contract's form, one object a row."""
        judged = np.isfinite(self.score)
        named = self._contributors()
        return [
            {
                "time": stamp,
                "score": round(float(score), 4) if there else None,
                "p_value": float(f"{p:.4g}") if there else None,
                "alarm": bool(alarm),
                "contributors": listed,
            }
            for stamp, score, p, alarm, there, listed in zip(
                self.stamps, self.score, self.p_value, self.alarm, judged, named, strict=True
            )
        ]

    def _contributors(self) -> list[list[dict[str, Any]]]:
        return [[item.to_json() for item in contributors(self.names, row)] for row in self.shares]


@dataclass(frozen=True, eq=False)
class Monitoring:
    """A series that was watched to its end."""

    rows: JudgedRows
    events: tuple[Event, ...]
    quality: tuple[QualityNote, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the contract ``monitoring/1``."""
        return {
            "schema": SCHEMA,
            "rows": self.rows.to_json(),
            "events": [event.to_json() for event in self.events],
            "quality": [note.to_json() for note in self.quality],
        }


class Monitor:
    """A baseline of a series with the alarm that watches what comes after it."""

    def __init__(self, learned: Series, *, conditions: Sequence[str] = ()) -> None:
        """Learn from the healthy rows ``learned``; with fewer than 100 (four averaging windows) no row is judged.

        What the columns ``conditions`` (speed, load) do to the others is taken out, and rows run as was never learned
        are not judged. Raises `DiagnosticsError` (series_column_unknown).
        """
        self._names = learned.names
        self._checks = SeriesChecks(learned)
        self._detector: LevelShift | None = None
        self._unlike_rows = 0
        self._first_unlike: str | float = ""
        if len(learned) < LEAST_ROWS:
            self._notes = [too_few_rows(len(learned))]
            return
        self._left_out = counters(learned)
        self._point = _operating_point(learned, conditions)
        self._detector = LevelShift().fit(self._watched(learned))
        self._notes = notes_on_learned_rows(learned, self._detector)
        if not self._detector.known_columns.any():
            self._notes.append(QualityNote("baseline.constant", None, "blocking", TEXTS("nothing_moves")))
        self._state = self._detector.state_after(self._watched(learned))
        self._alarm = AlarmState()
        spread = np.nan_to_num(np.nanstd(np.where(self._detector.known_columns, learned.values, 0.0), axis=0))
        self._events = EventTracker(self._names, self._detector, spread)

    @property
    def detector(self) -> LevelShift | None:
        """What was learned; None when there was too little to learn from."""
        return self._detector

    def judge(self, block: Series) -> JudgedRows:
        """Return what is said of the rows that come next."""
        self._checks.look(block)
        if self._detector is None or not len(block):
            return unjudged(block)
        scores, self._state = self._detector.score_block(self._watched(block), self._state)
        alarm, _, self._alarm = ALARM.block(scores.score, self._alarm)
        self._events.add(block, scores, alarm)
        return _judged(block, scores, alarm)

    def _watched(self, block: Series) -> NDArray[np.float64]:
        """Return the values of ``block``, NaN in the columns that only count and in rows that are not comparable."""
        values = block.values
        if self._point is not None:
            values, unlike = self._point.taken_out(values)
            if unlike.any() and not self._unlike_rows:
                self._first_unlike = block.stamps[int(np.argmax(unlike))]
            self._unlike_rows += int(unlike.sum())
        return np.where(self._left_out, np.nan, values) if self._left_out.any() else values

    def events(self) -> tuple[Event, ...]:
        """Return the events so far, one for each alarm."""
        return () if self._detector is None else self._events.events()

    def quality(self) -> tuple[QualityNote, ...]:
        """Return what is wrong with the rows so far, learned and judged ones."""
        regime = []
        for event in self.events():
            if event.unit_factor is not None:
                column = event.contributors[0].column
                text = TEXTS("unit", column=column, factor=event.unit_factor, start=event.start)
                regime.append(QualityNote("sensor.scale", column, "warning", text))
            elif event.new_level:
                text = TEXTS("new_regime", start=event.start, rows=event.rows)
                regime.append(QualityNote("baseline.new_regime", None, "warning", text))
        if self._unlike_rows:
            text = TEXTS("unlike", rows=self._unlike_rows, first=self._first_unlike)
            regime.append(QualityNote("baseline.not_comparable", None, "warning", text))
        return (*self._notes, *self._checks.notes(), *regime)


def unjudged(block: Series) -> JudgedRows:
    """Return rows of which nothing is said."""
    nothing = np.full(len(block), np.nan)
    return JudgedRows(
        block.names,
        block.stamps,
        nothing,
        nothing,
        np.zeros(len(block), dtype=bool),
        np.zeros((len(block), len(block.names))),
    )


def _operating_point(learned: Series, conditions: Sequence[str]) -> OperatingPoint | None:
    if not conditions:
        return None
    unknown = next((name for name in conditions if name not in learned.names), None)
    if unknown is not None:
        known = ", ".join(learned.names[:12])
        raise error("series_column_unknown", name="--condition", column=unknown[:60], known=known)
    return OperatingPoint().fit(learned.values, np.array([learned.names.index(name) for name in conditions]))


def monitor(series: Series, *, train_rows: int, conditions: Sequence[str] = ()) -> Monitoring:
    """Return what is said of ``series`` whose first ``train_rows`` rows are healthy, with what the columns
    ``conditions`` (speed, load) do to the others taken out.

    Raises `DiagnosticsError` (train_rows_invalid, series_column_unknown).

    >>> import diagnostics as dx
    >>> watched = dx.anomaly.monitor(dx.read_series("pump.csv"), train_rows=400)  # doctest: +SKIP
    >>> watched.events[0].text.en  # doctest: +SKIP
    'From 2020-03-01 15:54:06 to …'
    """
    if train_rows < 1:
        raise error("train_rows_invalid", found=train_rows)
    learned = series.part(0, train_rows)
    watcher = Monitor(learned, conditions=conditions)
    parts = [unjudged(learned)]
    for start in range(len(learned), len(series), BLOCK_ROWS):
        parts.append(watcher.judge(series.part(start, start + BLOCK_ROWS)))
    return Monitoring(_joined(parts), watcher.events(), watcher.quality())


def _judged(block: Series, scores: RowScores, alarm: NDArray[np.bool_]) -> JudgedRows:
    return JudgedRows(block.names, block.stamps, scores.score, scores.p_value, alarm, scores.shares)


def _joined(parts: list[JudgedRows]) -> JudgedRows:
    return JudgedRows(
        parts[0].names,
        tuple(stamp for part in parts for stamp in part.stamps),
        np.concatenate([part.score for part in parts]),
        np.concatenate([part.p_value for part in parts]),
        np.concatenate([part.alarm for part in parts]),
        np.concatenate([part.shares for part in parts]),
    )
