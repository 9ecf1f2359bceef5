"""The states of a case and every way from one to another, as data; guards, database checks and documentation read
this one table.

`declined`, `referred`, `unassigned` and `reopened` are ways back to ``triaged``, told by the time line; a case never
rests in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from diagnostics.texts import Catalogue, Text

__all__ = [
    "OPEN_STATES",
    "STATES",
    "TRANSITIONS",
    "Action",
    "Actor",
    "CaseState",
    "IllegalTransition",
    "Transition",
    "state_text",
    "states_table",
    "target_state",
]

_TEXTS: Final = Catalogue(Path(__file__).with_name("states.toml"))


class CaseState(StrEnum):
    """Where a case can rest."""

    SUBMITTED = "submitted"
    EXAMINING = "examining"
    TRIAGED = "triaged"
    ASSIGNED = "assigned"
    IN_CONSULTATION = "in_consultation"
    DIAGNOSED = "diagnosed"
    IN_TREATMENT = "in_treatment"
    FOLLOW_UP = "follow_up"
    DISCHARGED = "discharged"
    NEEDS_INFORMATION = "needs_information"
    MERGED = "merged"
    CANCELLED = "cancelled"


class Action(StrEnum):
    """What is done to a case."""

    EXAMINE = "examine"
    TRIAGE = "triage"
    ASSIGN = "assign"
    BEGIN_CONSULTATION = "begin_consultation"
    SIGN_DIAGNOSIS = "sign_diagnosis"
    BEGIN_TREATMENT = "begin_treatment"
    FINISH_TREATMENT = "finish_treatment"
    DISCHARGE = "discharge"
    DISCHARGE_UNTREATED = "discharge_untreated"
    DECLINE_TREATMENT = "decline_treatment"
    ASK_INFORMATION = "ask_information"
    GIVE_INFORMATION = "give_information"
    DECLINE = "decline"
    REFER = "refer"
    UNASSIGN = "unassign"
    MERGE = "merge"
    CANCEL = "cancel"
    REOPEN = "reopen"


class Actor(StrEnum):
    """Who may do it: a role of the service, or the service itself."""

    SERVICE = "service"
    REPORTER = "reporter"
    FACTORY_USER = "factory_user"
    FACTORY_ADMIN = "factory_admin"
    DOCTOR = "doctor"
    COORDINATOR = "coordinator"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Transition:
    """One permitted way: ``action`` by one of ``actors`` leads from ``source`` to ``target``, with a reason where one
    is due.
    """

    action: Action
    source: CaseState
    target: CaseState
    actors: frozenset[Actor]
    needs_reason: bool = False


class IllegalTransition(Exception):
    """``action`` leads nowhere from ``state``."""

    def __init__(self, state: CaseState, action: Action) -> None:
        super().__init__(f"{action} is not possible in the state {state}")
        self.state = state
        self.action = action


STATES: Final = tuple(CaseState)
_CLOSED: Final = frozenset({CaseState.DISCHARGED, CaseState.MERGED, CaseState.CANCELLED})
OPEN_STATES: Final = tuple(state for state in CaseState if state not in _CLOSED)

_SERVICE: Final = frozenset({Actor.SERVICE})
_DOCTOR: Final = frozenset({Actor.DOCTOR})
_DESK: Final = frozenset({Actor.COORDINATOR, Actor.ADMIN})
_FACTORY: Final = frozenset({Actor.FACTORY_USER, Actor.FACTORY_ADMIN})
_PAUSABLE: Final = (
    CaseState.TRIAGED,
    CaseState.ASSIGNED,
    CaseState.IN_CONSULTATION,
    CaseState.DIAGNOSED,
    CaseState.IN_TREATMENT,
)


def _all_transitions() -> tuple[Transition, ...]:
    s, a = CaseState, Action
    way = (
        Transition(a.EXAMINE, s.SUBMITTED, s.EXAMINING, _SERVICE),
        Transition(a.TRIAGE, s.SUBMITTED, s.TRIAGED, _SERVICE),
        Transition(a.TRIAGE, s.EXAMINING, s.TRIAGED, _SERVICE),
        Transition(a.ASSIGN, s.TRIAGED, s.ASSIGNED, _DESK),
        Transition(a.BEGIN_CONSULTATION, s.ASSIGNED, s.IN_CONSULTATION, _DOCTOR),
        Transition(a.SIGN_DIAGNOSIS, s.IN_CONSULTATION, s.DIAGNOSED, _DOCTOR),
        Transition(a.BEGIN_TREATMENT, s.DIAGNOSED, s.IN_TREATMENT, _DOCTOR | _FACTORY),
        Transition(a.FINISH_TREATMENT, s.IN_TREATMENT, s.FOLLOW_UP, _DOCTOR | _FACTORY),
        Transition(a.DISCHARGE, s.FOLLOW_UP, s.DISCHARGED, _DOCTOR),
        Transition(a.DISCHARGE_UNTREATED, s.DIAGNOSED, s.DISCHARGED, _DOCTOR, needs_reason=True),
        Transition(a.DECLINE_TREATMENT, s.IN_TREATMENT, s.DISCHARGED, _FACTORY, needs_reason=True),
        Transition(a.DECLINE, s.ASSIGNED, s.TRIAGED, _DOCTOR, needs_reason=True),
        Transition(a.REOPEN, s.DISCHARGED, s.TRIAGED, _DESK | _FACTORY, needs_reason=True),
    )
    back = tuple(
        Transition(action, source, s.TRIAGED, actors, needs_reason=True)
        for action, actors in ((a.REFER, _DOCTOR), (a.UNASSIGN, _DESK))
        for source in (s.ASSIGNED, s.IN_CONSULTATION)
    )
    pauses = tuple(
        transition
        for state in _PAUSABLE
        for transition in (
            Transition(a.ASK_INFORMATION, state, s.NEEDS_INFORMATION, _DOCTOR | _DESK, needs_reason=True),
            Transition(a.GIVE_INFORMATION, s.NEEDS_INFORMATION, state, _FACTORY | _DESK | {Actor.REPORTER}),
        )
    )
    ends = tuple(
        Transition(action, state, target, actors, needs_reason=True)
        for state in OPEN_STATES
        for action, target, actors in ((a.MERGE, s.MERGED, _DESK), (a.CANCEL, s.CANCELLED, _DESK | _FACTORY))
    )
    return way + back + pauses + ends


TRANSITIONS: Final = _all_transitions()


def target_state(state: CaseState, action: Action, paused_in: CaseState | None = None) -> CaseState:
    """Return where ``action`` leads from ``state``; raises `IllegalTransition` when the table has no such way.

    ``paused_in`` is the state a case that needs information was in: giving the information leads back exactly there.
    """
    targets = [t.target for t in TRANSITIONS if t.source == state and t.action == action]
    if action == Action.GIVE_INFORMATION:
        targets = [target for target in targets if target == paused_in]
    if len(targets) != 1:
        raise IllegalTransition(state, action)
    return targets[0]


def state_text(state: CaseState) -> Text:
    """Return the name of ``state`` for people."""
    return _TEXTS(state.value)


def states_table() -> list[dict[str, str]]:
    """Return the whole table as rows of text, the way the documentation shows it."""
    return [
        {
            "action": transition.action.value,
            "from": transition.source.value,
            "to": transition.target.value,
            "by": ", ".join(sorted(transition.actors)),
            "reason": "required" if transition.needs_reason else "",
        }
        for transition in TRANSITIONS
    ]
