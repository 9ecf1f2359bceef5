"""A long list page by page, as the API pages it; where it stands is in the address, so that "back" goes a page back."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.types import Unset
from dashboard.components.address import write_address
from dashboard.visit import Visit

__all__ = ["cursor_in_address", "narrow", "show_pages"]

_AFTER: Final = "after"


def cursor_in_address() -> str | None:
    """Return where the page that is asked for begins, None for the first one."""
    return st.query_params.get(_AFTER)


def narrow(name: str, key: str) -> None:
    """Write a filter's choice into the address and begin with the first page again; for ``on_change``."""
    write_address(name, key)
    st.query_params.pop(_AFTER, None)


def show_pages(visit: Visit, next_cursor: str | Unset | None, key: str) -> None:
    """Draw the ways to the older entries and back to the newest; nothing where all are shown."""
    words, begun = visit.words, cursor_in_address() is not None
    if not begun and not next_cursor:
        return
    with st.container(horizontal=True, horizontal_alignment="right"):
        if begun:
            st.button(
                words("paging.newest"), key=f"{key}_newest", icon=":material/first_page:", on_click=_go, args=(None,)
            )
        if next_cursor:
            st.button(
                words("paging.older"),
                key=f"{key}_older",
                icon=":material/chevron_right:",
                on_click=_go,
                args=(next_cursor,),
            )


def _go(cursor: str | None) -> None:
    if cursor is None:
        st.query_params.pop(_AFTER, None)
    else:
        st.query_params[_AFTER] = cursor
