"""Doing something that needs a reason, in a small box that opens beside its button."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.components.acting import act
from dashboard.visit import Visit

__all__ = ["show_confirmed", "show_reasoned"]


def show_reasoned(
    visit: Visit,
    place: str,
    key: str,
    *,
    label: str,
    explanation: str,
    done: str,
    icon: str,
    do: Callable[[str], object],
) -> None:
    """Draw the button ``label``; what it opens says what will happen, asks why, and does it."""
    words = visit.words
    with st.popover(label, icon=icon, key=_box(key)):
        st.write(explanation)
        st.text_area(words("reason.why"), key=f"{key}_reason", max_chars=1000, height=80)
        st.button(label, key=f"{key}_do", type="primary", on_click=_do_reasoned, args=(place, key, done, do))
        if st.session_state.pop(f"{key}_reason_missing", False):
            st.warning(words("reason.missing"))


def show_confirmed(
    visit: Visit, place: str, key: str, *, label: str, explanation: str, done: str, icon: str, do: Callable[[], object]
) -> None:
    """Draw the button ``label``; what it opens says what will happen and does it."""
    with st.popover(label, icon=icon, key=_box(key)):
        st.write(explanation)
        st.button(label, key=f"{key}_do", type="primary", on_click=_do, args=(place, key, done, do))


def _box(key: str) -> str:
    """Return the key of a box: another one, so closed, each time something was done in it."""
    return f"{key}_box_{st.session_state.get(_turns(key), 0)}"


def _close(key: str) -> None:
    st.session_state[_turns(key)] = st.session_state.get(_turns(key), 0) + 1


def _turns(key: str) -> str:
    return f"{key}_turns"


def _do(place: str, key: str, done: str, do: Callable[[], object]) -> None:
    """Do it and close the box, whatever became of it: that is told above."""
    act(place, done, do)
    _close(key)


def _do_reasoned(place: str, key: str, done: str, do: Callable[[str], object]) -> None:
    """Do it with the reason that was written; without one say so and leave the rest as it is."""
    field = f"{key}_reason"
    reason = str(st.session_state.get(field) or "").strip()
    if not reason:
        st.session_state[f"{field}_missing"] = True
        return
    if act(place, done, lambda: do(reason)):
        st.session_state.pop(field, None)
        _close(key)
