"""A doctor's action on a case: done once, and told where it was done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import uuid4

import streamlit as st

from clinic_client.models import CaseRead
from dashboard.components.notices import keep_notice
from dashboard.components.problems import show_problem, show_unreachable
from dashboard.problems import HospitalProblem, HospitalUnreachable, SignedOut
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["act", "act_and_leave", "draw_anew_after_action", "leave_after_action", "may", "once_key", "show_outcome"]

_OUTCOME: Final = "action_outcome"
_ACTED: Final = "action_done"
_LEFT: Final = "action_left_case"
_CHANGED_MEANWHILE: Final = frozenset({409, 412})


def act(done: str, call: Callable[[], object]) -> bool:
    """Do ``call`` and keep ``done``, or what went wrong, for the next drawing; tell whether it was done.

    A session that has ended is found by the next drawing, which leads to the login; drafts survive that.
    """
    st.session_state[_ACTED] = True
    try:
        call()
    except SignedOut:
        return False
    except (HospitalProblem, HospitalUnreachable) as failure:
        st.session_state[_OUTCOME] = failure
        return False
    st.session_state[_OUTCOME] = done
    return True


def act_and_leave(done: str, call: Callable[[], object]) -> bool:
    """Do what ends the doctor's part in the case, as `act` does; afterwards the work list tells that it was done."""
    if not act(done, call):
        return False
    st.session_state[_LEFT] = st.session_state.pop(_OUTCOME)
    return True


def leave_after_action(visit: Visit) -> None:
    """Go to the work list when the case is no longer the doctor's to see; for the beginning of its page."""
    done: str | None = st.session_state.pop(_LEFT, None)
    if done is not None:
        st.session_state.pop(_ACTED, None)
        keep_notice(done)
        visit.go("my_cases")


def draw_anew_after_action(visit: Visit) -> None:
    """Draw the whole page when something was done: the case is another one now. For the beginning of a fragment."""
    leave_after_action(visit)
    if st.session_state.pop(_ACTED, False):
        st.rerun()


def show_outcome(visit: Visit) -> None:
    """Draw what became of the last action, once; what was typed stays where it was refused."""
    outcome: str | HospitalProblem | HospitalUnreachable | None = st.session_state.pop(_OUTCOME, None)
    if isinstance(outcome, HospitalProblem):
        show_problem(visit.words, outcome)
        if outcome.status in _CHANGED_MEANWHILE:
            st.caption(visit.words("doctor.changed_meanwhile"))
    elif isinstance(outcome, HospitalUnreachable):
        show_unreachable(visit.words)
    elif outcome:
        st.success(plain(outcome), icon=":material/check_circle:")


def may(case: CaseRead, action: str) -> bool:
    """Tell whether the acting person may do ``action`` to ``case`` in its state, as the API says."""
    return action in (case.allowed_actions or ())


def once_key(name: str, *, renew: bool = False) -> str:
    """Return the idempotency key of the action ``name``; it stays the same until it is renewed after success."""
    key = f"once:{name}"
    if renew or key not in st.session_state:
        st.session_state[key] = uuid4().hex
    return str(st.session_state[key])
