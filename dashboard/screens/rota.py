"""Who is on call in which week, and how the work is spread over the doctors."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboard.components.address import chosen_in_address, put, write_address
from dashboard.components.doctors import show_loads, show_rota
from dashboard.components.live import show_live
from dashboard.visit import Visit

__all__ = ["show_rota_and_load"]

_VIEWS: Final = ("weeks", "load")


def show_rota_and_load(visit: Visit) -> None:
    """Draw the weeks on call or the load, as the address says."""
    words = visit.words
    st.title(words.of("pages", "rota"), anchor=False)
    view = chosen_in_address("view", _VIEWS, _VIEWS[0])
    key = f"rota_view_{words.language}"
    st.segmented_control(
        words("rota.view"),
        _VIEWS,
        required=True,
        format_func=lambda code: words.of("rota_view", code),
        key=put(key, view),
        on_change=write_address,
        args=("view", key),
        label_visibility="collapsed",
    )
    show_live(visit, show_rota if view == "weeks" else show_loads)
