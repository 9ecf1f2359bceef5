"""How other programs reach the hospital and are told by it: keys of gateways, webhooks and chat groups."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboard.components.acting import show_outcome
from dashboard.components.address import chosen_in_address, put, write_address
from dashboard.components.administration.endpoints import show_endpoints
from dashboard.components.administration.keys import show_keys
from dashboard.components.once import show_secret
from dashboard.visit import Visit

__all__ = ["show_integrations"]

_PLACE: Final = "integrations"
_VIEWS: Final = ("keys", "endpoints")


def show_integrations(visit: Visit) -> None:
    """Draw the keys or the endpoints, as the address says."""
    words = visit.words
    st.title(words.of("pages", "integrations"), anchor=False)
    show_outcome(visit, _PLACE)
    show_secret(visit, _PLACE, words("integrations.secret_once"))
    view = chosen_in_address("view", _VIEWS, _VIEWS[0])
    key = f"integrations_view_{words.language}"
    st.segmented_control(
        words("integrations.view"),
        _VIEWS,
        required=True,
        format_func=lambda code: words.of("integrations_view", code),
        key=put(key, view),
        on_change=write_address,
        args=("view", key),
        label_visibility="collapsed",
    )
    if view == "keys":
        show_keys(visit, _PLACE)
    else:
        show_endpoints(visit, _PLACE)
