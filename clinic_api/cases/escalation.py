"""When the accept clock of an assigned case has run out: an urgent case goes to the next doctor by itself, for any
other one the coordinator is proposed another doctor. A clock that was missed stays missed.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from clinic_api.assignments.giving import give_case
from clinic_api.assignments.models import Assignment
from clinic_api.calendar.current import calendar_of
from clinic_api.cases.models import Case, CaseClock, CaseEvent
from clinic_api.cases.planning import ClockKind, allowed_time, moment_after
from clinic_api.cases.referral import propose_anew
from clinic_api.cases.states import Action, Actor, CaseState
from clinic_api.cases.timeline import write_line
from clinic_api.cases.transitions import change_open_case, transition
from clinic_api.database import database_now
from clinic_api.doctors.models import Doctor
from clinic_api.jobs.periodic import PeriodicTask
from clinic_api.settings import Settings
from diagnostics.texts import Catalogue, Text

__all__ = ["ESCALATION", "escalate_unaccepted"]

_LOG: Final = logging.getLogger(__name__)
_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_CASES_PER_TURN: Final = 50
_URGENT: Final = 2
"""Up to this urgency a case must be done within a day and does not wait for a coordinator."""
_MOST_ESCALATIONS: Final = 3
"""After three doctors who did not answer something else is wrong: from then on a coordinator decides."""


def escalate_unaccepted(session: Session, _: Settings) -> None:
    """Look at up to fifty assigned cases whose doctors have not accepted them in time.

    Which of more is left to chance, so that those nobody can take never stand before the others. A case that somebody
    is working on at this moment is left for the next turn, and one that fails holds up no other.
    """
    now = database_now(session)
    for case_id in session.scalars(_overdue(now)).all():
        try:
            with session.begin_nested():
                _look_at(session, case_id, now)
        except _DoctorBusy:
            continue
        except Exception:
            _LOG.exception("case %s could not be escalated", case_id)


def _look_at(session: Session, case_id: str, now: datetime) -> None:
    free = select(Case).where(Case.id == case_id).with_for_update(skip_locked=True, key_share=True)
    case = session.scalars(free.execution_options(populate_existing=True)).one_or_none()
    if case is not None and case.state == CaseState.ASSIGNED:
        _escalate(session, case, now)


class _DoctorBusy(Exception):
    """The next doctor is just being given another case: to wait for that while holding a case could be for ever."""


ESCALATION: Final = PeriodicTask("escalation", every_seconds=60, run=escalate_unaccepted)


def _overdue(now: datetime) -> Select[str]:
    """Select the urgent cases that are overdue, and of the others those whose proposal is not a new one yet."""
    proposed = Case.proposal["doctor_id"].as_string() == Assignment.doctor_id
    return (
        select(Case.id)
        .join(CaseClock, (CaseClock.case_id == Case.id) & (CaseClock.kind == ClockKind.ACCEPT.value))
        .join(Assignment, (Assignment.case_id == Case.id) & Assignment.ended_at.is_(None))
        .where(
            Case.state == CaseState.ASSIGNED.value,
            Case.department.is_not(None),
            CaseClock.met_at.is_(None),
            CaseClock.stopped_at.is_(None),
            CaseClock.due_at <= now,
            or_(Case.urgency <= _URGENT, proposed),
        )
        .order_by(func.random())
        .limit(_CASES_PER_TURN)
    )


def _escalate(session: Session, case: Case, now: datetime) -> None:
    assignment = session.scalars(
        select(Assignment).where(Assignment.case_id == case.id, Assignment.ended_at.is_(None))
    ).one()
    urgency = case.urgency
    if urgency is None or urgency > _URGENT:
        columns = _next_proposal(session, case, now, assignment.doctor_id)
        change_open_case(session, case, at=now, **columns)
        write_line(session, case, "accept_overdue", at=now, visibility="hospital", values=_names(session, assignment))
        return
    allowed = allowed_time(ClockKind.ACCEPT, urgency)
    if now < moment_after(assignment.assigned_at, allowed, urgency, calendar_of(session)):
        return  # this doctor has the time that the first one had
    if _escalations(session, case) >= _MOST_ESCALATIONS:
        _leave_to_coordinator(session, case, assignment, _TEXTS("escalated_often", count=_MOST_ESCALATIONS), now)
    else:
        _hand_on(session, case, assignment, now)


def _hand_on(session: Session, case: Case, assignment: Assignment, now: datetime) -> None:
    """Give an urgent case to the next doctor; where there is none, it stays and the coordinators read why."""
    columns = _next_proposal(session, case, now, assignment.doctor_id)
    proposal: dict[str, Any] | None = columns["proposal"]
    if proposal is None:
        problem = columns["proposal_problem"] or _TEXTS("nobody_proposed").to_json()
        _leave_to_coordinator(session, case, assignment, Text(**problem), now)
        return
    doctor_id = str(proposal["doctor_id"])
    free = select(Doctor.id).where(Doctor.id == doctor_id).with_for_update(skip_locked=True)
    if session.scalar(free) is None:
        raise _DoctorBusy
    reason = _TEXTS("escalated_reason").zh + " / " + _TEXTS("escalated_reason").en
    names = _names(session, assignment)
    transition(session, case, Action.UNASSIGN, actor=Actor.SERVICE, at=now, reason=reason, changes=columns)
    told = {"to_role": "doctor", "to_doctor_id": assignment.doctor_id}
    write_line(session, case, "escalated", at=now, visibility="hospital", values=names, data=told)
    give_case(session, case, doctor_id, giver=None, proposed_doctor_id=doctor_id, reason=reason, at=now)


def _leave_to_coordinator(session: Session, case: Case, assignment: Assignment, why: Text, now: datetime) -> None:
    """Keep the reason with the case, and tell it once for each doctor who did not answer; it is looked at again every
    turn, since somebody may come back.
    """
    if case.proposal is not None or case.proposal_problem != why.to_json():
        change_open_case(session, case, at=now, proposal=None, proposal_problem=why.to_json())
    told = select(CaseEvent.id).where(
        CaseEvent.case_id == case.id, CaseEvent.kind == "escalation_nobody", CaseEvent.at >= assignment.assigned_at
    )
    if session.scalar(told.limit(1)) is None:
        values = _names(session, assignment) | {"why": why}
        write_line(session, case, "escalation_nobody", at=now, visibility="hospital", values=values)


def _next_proposal(session: Session, case: Case, now: datetime, doctor_id: str) -> dict[str, Any]:
    barred: Collection[str] = {doctor_id}
    return propose_anew(session, case, department=case.department, now=now, also_barred=barred)


def _names(session: Session, assignment: Assignment) -> dict[str, Text]:
    doctor = session.get_one(Doctor, assignment.doctor_id)
    return {"doctor": Text(doctor.name_en, doctor.name_zh)}


def _escalations(session: Session, case: Case) -> int:
    """Return how often the service itself has given the case to somebody."""
    given = select(func.count()).where(Assignment.case_id == case.id, Assignment.assigned_by_id.is_(None))
    return session.scalar(given) or 0
