"""A doctor's actions on a case: as everybody's, but told in one place, and some end the doctor's part in the case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import uuid4

import streamlit as st

from dashboard.components import acting
from dashboard.components.notices import keep_notice
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["act", "act_and_leave", "draw_anew_after_action", "leave_after_action", "once_key", "show_outcome"]

_PLACE: Final = "doctor"
_LEFT: Final = "action_left_case"


def act(done: str, call: Callable[[], object]) -> bool:
    """Do ``call`` and keep ``done``, or what went wrong, for the next drawing; tell whether it was done."""
    return acting.act(_PLACE, done, call)


def act_and_leave(done: str, call: Callable[[], object]) -> bool:
    """Do what ends the doctor's part in the case, as `act` does; afterwards the work list tells that it was done."""
    if not act(done, call):
        return False
    st.session_state[_LEFT] = acting.take_outcome(_PLACE)
    return True


def leave_after_action(visit: Visit) -> None:
    """Go to the work list when the case is no longer the doctor's to see; for the beginning of its page."""
    done: str | None = st.session_state.pop(_LEFT, None)
    if done is not None:
        acting.take_acted()
        keep_notice(done)
        visit.go("my_cases")


def draw_anew_after_action(visit: Visit) -> None:
    """Draw the whole page when something was done: the case is another one now. For the beginning of a fragment."""
    leave_after_action(visit)
    acting.draw_anew_after_action()


def show_outcome(visit: Visit) -> None:
    """Draw what became of the last action, once; what was typed stays where it was refused."""
    outcome = acting.take_outcome(_PLACE)
    if isinstance(outcome, str):
        if outcome:
            st.success(plain(outcome), icon=":material/check_circle:")
    elif outcome is not None:
        acting.show_failure(visit, outcome, changed_meanwhile=visit.words("doctor.changed_meanwhile"))


def once_key(name: str, *, renew: bool = False) -> str:
    """Return the idempotency key of the action ``name``; it stays the same until it is renewed after success."""
    key = f"once:{name}"
    if renew or key not in st.session_state:
        st.session_state[key] = uuid4().hex
    return str(st.session_state[key])
