"""Watching the clocks: a warning before one ends, a notice when it has ended, and one more when that did not help.

Each is a line on the time line and an event, once for each clock: ``case.clock_warning`` to the attending doctor (the
coordinators where there is none), ``case.clock_breached`` to the coordinators and later to the administrators.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from clinic_api.assignments.models import Assignment
from clinic_api.cases.clocks import clocks_of
from clinic_api.cases.models import Case, CaseClock
from clinic_api.cases.planning import WARN_SHARE
from clinic_api.cases.states import OPEN_STATES
from clinic_api.cases.timeline import write_line
from clinic_api.database import database_now
from clinic_api.jobs.periodic import PeriodicTask
from clinic_api.kit.china import CHINA
from clinic_api.settings import Settings
from diagnostics.texts import Catalogue

__all__ = ["CLOCK_WATCH", "watch_clocks"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("clocks.toml"))
_CASES_PER_TURN: Final = 200  # some milliseconds each: a turn stays well under a lease


def watch_clocks(session: Session, settings: Settings) -> None:
    """Write what is due about the clocks of at most 200 cases, the longest overdue first; the next turn does the rest.

    A case that somebody is working on at this moment is left for the next turn.
    """
    _start_missing(session)
    now = database_now(session)
    due = select(CaseClock.case_id).where(_needs_a_line(now)).order_by(CaseClock.due_at).limit(_CASES_PER_TURN)
    for case_id in dict.fromkeys(session.scalars(due)):
        free = select(Case).where(Case.id == case_id).with_for_update(skip_locked=True, key_share=True)
        case = session.scalars(free.execution_options(populate_existing=True)).one_or_none()
        if case is not None:
            for clock in clocks_of(session, case):
                _tell(session, case, clock, now)


CLOCK_WATCH: Final = PeriodicTask("clock_watch", every_seconds=60, run=watch_clocks)


def _start_missing(session: Session) -> None:
    """Give clocks to open cases from before there were any."""
    without = (
        select(Case)
        .where(
            Case.state.in_([state.value for state in OPEN_STATES]),
            ~exists(select(CaseClock.case_id).where(CaseClock.case_id == Case.id)),
        )
        .limit(_CASES_PER_TURN)
        .with_for_update(skip_locked=True, key_share=True)
    )
    for case in session.scalars(without).all():
        clocks_of(session, case)


def _needs_a_line(now: datetime) -> ColumnElement[bool]:
    runs = and_(CaseClock.met_at.is_(None), CaseClock.stopped_at.is_(None), CaseClock.warn_at <= now)
    warn = and_(CaseClock.warned_at.is_(None), CaseClock.due_at > now)
    breach = and_(CaseClock.breached_at.is_(None), CaseClock.due_at <= now)
    escalate = and_(CaseClock.escalated_at.is_(None), CaseClock.escalate_at <= now)
    return and_(runs, or_(warn, breach, escalate))


def _tell(session: Session, case: Case, clock: CaseClock, now: datetime) -> None:
    if clock.met_at is not None or clock.stopped_at is not None or now < clock.warn_at:
        return
    if now < clock.due_at:
        if clock.warned_at is None:
            clock.warned_at = now
            doctor_id = session.scalar(
                select(Assignment.doctor_id).where(Assignment.case_id == case.id, Assignment.ended_at.is_(None))
            )
            role = "coordinator" if doctor_id is None else "doctor"
            _write(session, case, clock, now, "clock_warning", role=role, doctor_id=doctor_id)
        return
    if clock.breached_at is None:
        clock.breached_at = now
        _write(session, case, clock, now, "clock_breached", role="coordinator")
    if clock.escalated_at is None and now >= clock.escalate_at:
        clock.escalated_at = now
        _write(session, case, clock, now, "clock_breached", role="admin", words="clock_escalated")


def _write(
    session: Session,
    case: Case,
    clock: CaseClock,
    now: datetime,
    kind: str,
    *,
    role: str,
    doctor_id: str | None = None,
    words: str | None = None,
) -> None:
    values = {
        "clock": _TEXTS(clock.kind),
        "percent": round(100 * WARN_SHARE),
        "due": f"{clock.due_at.astimezone(CHINA):%Y-%m-%d %H:%M} (UTC+8)",
    }
    data = {"clock": clock.kind, "due_at": clock.due_at.isoformat(), "to_role": role, "to_doctor_id": doctor_id}
    write_line(session, case, kind, at=now, values=values, data=data, words=words)
