"""The inbox: needs, hazard observations and alarms that somebody has to decide about, and the questionnaires."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import streamlit as st

from dashboard.components.address import chosen_in_address, put, write_address
from dashboard.components.inbox import (
    show_alarms,
    show_demand,
    show_hazards,
    show_needs,
    show_questionnaires,
)
from dashboard.components.live import show_live
from dashboard.visit import Visit

__all__ = ["show_demand_page", "show_inbox"]

_PARTS: Final[Mapping[str, Callable[[Visit], None]]] = MappingProxyType(
    {
        "needs": show_needs,
        "hazards": show_hazards,
        "alarms": show_alarms,
        "sheets": show_questionnaires,
        "demand": show_demand,
    }
)


def show_inbox(visit: Visit) -> None:
    """Draw the part that the address names."""
    words = visit.words
    st.title(words.of("pages", "inbox"), anchor=False)
    part = chosen_in_address("part", _PARTS, "needs")
    key = f"inbox_part_{words.language}"
    st.segmented_control(
        words("inbox.part"),
        list(_PARTS),
        required=True,
        format_func=lambda code: words.of("inbox_part", code),
        key=put(key, part),
        on_change=write_address,
        args=("part", key),
        label_visibility="collapsed",
    )
    show_live(visit, _PARTS[part])


def show_demand_page(visit: Visit) -> None:
    """Draw the demand alone, for who sees sums only."""
    st.title(visit.words.of("pages", "demand"), anchor=False)
    show_demand(visit)
