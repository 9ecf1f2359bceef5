"""Parts of a page that run again alone, and dialogs: what the frame does about trouble is done here for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import streamlit as st

from dashboard.components.notices import keep_notice
from dashboard.components.problems import show_problem, show_unreachable
from dashboard.problems import HospitalProblem, HospitalUnreachable, SignedOut
from dashboard.visit import Visit

__all__ = ["close_dialog", "is_dialog_open", "open_dialog", "show_dialog", "show_live", "try_to"]

_OPEN: Final = "open_dialog"


def show_live(visit: Visit, body: Callable[..., None], *args: Any) -> None:
    """Draw ``body(visit, *args)`` as a part that runs again alone when something in it is used."""
    st.fragment(_guarded)(visit, body, args)


def open_dialog(name: str) -> None:
    """Open the dialog ``name`` with the next drawing; for ``on_click``."""
    st.session_state[_OPEN] = name


def is_dialog_open(name: str) -> bool:
    """Tell whether ``name`` is the dialog that is open."""
    return st.session_state.get(_OPEN) == name


def close_dialog() -> None:
    """Close whatever dialog is open."""
    st.session_state.pop(_OPEN, None)


def show_dialog(visit: Visit, title: str, body: Callable[..., None], *args: Any) -> None:
    """Draw ``body(visit, *args)`` as the open dialog. It stays until it is dismissed or `close_dialog` and a rerun."""
    st.dialog(title, width="medium", on_dismiss=close_dialog)(_guarded)(visit, body, args)


def try_to(visit: Visit, act: Callable[[], object], done: str) -> None:
    """Carry out ``act`` from within a dialog or a live part: say ``done`` on the page drawn anew, or here what is
    wrong, with all that was typed still there.
    """
    try:
        act()
    except HospitalUnreachable:
        show_unreachable(visit.words)
    except HospitalProblem as problem:
        show_problem(visit.words, problem)
    else:
        keep_notice(done)
        close_dialog()
        st.rerun()


def _guarded(visit: Visit, body: Callable[..., None], args: tuple[Any, ...]) -> None:
    try:
        body(visit, *args)
    except SignedOut:
        st.rerun()  # the frame leads to the login
    except HospitalUnreachable:
        show_unreachable(visit.words)
    except HospitalProblem as problem:
        show_problem(visit.words, problem)
