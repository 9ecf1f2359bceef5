"""Choices that live in the address, so that a reload, the back button, a second tab and a sent link show the same.

The address is the truth: before a widget is drawn its state is set from there, and its ``on_change`` writes it back::

    chosen = chosen_in_address("stage", STAGES, STAGES[0])
    st.segmented_control(…, key=put(key, chosen), on_change=write_address, args=("stage", key))
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

import streamlit as st

__all__ = ["chosen_in_address", "flag_in_address", "many_in_address", "put", "text_in_address", "write_address"]

_YES: Final = "1"


def text_in_address(name: str) -> str:
    """Return the parameter ``name``, empty where it is not there."""
    return st.query_params.get(name, "")


def chosen_in_address(name: str, options: Collection[str], default: str) -> str:
    """Return the one of ``options`` that the address names, else ``default``."""
    asked = st.query_params.get(name, default)
    return asked if asked in options else default


def many_in_address(name: str, options: Collection[str]) -> list[str]:
    """Return those of ``options`` that the address names."""
    return [each for each in st.query_params.get_all(name) if each in options]


def flag_in_address(name: str) -> bool:
    """Tell whether the address says yes to ``name``."""
    return st.query_params.get(name) == _YES


def put(key: str, value: Any) -> str:
    """Give the widget ``key``, which is drawn next, its value; return the key."""
    st.session_state[key] = value
    return key


def write_address(name: str, key: str) -> None:
    """Write what was chosen in the widget ``key`` as the parameter ``name``; nothing chosen takes it out."""
    value = st.session_state.get(key)
    if not value:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = _YES if value is True else value
