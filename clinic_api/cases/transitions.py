"""Changing the state of a case: allowed by the table of `states`, won by one (compare and set), refused with the
current state.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from clinic_api.cases.models import Case
from clinic_api.cases.states import TRANSITIONS, Action, Actor, CaseState, IllegalTransition, target_state

__all__ = ["StateConflict", "transition"]


class StateConflict(Exception):
    """The case is not in a state from which this is possible, or another request was quicker; ``state`` is the
    current one.
    """

    def __init__(self, state: CaseState) -> None:
        super().__init__(state.value)
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
    """Lead ``case`` on by ``action`` and write ``changes`` of its columns with it, then load it anew.

    The row changes only while it has the state and version that ``case`` was read with; otherwise, and where the
    table knows no such way for ``actor``, `StateConflict` names the current state. ``ValueError`` where the table
    wants a ``reason`` and none is given.
    """
    state = CaseState(case.state)
    paused_in = None if case.paused_in is None else CaseState(case.paused_in)
    try:
        target = target_state(state, action, paused_in)
    except IllegalTransition:
        raise StateConflict(state) from None
    way = next(t for t in TRANSITIONS if (t.source, t.action, t.target) == (state, action, target))
    if actor not in way.actors:
        raise StateConflict(state)
    if way.needs_reason and not (reason or "").strip():
        raise ValueError(f"{action} needs a reason")
    won = session.execute(
        update(Case)
        .where(Case.id == case.id, Case.state == state.value, Case.version == case.version)
        .values(
            state=target.value,
            paused_in=state.value if target is CaseState.NEEDS_INFORMATION else None,
            version=Case.version + 1,
            updated_at=at,
            **(changes or {}),
        )
        .returning(Case.id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    session.refresh(case)
    if won is None:
        raise StateConflict(CaseState(case.state))
