"""A secret that is shown once: kept in the tab until the person says it is copied, and never anywhere else."""

from __future__ import annotations

import streamlit as st

from dashboard.visit import Visit

__all__ = ["keep_secret", "show_secret"]


def keep_secret(place: str, secret: str) -> None:
    """Keep ``secret`` for the drawing that follows."""
    st.session_state[_name(place)] = secret


def show_secret(visit: Visit, place: str, explanation: str) -> None:
    """Draw what was kept at ``place`` with a button that copies it and one that puts it away."""
    secret: str | None = st.session_state.get(_name(place))
    if secret is None:
        return
    with st.container(border=True):
        st.warning(explanation, icon=":material/key:")
        st.code(secret, language=None, wrap_lines=True)
        st.button(visit.words("once.put_away"), key=f"put_away_{place}", on_click=_forget, args=(place,))


def _forget(place: str) -> None:
    st.session_state.pop(_name(place), None)


def _name(place: str) -> str:
    return f"shown_once:{place}"
