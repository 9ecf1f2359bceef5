"""What was typed when the session had ended already: kept in this tab until its writer is logged in again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, TypedDict

import streamlit as st

__all__ = ["add_unsent", "has_unsent", "wait_for_login"]

_UNSENT: Final = "unsent"
_SCRIPT: Final = Path(__file__).with_suffix(".js")


class _Unsent(TypedDict):
    account_id: str
    drafts: dict[str, dict[str, Any]]


def add_unsent(account_id: str, name: str, values: Mapping[str, Any]) -> None:
    """Remember a draft that the API did not take because the session had ended."""
    unsent: _Unsent = st.session_state.setdefault(_UNSENT, _Unsent(account_id=account_id, drafts={}))
    unsent["drafts"][name] = dict(values)


def has_unsent() -> bool:
    """Tell whether something typed waits for its writer to log in."""
    return _UNSENT in st.session_state


def wait_for_login() -> None:
    """Hand in what waits, from the browser and with its new session, once the same person is logged in; then reload."""
    wait = st.components.v2.component("hospital_unsent", js=_SCRIPT.read_text(encoding="utf-8"))
    wait(data=dict(st.session_state[_UNSENT]), key=_UNSENT + "_waits")
