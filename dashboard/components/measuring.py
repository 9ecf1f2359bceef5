"""How to record a machine so that the recording can be judged."""

from __future__ import annotations

import streamlit as st

from dashboard.words import Words

__all__ = ["show_measuring_hints"]


def show_measuring_hints(words: Words) -> None:
    """Draw the hints behind a fold."""
    with st.expander(words("new_ticket.how_to"), icon=":material/sensors:"):
        st.markdown(words("new_ticket.how_to_text"))
