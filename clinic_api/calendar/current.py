"""The calendar that counts now, for whatever works in a unit of work."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from clinic_api.calendar.models import CalendarChange
from clinic_api.cases.working_time import CALENDAR, WorkingCalendar

__all__ = ["calendar_for", "calendar_of", "forget_calendar", "spans_of"]

_KEPT: Final = "working_calendar"


def calendar_of(session: Session) -> WorkingCalendar:
    """Return the shipped calendar with the newest change of each year; read once in a unit of work."""
    kept: WorkingCalendar | None = session.info.get(_KEPT)
    if kept is None:
        kept = CALENDAR
        for change in session.scalars(select(CalendarChange).order_by(CalendarChange.id)):
            worked = [date.fromisoformat(day) for day in change.worked]
            kept = kept.with_year(change.year, spans_of(change.off), worked)
        session.info[_KEPT] = kept
    return kept


def calendar_for(row: Any) -> WorkingCalendar:
    """Return the calendar that counts where ``row`` was read; raises ``ValueError`` for a row of no session."""
    session = object_session(row)
    if session is None:
        raise ValueError("the row belongs to no unit of work")
    return calendar_of(session)


def forget_calendar(session: Session) -> None:
    """Read the calendar anew in this unit of work, which has just changed it."""
    session.info.pop(_KEPT, None)


def spans_of(off: list[Any]) -> list[tuple[date, date]]:
    """Return the spans of a change as dates."""
    return [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in off]
