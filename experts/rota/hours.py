"""Weekly working hours: for each weekday the spans in which somebody is at work."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

from diagnostics.texts import Catalogue
from experts.errors import ExpertsError

__all__ = ["USUAL_HOURS", "WEEKDAYS", "RotaError", "WeeklyHours", "read_hours"]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_SATURDAY = 5
_LONGEST_LOOK_DAYS = 31
"""How far ahead the next hour at work is looked for: longer than any public holiday."""

_texts = Catalogue(Path(__file__).with_name("texts.toml"))

IsWorkingDay = Callable[[date], bool]
"""Tells whether a day is worked at all: not at weekends and on holidays, but on weekends that make up for these."""


class RotaError(ExpertsError):
    """Hours or a rota that contradict themselves."""


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """``days`` holds for each weekday, from Monday, the spans at work in their order, as local times of the day."""

    days: tuple[tuple[tuple[time, time], ...], ...]

    def on(self, day: date, is_working_day: IsWorkingDay) -> tuple[tuple[time, time], ...]:
        """Return the spans of one day: none on a holiday; on a weekend that is worked to make up for one, who has no
        hours of that weekday works those of a Monday.
        """
        own = self.days[day.weekday()]
        if day.weekday() >= _SATURDAY:
            return own or (self.days[0] if is_working_day(day) else ())
        return own if is_working_day(day) else ()

    def is_at_work(self, moment: datetime, is_working_day: IsWorkingDay) -> bool:
        """Tell whether somebody is at work at a local moment; the end of a span no longer belongs to it."""
        return any(start <= moment.time() < end for start, end in self.on(moment.date(), is_working_day))

    def next_at_work(self, moment: datetime, is_working_day: IsWorkingDay) -> datetime | None:
        """Return when somebody is at work next, the moment itself where they are now; None: not within a month."""
        if self.is_at_work(moment, is_working_day):
            return moment
        for ahead in range(_LONGEST_LOOK_DAYS):
            day = moment.date() + timedelta(days=ahead)
            for start, _ in self.on(day, is_working_day):
                begins = datetime.combine(day, start, tzinfo=moment.tzinfo)
                if begins > moment:
                    return begins
        return None

    def to_json(self) -> dict[str, list[list[str]]]:
        """Return the hours as `read_hours` takes them, days without any left out."""
        return {
            name: [[f"{start:%H:%M}", f"{end:%H:%M}"] for start, end in spans]
            for name, spans in zip(WEEKDAYS, self.days, strict=True)
            if spans
        }


def read_hours(document: Mapping[str, Sequence[Sequence[str]]]) -> WeeklyHours:
    """Return the hours of ``{"mon": [["08:30", "17:30"]], …}``; a weekday that is left out is free.

    Raises RotaError ``weekday_unknown``, ``hours_unreadable``, ``hours_reversed`` or ``hours_overlap``.
    """
    for name in document:
        if name not in WEEKDAYS:
            near = difflib.get_close_matches(name.lower()[:3], WEEKDAYS, n=1)
            known = ", ".join(near or WEEKDAYS)
            raise RotaError("weekday_unknown", _texts("weekday_unknown", day=name, known=known))
    return WeeklyHours(tuple(_spans(name, document.get(name, ())) for name in WEEKDAYS))


def _spans(day: str, rows: Sequence[Sequence[str]]) -> tuple[tuple[time, time], ...]:
    spans = sorted(_span(day, row) for row in rows)
    for (_, end), (start, _) in pairwise(spans):
        if start < end:
            values = {"day": day, "start": f"{start:%H:%M}", "end": f"{end:%H:%M}"}
            raise RotaError("hours_overlap", _texts("hours_overlap", **values))
    return tuple(spans)


def _span(day: str, row: Sequence[str]) -> tuple[time, time]:
    try:
        start, end = (datetime.strptime(text, "%H:%M").time() for text in row)  # noqa: DTZ007 - a time of any day
    except (TypeError, ValueError):
        raise RotaError("hours_unreadable", _texts("hours_unreadable", day=day, span=row)) from None
    if end <= start:
        values = {"day": day, "start": f"{start:%H:%M}", "end": f"{end:%H:%M}"}
        raise RotaError("hours_reversed", _texts("hours_reversed", **values))
    return start, end


USUAL_HOURS = read_hours({day: [["08:30", "12:00"], ["13:00", "17:30"]] for day in WEEKDAYS[:_SATURDAY]})
"""Eight hours a day, forty a week: the standard working time of China (国务院关于职工工作时间的规定, 1995)."""
