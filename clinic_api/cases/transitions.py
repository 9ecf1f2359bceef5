"""Changing the state of a case: allowed by the table of `states`, won by one (compare and set), refused with the
current state.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from clinic_api.assignments.models import Assignment
from clinic_api.cases.clocks import clocks_of, follow_action, follow_triage
from clinic_api.cases.models import Case
from clinic_api.cases.repository import TEXTS
from clinic_api.cases.states import (
    OPEN_STATES,
    TRANSITIONS,
    Action,
    Actor,
    CaseState,
    Guard,
    IllegalTransition,
    Transition,
    state_text,
    target_state,
)
from clinic_api.cases.talk_models import CaseConsultation
from clinic_api.errors import Conflict, Forbidden
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import acting_principal

__all__ = ["StateConflict", "attends", "change_open_case", "transition"]

_ENDS_ASSIGNMENT = frozenset({CaseState.TRIAGED, CaseState.MERGED, CaseState.CANCELLED})


class StateConflict(Conflict):
    """The case is not in a state from which this is possible, or another request was quicker; ``state`` is the
    current one (409 ``case_state_conflict``).
    """

    def __init__(self, state: CaseState) -> None:
        super().__init__(
            "case_state_conflict", TEXTS("case_state_conflict", state=state_text(state)), state=state.value
        )
        self.state = state


def transition(
    session: Session,
    case: Case,
    action: Action,
    *,
    actor: Actor,
    at: datetime,
    reason: str | None = None,
    changes: Mapping[str, object] | None = None,
) -> None:
    """Lead ``case`` on by ``action``, write ``changes`` of its columns with it and load it anew; its clocks, its
    assignment and what other doctors were asked follow.

    The row changes only while it has the state and version that ``case`` was read with; otherwise, and where the
    table knows no such way for ``actor``, `StateConflict` names the current state. `Forbidden` ``not_attending`` where
    the way is the attending doctor's and the request is another's. ``ValueError`` where the table wants a ``reason``
    and none is given.
    """
    way = _way(case, action, actor)
    if actor is Actor.DOCTOR and Guard.ATTENDING in way.guards:
        _refuse_other_doctor(session, case)
    if way.needs_reason and not (reason or "").strip():
        raise ValueError(f"{action} needs a reason")
    closes = way.target not in OPEN_STATES
    _compare_and_set(
        session,
        case,
        at,
        state=way.target.value,
        paused_in=way.source.value if way.target is CaseState.NEEDS_INFORMATION else None,
        closed_at=at if closes else None,
        **(changes or {}),
    )
    clocks = clocks_of(session, case)  # not before: only now are others kept out
    if action is Action.TRIAGE and case.urgency is not None:
        follow_triage(clocks, case.urgency)
    follow_action(clocks, case, action, at=at)
    if way.target in _ENDS_ASSIGNMENT:
        _end_assignment(session, case, action, at=at, reason=reason)
    if closes:
        _end_consultations(session, case, at=at)
    session.flush()


def change_open_case(session: Session, case: Case, *, at: datetime, **changes: object) -> None:
    """Write ``changes`` of the columns of an open case without leaving its state, and load it anew; `StateConflict`
    where it is closed or another request was quicker.
    """
    if case.state not in OPEN_STATES:
        raise StateConflict(CaseState(case.state))
    _compare_and_set(session, case, at, **changes)


def attends(session: Session, case: Case, doctor_id: str) -> bool:
    """Tell whether ``doctor_id`` is the doctor who attends ``case`` now."""
    attending = select(Assignment.id).where(
        Assignment.case_id == case.id, Assignment.doctor_id == doctor_id, Assignment.ended_at.is_(None)
    )
    return bool(session.scalar(select(exists(attending))))


def _way(case: Case, action: Action, actor: Actor) -> Transition:
    state = CaseState(case.state)
    paused_in = None if case.paused_in is None else CaseState(case.paused_in)
    try:
        target = target_state(state, action, paused_in)
    except IllegalTransition:
        raise StateConflict(state) from None
    way = next(t for t in TRANSITIONS if (t.source, t.action, t.target) == (state, action, target))
    if actor not in way.actors:
        raise StateConflict(state)
    return way


def _refuse_other_doctor(session: Session, case: Case) -> None:
    """A consulted doctor sees a case but does not lead it. Outside a request nobody acts as a doctor."""
    principal: Principal | None = acting_principal(session)
    if principal is not None and not attends(session, case, principal.doctor_id or ""):
        raise Forbidden("not_attending", TEXTS("not_attending"))


def _compare_and_set(session: Session, case: Case, at: datetime, **changes: object) -> None:
    won = session.execute(
        update(Case)
        .where(Case.id == case.id, Case.state == case.state, Case.version == case.version)
        .values(version=Case.version + 1, updated_at=at, **changes)
        .returning(Case.id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    session.refresh(case)
    if won is None:
        raise StateConflict(CaseState(case.state))


def _end_assignment(session: Session, case: Case, action: Action, *, at: datetime, reason: str | None) -> None:
    session.execute(
        update(Assignment)
        .where(Assignment.case_id == case.id, Assignment.ended_at.is_(None))
        .values(ended_at=at, ended_by_action=action.value, ended_reason=reason)
    )


def _end_consultations(session: Session, case: Case, *, at: datetime) -> None:
    """End what other doctors were asked; a panel goes on after the discharge, for the diagnosis it judges stands."""
    ended = update(CaseConsultation).where(CaseConsultation.case_id == case.id, CaseConsultation.ended_at.is_(None))
    if case.state == CaseState.DISCHARGED:
        ended = ended.where(CaseConsultation.kind != "review")
    session.execute(ended.values(ended_at=at))
