"""What an action has to say, kept from the click to the page that is drawn after it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import streamlit as st

from dashboard.components.problems import show_problem, show_unreachable
from dashboard.problems import HospitalProblem, HospitalUnreachable
from dashboard.words import Words, plain

__all__ = ["keep_notice", "show_notice", "telling_failures"]

_NOTICE: Final = "notice"


@contextmanager
def telling_failures() -> Iterator[None]:
    """Carry out the block; where the API refuses or is out of reach, keep that for the next drawing and end the block
    there. For ``on_click``.
    """
    try:
        yield
    except (HospitalProblem, HospitalUnreachable) as failure:
        keep_notice(failure)


def keep_notice(notice: str | HospitalProblem | HospitalUnreachable) -> None:
    """Keep a success in words, or what went wrong, for the next drawing of the page."""
    st.session_state[_NOTICE] = notice


def show_notice(words: Words) -> None:
    """Draw what was kept, once."""
    notice: str | HospitalProblem | HospitalUnreachable | None = st.session_state.pop(_NOTICE, None)
    if isinstance(notice, HospitalProblem):
        show_problem(words, notice)
    elif isinstance(notice, HospitalUnreachable):
        show_unreachable(words)
    elif notice:
        st.success(plain(notice), icon=":material/check_circle:")
