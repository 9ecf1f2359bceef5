"""A trend as JSON (``trend/1``) and as text for people, with dates where the history has any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from diagnostics.examination import QualityNote
from diagnostics.texts import Text
from diagnostics.trend.assessment import Trend
from diagnostics.trend.change_points import Change
from diagnostics.trend.history import TEXTS
from diagnostics.trend.prognosis import CONFIDENCE, Prognosis

__all__ = ["SCHEMA", "TrendReport"]

SCHEMA: Final = "trend/1"
_DAYS_A_MONTH: Final = 30.4
"""Days of a mean month (365.25/12)."""


@dataclass(frozen=True)
class TrendReport:
    """A trend of the column ``column``; day 0 of its history is ``origin``, None where the times are no dates."""

    trend: Trend
    column: str
    origin: datetime | None
    notes: tuple[QualityNote, ...] = ()
    """Further notes, of reading the history."""

    def to_json(self) -> dict[str, Any]:
        """Return ``trend/1``: times as days of the history, and as ISO dates where there are any."""
        history, slope = self.trend.history, self.trend.slope
        last = float(history.days[-1]) if len(history) else 0.0
        return {
            "schema": SCHEMA,
            "column": self.column,
            "points": len(history),
            "last": self._moment(last),
            "trend_since": self._moment(float(history.days[self.trend.since])) if len(history) else None,
            "slope": None
            if slope is None
            else {
                "direction": slope.direction,
                "per_day": slope.per_day,
                "low_per_day": slope.low_per_day,
                "high_per_day": slope.high_per_day,
                "p_rising": slope.p_rising,
                "p_falling": slope.p_falling,
                "autocorrelation": slope.autocorrelation,
            },
            "changes": [
                {
                    "kind": change.kind,
                    "from": self._moment(change.from_day),
                    "to": self._moment(change.to_day),
                    "size": change.size,
                    "text": self._change_text(change).to_json(),
                }
                for change in self.trend.changes
            ],
            "prognosis": None if self.trend.prognosis is None else self._prognosis_json(self.trend.prognosis, last),
            "quality": [note.to_json() for note in self._notes()],
        }

    def lines(self) -> Iterator[Text]:
        """Yield the lines of the text for people."""
        history, slope = self.trend.history, self.trend.slope
        if not len(history):
            yield TEXTS("empty", column=self.column)
            yield from (note.text for note in self._notes())
            return
        begin, end = (self._when(float(history.days[at])) for at in (0, -1))
        yield TEXTS("title", column=self.column, count=len(history), begin=begin, end=end)
        if self.trend.restarted:
            yield TEXTS("restarted", when=self._when(float(history.days[self.trend.since])))
        if slope is not None:
            yield TEXTS(
                f"slope_{slope.direction}",
                month=slope.per_day * _DAYS_A_MONTH,
                low=slope.low_per_day * _DAYS_A_MONTH,
                high=slope.high_per_day * _DAYS_A_MONTH,
                p=min(slope.p_rising, slope.p_falling),
            )
        for change in self.trend.changes:
            yield self._change_text(change)
        if self.trend.prognosis is not None:
            yield self._prognosis_text(self.trend.prognosis, float(history.days[-1]))
        yield from (TEXTS("note", text=note.text) for note in self._notes())

    def _notes(self) -> tuple[QualityNote, ...]:
        return self.notes + self.trend.history.quality

    def _moment(self, day: float) -> dict[str, Any]:
        date = self._date(day)
        return {"day": day} if date is None else {"day": day, "time": date.isoformat(timespec="seconds")}

    def _date(self, day: float) -> datetime | None:
        try:
            return None if self.origin is None else self.origin + timedelta(days=day)
        except OverflowError:
            return None

    def _when(self, day: float) -> Text:
        date = self._date(day)
        if date is None:
            return TEXTS("on_day", day=day)
        written = f"{date:%Y-%m-%d}" if self.trend.history.interval_days >= 0.5 else f"{date:%Y-%m-%d %H:%M}"
        return Text(written, written)

    def _change_text(self, change: Change) -> Text:
        begin, end = self._when(change.from_day), self._when(change.to_day)
        if begin == end:
            return TEXTS("change_on", when=begin, text=change.text)
        return TEXTS("change_between", begin=begin, end=end, text=change.text)

    def _prognosis_json(self, prognosis: Prognosis, last: float) -> dict[str, Any]:
        days = {
            "earliest": prognosis.earliest_days,
            "expected": prognosis.expected_days,
            "latest": prognosis.latest_days,
        }
        return {
            "status": prognosis.status,
            "limit": prognosis.limit.value,
            "limit_name": prognosis.limit.name.to_json(),
            "confidence": CONFIDENCE,
            "growth": prognosis.growth,
            "exponential_probability": prognosis.exponential_probability,
            **{
                key: None if value is None else {"in_days": value, **self._moment(last + value)}
                for key, value in days.items()
            },
            "text": self._prognosis_text(prognosis, last).to_json(),
        }

    def _prognosis_text(self, prognosis: Prognosis, last: float) -> Text:
        earliest, expected, latest = prognosis.earliest_days, prognosis.expected_days, prognosis.latest_days
        if earliest is None or expected is None or latest is None:
            reason = prognosis.reason or Text("?", "?")
            key = "limit_reached" if prognosis.status == "reached" else "not_predictable"
            return TEXTS(key, name=prognosis.limit.name, value=prognosis.limit.value, reason=reason)
        return TEXTS(
            "predicted",
            name=prognosis.limit.name,
            value=prognosis.limit.value,
            begin=self._when(last + earliest),
            end=self._when(last + latest),
            middle=self._when(last + expected),
            earliest=earliest,
            latest=latest,
            confidence=100.0 * CONFIDENCE,
            growth=TEXTS(f"growth_{prognosis.growth}"),
        )
