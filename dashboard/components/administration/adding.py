"""The button above a list that opens the dialog which adds to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.components.acting import show_outcome
from dashboard.components.live import is_dialog_open, open_dialog, show_dialog
from dashboard.visit import Visit

__all__ = ["show_adding"]


def show_adding(visit: Visit, name: str, label: str, icon: str, body: Callable[..., None], *args: Any) -> None:
    """Draw the button ``label`` and, while it is open, the dialog ``name`` with ``body(visit, *args)``.

    What became of the action called ``name`` is told in the dialog while that is open, here once it has closed.
    """
    st.button(label, key=f"add_{name}", type="primary", icon=icon, on_click=open_dialog, args=(name,))
    if is_dialog_open(name):
        show_dialog(visit, label, body, *args)
    else:
        show_outcome(visit, name)
