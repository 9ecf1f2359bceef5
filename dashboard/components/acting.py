"""A click that does something: done once, told at the place where it was done, and harmless when clicked twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import uuid4

import streamlit as st

from clinic_client.models import CaseRead
from dashboard.components.problems import show_problem, show_unreachable
from dashboard.problems import HospitalProblem, HospitalUnreachable, SignedOut
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = [
    "Outcome",
    "act",
    "act_once",
    "draw_anew_after_action",
    "may",
    "press",
    "show_failure",
    "show_outcome",
    "take_acted",
    "take_outcome",
]

Outcome = str | HospitalProblem | HospitalUnreachable

_ACTED: Final = "acted"
_OUTDATED: Final = 412
_CHANGED_MEANWHILE: Final = ("_state_conflict", "draft_changed", "round_outdated", "examination_already_signed")
"""How the codes end that are given when somebody else was quicker; other conflicts are the person's own."""


def may(case: CaseRead, action: str) -> bool:
    """Tell whether the API lets this person do ``action`` to ``case`` now (docs/case-states.md)."""
    return action in (case.allowed_actions or ())


def act(place: str, done: str, call: Callable[[], object]) -> bool:
    """Do ``call`` and keep ``done`` (empty: nothing to say), or what went wrong, for `show_outcome` at ``place``; tell
    whether it was done.

    A session that has ended is found by the next drawing, which leads to the login; what was typed survives that.
    """
    st.session_state[_ACTED] = True
    try:
        call()
    except SignedOut:
        return False
    except (HospitalProblem, HospitalUnreachable) as failure:
        st.session_state[_outcome_of(place)] = failure
        return False
    st.session_state[_outcome_of(place)] = done
    return True


def press(place: str, done: str, call: Callable[[], object]) -> None:
    """Do what `act` does; for ``on_click``."""
    act(place, done, call)


def act_once(place: str, done: str, call: Callable[[str], object]) -> bool:
    """Do ``call`` with an idempotency key that stays the same until it succeeds; otherwise as `act`."""
    name = f"once:{place}"
    key: str = st.session_state.setdefault(name, uuid4().hex)
    succeeded = act(place, done, lambda: call(key))
    if succeeded:
        del st.session_state[name]
    return succeeded


def draw_anew_after_action() -> None:
    """Draw the whole page when something was done in a fragment; for the fragment's first line."""
    if take_acted():
        st.rerun()


def take_acted() -> bool:
    """Tell whether something was done since the page was drawn, once."""
    return bool(st.session_state.pop(_ACTED, False))


def take_outcome(place: str) -> Outcome | None:
    """Return what became of the last action at ``place``, once."""
    outcome: Outcome | None = st.session_state.pop(_outcome_of(place), None)
    return outcome


def show_outcome(visit: Visit, place: str) -> None:
    """Draw what became of the last action at ``place``, once: a success beside the page, a refusal in its place."""
    outcome = take_outcome(place)
    if isinstance(outcome, str):
        if outcome:
            st.toast(plain(outcome), icon=":material/check_circle:")
    elif outcome is not None:
        show_failure(visit, outcome, changed_meanwhile=visit.words("acting.changed_meanwhile"))


def show_failure(visit: Visit, failure: HospitalProblem | HospitalUnreachable, *, changed_meanwhile: str) -> None:
    """Draw why an action was not done, with ``changed_meanwhile`` where somebody else was quicker."""
    if isinstance(failure, HospitalUnreachable):
        show_unreachable(visit.words)
        return
    show_problem(visit.words, failure)
    if failure.status == _OUTDATED or failure.code.endswith(_CHANGED_MEANWHILE):
        st.caption(changed_meanwhile)


def _outcome_of(place: str) -> str:
    return f"outcome:{place}"
