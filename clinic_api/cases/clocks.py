"""The clocks of a case: what the hospital promised to do by when, kept with every change of the case.

All three run from the opening. *First opinion* ends when the case is triaged, *accept* when a doctor begins the
consultation, *diagnosis* when it is signed. They stand still while the case needs information from the factory and
once it is closed. A case that goes back to triage after a doctor had accepted it waits for the next doctor by a new
clock; passing a case on before that gives nobody more time.

Raising the urgency starts a clock anew from the raising, unless the old one ends earlier; lowering it gives the longer
time from the same start. A changed calendar moves the clocks that run. A missed clock stays missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.calendar.current import calendar_for, calendar_of
from clinic_api.cases.models import Case, CaseClock
from clinic_api.cases.planning import (
    ESCALATE_SHARE,
    USUAL_URGENCY,
    WARN_SHARE,
    ClockKind,
    allowed_time,
    moment_after,
    runs_in_working_time,
)
from clinic_api.cases.states import OPEN_STATES, Action, CaseState
from clinic_api.cases.working_time import WorkingCalendar, working_between

__all__ = [
    "Moved",
    "clocks_of",
    "follow_action",
    "follow_calendar",
    "follow_triage",
    "follow_urgency",
    "follows_calendar",
    "is_missed",
    "moments",
    "seconds_left",
    "start_clocks",
]

_MET_BY: Final = {
    Action.TRIAGE: ClockKind.FIRST_OPINION,
    Action.BEGIN_CONSULTATION: ClockKind.ACCEPT,
    Action.SIGN_DIAGNOSIS: ClockKind.DIAGNOSIS,
}
_MET_IN: Final = {
    ClockKind.FIRST_OPINION: frozenset(CaseState) - {CaseState.SUBMITTED, CaseState.EXAMINING},
    ClockKind.ACCEPT: frozenset(
        {
            CaseState.IN_CONSULTATION,
            CaseState.DIAGNOSED,
            CaseState.IN_TREATMENT,
            CaseState.FOLLOW_UP,
            CaseState.DISCHARGED,
        }
    ),
    ClockKind.DIAGNOSIS: frozenset(
        {CaseState.DIAGNOSED, CaseState.IN_TREATMENT, CaseState.FOLLOW_UP, CaseState.DISCHARGED}
    ),
}
_AGAIN_AFTER: Final = frozenset({Action.REFER, Action.UNASSIGN, Action.REOPEN})


@dataclass(frozen=True)
class Moved:
    """A clock that ends at another moment than ``before``."""

    clock: CaseClock
    before: datetime


def start_clocks(session: Session, case: Case) -> list[CaseClock]:
    """Start the clocks of a case just opened and return them in the order they end. Until triage has judged it, which
    takes moments, it counts as usual.
    """
    urgency = case.urgency or USUAL_URGENCY
    calendar = calendar_of(session)
    clocks = [_new_clock(case, kind, urgency, case.created_at, calendar) for kind in ClockKind]
    session.add_all(clocks)
    return clocks


def clocks_of(session: Session, case: Case) -> list[CaseClock]:
    """Return the clocks of ``case`` in the order they end; a case from before there were clocks gets them now, as its
    present state has them.
    """
    statement = select(CaseClock).where(CaseClock.case_id == case.id).execution_options(populate_existing=True)
    clocks = {ClockKind(clock.kind): clock for clock in session.scalars(statement)}
    if not clocks:
        clocks = {kind: _clock_in_state(case, kind, calendar_of(session)) for kind in ClockKind}
        session.add_all(clocks.values())
        session.flush()
    return [clocks[kind] for kind in ClockKind]


def follow_action(clocks: Sequence[CaseClock], case: Case, action: Action, *, at: datetime) -> None:
    """Let ``clocks`` do what ``action``, which has led ``case`` to its present state, means for them."""
    for clock in clocks:
        if _MET_BY.get(action) == clock.kind:
            _meet(clock, at)
        elif action in _AGAIN_AFTER and _starts_again(clock, action):
            _start(clock, case.urgency or clock.urgency, at, calendar_for(clock))
    runs = case.state in OPEN_STATES and case.state != CaseState.NEEDS_INFORMATION
    for clock in clocks:
        if runs:
            _resume(clock, at)
        else:
            _stop(clock, at)


def follow_triage(clocks: Sequence[CaseClock], urgency: int) -> None:
    """Count ``clocks`` by the urgency that triage found, from the opening as before."""
    for clock in clocks:
        clock.urgency = urgency
        _set_moments(clock, calendar_for(clock))


def follow_urgency(clocks: Sequence[CaseClock], urgency: int, *, at: datetime) -> None:
    """Count ``clocks`` by an urgency that somebody changed at ``at``."""
    for clock in clocks:
        if clock.met_at is not None or is_missed(clock, at):
            continue
        calendar, allowed = calendar_for(clock), allowed_time(ClockKind(clock.kind), urgency)
        if urgency > clock.urgency:
            clock.urgency = urgency
            _set_moments(clock, calendar)
        elif urgency < clock.urgency and moment_after(at, allowed, urgency, calendar) <= clock.due_at:
            stopped = clock.stopped_at is not None
            _start(clock, urgency, at, calendar)
            clock.stopped_at = at if stopped else None
        _warn_again(clock, at)


def follow_calendar(clocks: Sequence[CaseClock], calendar: WorkingCalendar, *, at: datetime) -> list[Moved]:
    """Let the running ``clocks`` that count working time and are not missed at ``at`` end as ``calendar`` says; return
    those that end at another moment.

    A missed clock stays missed, and one that stands still is counted by the new calendar once it runs again.
    """
    moved = []
    for clock in clocks:
        if not follows_calendar(clock, at):
            continue
        before = clock.due_at
        _set_moments(clock, calendar)
        _warn_again(clock, at)
        if clock.due_at != before:
            moved.append(Moved(clock, before))
    return moved


def follows_calendar(clock: CaseClock, at: datetime) -> bool:
    """Tell whether a change of the calendar at ``at`` may move ``clock``."""
    runs = clock.met_at is None and clock.stopped_at is None
    return runs and runs_in_working_time(clock.urgency) and not is_missed(clock, at)


def moments(clock: CaseClock, calendar: WorkingCalendar) -> tuple[datetime, datetime, datetime]:
    """Return when ``clock`` warns, ends and escalates by ``calendar``: its time and the time it stood still, counted
    from its start.
    """
    allowed = allowed_time(ClockKind(clock.kind), clock.urgency)
    in_working_time = runs_in_working_time(clock.urgency)
    paused = timedelta(seconds=clock.paused_working_seconds if in_working_time else clock.paused_wall_seconds)
    warn_at, due_at, escalate_at = (
        moment_after(clock.started_at, allowed * share + paused, clock.urgency, calendar)
        for share in (WARN_SHARE, 1.0, ESCALATE_SHARE)
    )
    return warn_at, due_at, escalate_at


def is_missed(clock: CaseClock, at: datetime) -> bool:
    """Tell whether ``clock`` was over before it was met or stopped, or is over at ``at``."""
    return clock.breached_at is not None or (clock.met_at or clock.stopped_at or at) > clock.due_at


def seconds_left(clock: CaseClock, at: datetime) -> int | None:
    """Return what ``clock`` has left at ``at``, or when it stopped, as it counts; less than nothing where it is over,
    None where it is met.
    """
    if clock.met_at is not None:
        return None
    moment = clock.stopped_at or at
    if runs_in_working_time(clock.urgency):
        calendar = calendar_for(clock)
        left = working_between(moment, clock.due_at, calendar) - working_between(clock.due_at, moment, calendar)
    else:
        left = clock.due_at - moment
    return round(left.total_seconds())


def _new_clock(case: Case, kind: ClockKind, urgency: int, at: datetime, calendar: WorkingCalendar) -> CaseClock:
    clock = CaseClock(factory_id=case.factory_id, case_id=case.id, kind=kind.value)
    _start(clock, urgency, at, calendar)
    return clock


def _clock_in_state(case: Case, kind: ClockKind, calendar: WorkingCalendar) -> CaseClock:
    clock = _new_clock(case, kind, case.urgency or USUAL_URGENCY, case.created_at, calendar)
    if CaseState(case.paused_in or case.state) in _MET_IN[kind]:
        clock.met_at = case.updated_at
    elif case.state not in OPEN_STATES or case.state == CaseState.NEEDS_INFORMATION:
        clock.stopped_at = case.updated_at
    return clock


def _starts_again(clock: CaseClock, action: Action) -> bool:
    """A new doctor is waited for where one had accepted; a reopened case is diagnosed anew."""
    if action is Action.REOPEN:
        return clock.kind != ClockKind.FIRST_OPINION
    return clock.kind == ClockKind.ACCEPT and clock.met_at is not None


def _start(clock: CaseClock, urgency: int, at: datetime, calendar: WorkingCalendar) -> None:
    clock.urgency = urgency
    clock.started_at = at
    clock.paused_wall_seconds = clock.paused_working_seconds = 0.0
    clock.stopped_at = clock.met_at = clock.warned_at = clock.breached_at = clock.escalated_at = None
    _set_moments(clock, calendar)


def _set_moments(clock: CaseClock, calendar: WorkingCalendar) -> None:
    clock.warn_at, clock.due_at, clock.escalate_at = moments(clock, calendar)


def _warn_again(clock: CaseClock, at: datetime) -> None:
    """Let a clock that has warned warn again when it now has more time."""
    if clock.warned_at is not None and clock.warn_at > at:
        clock.warned_at = None


def _meet(clock: CaseClock, at: datetime) -> None:
    if clock.met_at is None:
        clock.met_at = at
        if at > clock.due_at and clock.breached_at is None:
            clock.breached_at = clock.due_at


def _stop(clock: CaseClock, at: datetime) -> None:
    if clock.met_at is None and clock.stopped_at is None:
        clock.stopped_at = at


def _resume(clock: CaseClock, at: datetime) -> None:
    if clock.stopped_at is None:
        return
    clock.paused_wall_seconds += max((at - clock.stopped_at).total_seconds(), 0.0)
    calendar = calendar_for(clock)
    clock.paused_working_seconds += working_between(clock.stopped_at, at, calendar).total_seconds()
    missed = is_missed(clock, at)
    clock.stopped_at = None
    if not missed:
        _set_moments(clock, calendar)
