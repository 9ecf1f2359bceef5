"""Working time in China: which days are worked (``working_calendar.toml``), and spans counted on them only.

A working day is a whole day from midnight to midnight in China (UTC+8): three working days after Friday 10:00 is
Wednesday 10:00, four working hours after Friday 22:00 is Monday 02:00.
"""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from clinic_api.kit.china import CHINA

__all__ = ["CALENDAR", "NOTICES", "WorkingCalendar", "add_working", "read_calendar", "working_between"]

_LOG: Final = logging.getLogger(__name__)
_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)


class _Year(BaseModel):
    """One year of ``working_calendar.toml``."""

    model_config = ConfigDict(extra="forbid")

    notice: Annotated[str, Field(min_length=1)]
    off: list[tuple[date, date]]
    worked: list[date]


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days differ from "Monday to Friday", and for which years that is known."""

    off: frozenset[date]
    worked: frozenset[date]
    years: frozenset[int]

    def is_working(self, day: date) -> bool:
        """Tell whether ``day`` (of China) is worked; by its weekday alone, with a warning, in a year without data."""
        if day.year not in self.years:
            _warn_once(day.year)
        return day in self.worked or (day.weekday() < _SATURDAY and day not in self.off)

    def with_year(self, year: int, off: Iterable[tuple[date, date]], worked: Iterable[date]) -> WorkingCalendar:
        """Return this calendar with ``year`` written anew: spans of days off, both ends included, and days worked to
        make up for them. Raises ``ValueError`` as `read_calendar` does.
        """
        days_off, days_worked = _days(str(year), off, worked)
        return WorkingCalendar(
            off=frozenset(day for day in self.off if day.year != year) | days_off,
            worked=frozenset(day for day in self.worked if day.year != year) | days_worked,
            years=self.years | {year},
        )


def read_calendar(document: str) -> WorkingCalendar:
    """Return the calendar that the TOML ``document`` holds; raises ``ValueError`` for dates outside their year."""
    years: Mapping[str, _Year] = TypeAdapter(dict[str, _Year]).validate_python(tomllib.loads(document))
    calendar = WorkingCalendar(frozenset(), frozenset(), frozenset())
    for name, year in years.items():
        calendar = calendar.with_year(int(name), year.off, year.worked)
    return calendar


def _days(
    name: str, off: Iterable[tuple[date, date]], worked: Iterable[date]
) -> tuple[frozenset[date], frozenset[date]]:
    spans, days_worked = list(off), frozenset(worked)
    stray = [day for span in (*spans, days_worked) for day in span if str(day.year) != name]
    if stray:
        raise ValueError(f"[{name}] holds days of another year: {stray}")
    days_off = frozenset(first + n * _DAY for first, last in spans for n in range((last - first).days + 1))
    if days_off & days_worked or any(day.weekday() < _SATURDAY for day in days_worked):
        raise ValueError("a day worked to make up must be a Saturday or Sunday that is not off")
    return days_off, days_worked


_SHIPPED: Final = Path(__file__).with_name("working_calendar.toml").read_text(encoding="utf-8")
CALENDAR: Final = read_calendar(_SHIPPED)
"""The calendar as it ships; `calendar.current.calendar_of` has what the hospital has changed, too."""
NOTICES: Final[Mapping[int, str]] = {int(name): year["notice"] for name, year in tomllib.loads(_SHIPPED).items()}
"""Where the days of each shipped year were announced."""


def add_working(start: datetime, span: timedelta, calendar: WorkingCalendar = CALENDAR) -> datetime:
    """Return the moment (UTC) at which ``span`` of working time has passed since ``start`` (aware).

    A span that ends with a working day ends as the next one begins: no working time lies between the two.
    """
    moment = start.astimezone(CHINA)
    left = span
    while True:
        midnight = datetime.combine(moment.date() + _DAY, time(), CHINA)
        if calendar.is_working(moment.date()):
            today = midnight - moment
            if left < today:
                return (moment + left).astimezone(UTC)
            left -= today
        moment = midnight


def working_between(start: datetime, end: datetime, calendar: WorkingCalendar = CALENDAR) -> timedelta:
    """Return the working time from ``start`` to ``end`` (both aware); nothing when ``end`` is not the later one."""
    moment, last = start.astimezone(CHINA), end.astimezone(CHINA)
    total = timedelta(0)
    while moment < last:
        midnight = min(datetime.combine(moment.date() + _DAY, time(), CHINA), last)
        if calendar.is_working(moment.date()):
            total += midnight - moment
        moment = midnight
    return total


@lru_cache(maxsize=64)
def _warn_once(year: int) -> None:
    _LOG.warning("no public holidays are known for %d: its Mondays to Fridays count as working days", year)
