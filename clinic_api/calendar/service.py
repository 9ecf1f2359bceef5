"""Reading, previewing and changing the years of the working calendar.

A change counts from the day after it is made: days up to today stay as they counted, so that no pause, statistic or
missed clock of the past is judged anew. Clocks that run and are not missed are moved by a job (`moving`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.audit.service import note
from clinic_api.calendar.current import calendar_of, forget_calendar, spans_of
from clinic_api.calendar.models import CalendarChange
from clinic_api.calendar.moving import CALENDAR_CHANGE, WAIT, clocks_after
from clinic_api.calendar.schemas import (
    CalendarChangeRead,
    CalendarDay,
    CalendarPreview,
    CalendarRead,
    CalendarYearRead,
    CalendarYearWrite,
    ClockMove,
    ClockRule,
    ClockRulesRead,
)
from clinic_api.cases.clocks import follows_calendar, moments
from clinic_api.cases.models import CaseClock
from clinic_api.cases.planning import ESCALATE_SHARE, WARN_SHARE, ClockKind, allowed_time, runs_in_working_time
from clinic_api.cases.timeline import person_name
from clinic_api.cases.working_time import CALENDAR, NOTICES, WorkingCalendar
from clinic_api.database import database_now
from clinic_api.errors import Conflict, Invalid
from clinic_api.jobs.queue import enqueue
from clinic_api.kit.china import CHINA
from clinic_api.kit.ids import new_id
from clinic_api.kit.locks import lock_until_commit
from clinic_api.kit.principal import Principal
from clinic_api.kit.versions import refuse_outdated
from diagnostics.texts import Catalogue

__all__ = ["CalendarService", "clock_rules"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_DAY: Final = timedelta(days=1)
_EXAMPLES: Final = 20
_PRIORITY: Final = 1
_ATTEMPTS: Final = 3
_URGENCIES: Final = range(1, 6)


class CalendarService:
    """The calendar on behalf of one person."""

    def __init__(self, session: Session, principal: Principal) -> None:
        self._session = session
        self._principal = principal

    def read(self) -> CalendarRead:
        """Return the years that are known, the newest first."""
        today = self._today()
        calendar = calendar_of(self._session)
        return CalendarRead(
            today=today,
            years=[self._year(year) for year in sorted(calendar.years, reverse=True)],
            missing=[year for year in (today.year, today.year + 1) if year not in calendar.years],
        )

    def changes(self, year: int) -> list[CalendarChangeRead]:
        """Return what was changed of one year, the newest first."""
        read, before = [], CALENDAR
        for version, change in enumerate(self._changes(year), start=1):
            after = before.with_year(year, spans_of(change.off), _dates(change.worked))
            read.append(_change_read(change, version, _differing(year, before, after)))
            before = after
        return read[::-1]

    def preview(self, year: int, body: CalendarYearWrite) -> CalendarPreview:
        """Return what a change would do to days and running clocks; raises as `write` does and changes nothing."""
        days, after = self._judge(year, body)
        now = database_now(self._session)
        moves, missed = [], 0
        for clock in self._session.scalars(clocks_after(days[0].day)):
            if not follows_calendar(clock, now):
                missed += 1
                continue
            due_after = moments(clock, after)[1]
            if due_after != clock.due_at:
                moves.append(_move(clock, due_after))
        moves.sort(key=lambda move: move.due_after)
        later = sum(move.due_after > move.due_before for move in moves)
        return CalendarPreview(
            days=days,
            moved=len(moves),
            later=later,
            earlier=len(moves) - later,
            missed=missed,
            examples=moves[:_EXAMPLES],
        )

    def write(self, year: int, body: CalendarYearWrite, *, if_match: str | None) -> tuple[CalendarYearRead, str]:
        """Let ``year`` count as ``body`` says from tomorrow on; return it with the job that moves the clocks.

        Raises `PreconditionFailed`, `Invalid` ``calendar_days_wrong`` for days of another year or a worked day that is
        no free weekend day, `Conflict` ``calendar_past`` where a day up to today would count otherwise and
        ``calendar_unchanged`` where none would.
        """
        lock_until_commit(self._session, CALENDAR_CHANGE)
        refuse_outdated(if_match, len(self._changes(year)))
        days, _ = self._judge(year, body)
        now = database_now(self._session)
        change = CalendarChange(
            id=new_id("cal"),
            year=year,
            off=[[first.isoformat(), last.isoformat()] for first, last in body.off],
            worked=sorted(day.isoformat() for day in body.worked),
            notice=body.notice,
            reason=body.reason,
            made_at=now,
            made_by=person_name(self._principal),
            account_id=self._principal.account_id,
            first_day=days[0].day.isoformat(),
        )
        self._session.add(change)
        self._session.flush()
        forget_calendar(self._session)
        values = {"year": year, "reason": body.reason, "notice": body.notice, "days": len(days)}
        note(self._session, self._principal, "calendar.changed", change.id, values)
        job_id = enqueue(
            self._session,
            kind=CALENDAR_CHANGE,
            subject_id=change.id,
            factory_id=None,
            priority=_PRIORITY,
            max_attempts=_ATTEMPTS,
            due_at=now + WAIT,
        )
        return self._year(year), job_id

    def _judge(self, year: int, body: CalendarYearWrite) -> tuple[list[CalendarDay], WorkingCalendar]:
        """Return the days that would count otherwise, at least one, and the calendar as it would be."""
        before = calendar_of(self._session)
        try:
            after = before.with_year(year, [(first, last) for first, last in body.off], body.worked)
        except ValueError:
            raise Invalid("calendar_days_wrong", _TEXTS("calendar_days_wrong", year=year)) from None
        days, today = _differing(year, before, after), self._today()
        past = [each.day.isoformat() for each in days if each.day <= today]
        if past:
            raise Conflict("calendar_past", _TEXTS("calendar_past", days=", ".join(past[:5])), days=past)
        if not days:
            raise Conflict("calendar_unchanged", _TEXTS("calendar_unchanged", year=year))
        return days, after

    def _year(self, year: int) -> CalendarYearRead:
        changes, calendar = self._changes(year), calendar_of(self._session)
        newest = changes[-1] if changes else None
        off = _spans([day for day in calendar.off if day.year == year])
        return CalendarYearRead(
            year=year,
            source="shipped" if newest is None else "changed",
            notice=NOTICES[year] if newest is None else newest.notice,
            off=[list(span) for span in (off if newest is None else spans_of(newest.off))],
            worked=sorted(day for day in calendar.worked if day.year == year),
            working_days=sum(calendar.is_working(day) for day in _days_of(year)),
            version=len(changes),
            changed_at=None if newest is None else newest.made_at,
            changed_by=None if newest is None else newest.made_by,
        )

    def _changes(self, year: int) -> Sequence[CalendarChange]:
        of_year = select(CalendarChange).where(CalendarChange.year == year).order_by(CalendarChange.id)
        return self._session.scalars(of_year).all()

    def _today(self) -> date:
        return database_now(self._session).astimezone(CHINA).date()


def clock_rules() -> ClockRulesRead:
    """Return how long each clock runs at each urgency."""
    return ClockRulesRead(
        rules=[
            ClockRule(
                clock=kind,
                urgency=urgency,
                minutes=round(allowed_time(kind, urgency).total_seconds() / 60),
                in_working_time=runs_in_working_time(urgency),
            )
            for urgency in _URGENCIES
            for kind in ClockKind
        ],
        warn_share=WARN_SHARE,
        escalate_share=ESCALATE_SHARE,
    )


def _days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + n * _DAY for n in range((date(year + 1, 1, 1) - first).days)]


def _differing(year: int, before: WorkingCalendar, after: WorkingCalendar) -> list[CalendarDay]:
    return [
        CalendarDay(day=day, worked_before=before.is_working(day), worked_after=after.is_working(day))
        for day in _days_of(year)
        if before.is_working(day) != after.is_working(day)
    ]


def _spans(days: Sequence[date]) -> list[tuple[date, date]]:
    """Return ``days`` as spans of days on end."""
    spans: list[tuple[date, date]] = []
    for day in sorted(days):
        if spans and day - spans[-1][1] == _DAY:
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return spans


def _dates(days: Sequence[str]) -> list[date]:
    return [date.fromisoformat(day) for day in days]


def _move(clock: CaseClock, due_after: datetime) -> ClockMove:
    return ClockMove(
        case_id=clock.case_id,
        clock=ClockKind(clock.kind),
        urgency=clock.urgency,
        due_before=clock.due_at,
        due_after=due_after,
    )


def _change_read(change: CalendarChange, version: int, days: list[CalendarDay]) -> CalendarChangeRead:
    return CalendarChangeRead(
        id=change.id,
        year=change.year,
        version=version,
        notice=change.notice,
        off=[list(span) for span in spans_of(change.off)],
        worked=_dates(change.worked),
        reason=change.reason,
        made_at=change.made_at,
        made_by=change.made_by,
        days=days,
    )
