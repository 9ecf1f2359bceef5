"""The kind of job that moves the running clocks after a change of the calendar, some cases at a time.

A case that was being opened while the calendar changed is met by waiting a little before the work begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from clinic_api.calendar.current import calendar_of
from clinic_api.calendar.models import CalendarChange
from clinic_api.cases.clocks import Moved, clocks_of, follow_calendar
from clinic_api.cases.models import Case, CaseClock
from clinic_api.cases.planning import WALL_CLOCK_LEVELS
from clinic_api.cases.timeline import write_line
from clinic_api.database import database_now
from clinic_api.jobs import queue
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.queue import ClaimedJob, JobProblem
from clinic_api.kit.china import CHINA
from diagnostics.texts import Catalogue

__all__ = ["CALENDAR_CHANGE", "WAIT", "MoveClocks", "clocks_after"]

CALENDAR_CHANGE: Final = "calendar_change"
WAIT: Final = timedelta(seconds=10)
_TEXTS: Final = Catalogue(Path(__file__).parents[1] / "cases" / "clocks.toml")
_CASES_AT_ONCE: Final = 100  # some milliseconds each: a part stays well under a lease


@dataclass(frozen=True)
class MoveClocks:
    """Moves the clocks of the open cases, in the order of their ids; what is done already is not done again."""

    pauses_seconds: Sequence[float] | None = None

    def run(self, job: ClaimedJob, desk: Desk) -> None:
        """Move the clocks part by part, then end the job."""
        done = ""
        while True:
            with desk.database.session() as session:
                cases = _next_cases(session, job.subject_id, done)
                for case_id in cases:
                    _move(session, job.subject_id, case_id)
            if not cases:
                break
            done = cases[-1]
            desk.hold(job)
        with desk.database.session() as session:
            queue.finish(session, job)

    def give_up(self, session: Session, job: ClaimedJob, problem: JobProblem) -> None:
        """Leave it: the clocks that are moved stay so, and an operator sees the dead job."""

    def take_up_again(self, session: Session, subject_id: str) -> None:
        """Leave it: the next attempt goes through the clocks anew."""


def clocks_after(first_day: date) -> Select[CaseClock]:
    """Select the running clocks in working time that do not end before ``first_day`` of China."""
    midnight = datetime.combine(first_day, time(), CHINA)
    return select(CaseClock).where(
        CaseClock.met_at.is_(None),
        CaseClock.stopped_at.is_(None),
        CaseClock.urgency.not_in(WALL_CLOCK_LEVELS),
        CaseClock.escalate_at >= midnight,
    )


def _next_cases(session: Session, change_id: str, done: str) -> list[str]:
    change = session.get_one(CalendarChange, change_id)
    running = clocks_after(date.fromisoformat(change.first_day)).with_only_columns(CaseClock.case_id)
    ids = select(Case.id).where(Case.id.in_(running), Case.id > done).order_by(Case.id).limit(_CASES_AT_ONCE)
    return list(session.scalars(ids))


def _move(session: Session, change_id: str, case_id: str) -> None:
    locked = select(Case).where(Case.id == case_id).with_for_update(key_share=True)
    case = session.scalars(locked.execution_options(populate_existing=True)).one()
    now = database_now(session)
    for moved in follow_calendar(clocks_of(session, case), calendar_of(session), at=now):
        _tell(session, case, session.get_one(CalendarChange, change_id), moved, now)


def _tell(session: Session, case: Case, change: CalendarChange, moved: Moved, now: datetime) -> None:
    clock = moved.clock
    values = {
        "clock": _TEXTS(clock.kind),
        "before": _moment(moved.before),
        "due": _moment(clock.due_at),
        "reason": change.reason,
    }
    data = {"clock": clock.kind, "due_at": clock.due_at.isoformat(), "due_before": moved.before.isoformat()}
    write_line(session, case, "clock_moved", at=now, values=values, data=data | {"change_id": change.id})


def _moment(at: datetime) -> str:
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M} (UTC+8)"
