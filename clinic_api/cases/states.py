"""The states of a case and every way from one to another: ``transitions.toml``, which guards, the database's trigger,
the API and the documentation read.

`declined`, `referred`, `unassigned` and `reopened` are ways back to ``triaged``, told by the time line; a case never
rests in them.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from diagnostics.texts import Catalogue, Text

__all__ = [
    "OPEN_STATES",
    "STATES",
    "TRANSITIONS",
    "WAITING_FOR_DIAGNOSIS",
    "Action",
    "Actor",
    "CaseState",
    "Guard",
    "IllegalTransition",
    "Transition",
    "possible_actions",
    "read_transitions",
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


class Guard(StrEnum):
    """What must hold besides the state, the actor and the reason; `transitions` keeps the first, services the rest."""

    ATTENDING = "attending"
    """A doctor must be the one who attends the case."""
    DOCTOR_MAY_TAKE_IT = "doctor_may_take_it"
    """No hard rule of the matching keeps the doctor from the case."""
    EVERY_QUESTION_ANSWERED = "every_question_answered"
    TARGET_OF_SAME_FACTORY = "target_of_same_factory"
    WITHIN_REOPENING_TIME = "within_reopening_time"
    """Not longer ago than the setting ``reopen_days``."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One permitted way: ``action`` by one of ``actors`` leads from ``source`` to ``target``, with a reason where one
    is due, while ``guards`` hold.
    """

    action: Action
    source: CaseState
    target: CaseState
    actors: frozenset[Actor]
    needs_reason: bool = False
    guards: frozenset[Guard] = frozenset()


class IllegalTransition(Exception):
    """``action`` leads nowhere from ``state``."""

    def __init__(self, state: CaseState, action: Action) -> None:
        super().__init__(f"{action} is not possible in the state {state}")
        self.state = state
        self.action = action


STATES: Final = tuple(CaseState)
_CLOSED: Final = frozenset({CaseState.DISCHARGED, CaseState.MERGED, CaseState.CANCELLED})
WAITING_FOR_DIAGNOSIS: Final = frozenset({CaseState.TRIAGED, CaseState.ASSIGNED, CaseState.IN_CONSULTATION})
"""After the first opinion and before the diagnosis: then a case takes further recordings, also while it waits for the
factory there (``paused_in``).
"""
OPEN_STATES: Final = tuple(state for state in CaseState if state not in _CLOSED)

_PAUSED_IN: Final = "paused_in"


class _Row(BaseModel):
    """One table of ``transitions.toml``."""

    model_config = ConfigDict(extra="forbid")

    action: Action
    source: Annotated[tuple[CaseState, ...], Field(alias="from", min_length=1)]
    to: CaseState | Literal["paused_in"]
    actors: Annotated[frozenset[Actor], Field(min_length=1)]
    reason: bool = False
    guards: frozenset[Guard] = frozenset()


class _Table(BaseModel):
    """The whole of ``transitions.toml``."""

    model_config = ConfigDict(extra="forbid")

    transition: list[_Row]


def read_transitions(document: str) -> tuple[Transition, ...]:
    """Return every way that the TOML ``document`` lists; raises ``ValueError`` for one it cannot be."""
    rows = _Table.model_validate(tomllib.loads(document)).transition
    pausable = [state for row in rows if row.action is Action.ASK_INFORMATION for state in row.source]
    ways = tuple(
        Transition(row.action, source, target, row.actors, row.reason, row.guards)
        for row in rows
        for source in row.source
        for target in (pausable if row.to == _PAUSED_IN else (CaseState(row.to),))
    )
    keys = [(way.action, way.source, way.target) for way in ways]
    twice = {key for key in keys if keys.count(key) > 1}
    if twice:
        raise ValueError(f"listed twice: {sorted(twice)}")
    if any(way.source in _CLOSED and way.action is not Action.REOPEN for way in ways):
        raise ValueError("a closed case can only be reopened")
    return ways


TRANSITIONS: Final = read_transitions(Path(__file__).with_name("transitions.toml").read_text(encoding="utf-8"))
_WAYS_FROM: Final = {state: tuple(way for way in TRANSITIONS if way.source is state) for state in CaseState}


def possible_actions(state: CaseState, actor: Actor, paused_in: CaseState | None = None) -> list[Action]:
    """Return what ``actor`` may do to a case in ``state``, as far as the table decides it, in the table's order."""
    actions = [
        way.action
        for way in _WAYS_FROM.get(state, ())
        if actor in way.actors and (way.action is not Action.GIVE_INFORMATION or way.target is paused_in)
    ]
    return list(dict.fromkeys(actions))


def target_state(state: CaseState, action: Action, paused_in: CaseState | None = None) -> CaseState:
    """Return where ``action`` leads from ``state``; raises `IllegalTransition` when the table has no such way.

    ``paused_in`` is the state a case that needs information was in: giving the information leads back exactly there.
    """
    targets = [way.target for way in _WAYS_FROM[state] if way.action == action]
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
            "guards": ", ".join(sorted(transition.guards)),
        }
        for transition in TRANSITIONS
    ]
