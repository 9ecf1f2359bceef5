"""The box beside every page that leads to what is searched for."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboard.visit import Visit

__all__ = ["show_search_box"]

_BOX: Final = "search_box"
_ASKED: Final = "search_asked"


def show_search_box(visit: Visit) -> None:
    """Draw the box for those who have the page of results, and go there when something was entered."""
    if "search" not in visit.pages:
        return
    st.text_input(
        visit.words("search.box"),
        placeholder=visit.words("search.hint"),
        key=_BOX,
        on_change=_ask,
        max_chars=200,
        icon=":material/search:",
        label_visibility="collapsed",
    )
    asked = st.session_state.pop(_ASKED, None)
    if asked:
        visit.go("search", q=asked)


def _ask() -> None:
    """Keep what was entered for the drawing that follows, and empty the box."""
    st.session_state[_ASKED] = st.session_state[_BOX].strip()
    st.session_state[_BOX] = ""
