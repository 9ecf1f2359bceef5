"""A new ticket in four short steps on one page. What was filled in is kept; sent twice it opens one case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import streamlit as st

from dashboard.components.address import text_in_address
from dashboard.components.ticket import (
    Ticket,
    show_check,
    show_machine,
    show_notice,
    show_receipt,
    show_recording,
    show_steps,
    show_ways,
)
from dashboard.visit import Visit

__all__ = ["show_new_ticket"]

_WIDTH: Final = 760
_PARTS: Final[Mapping[str, Callable[[Visit, Ticket], None]]] = MappingProxyType(
    {"machine": show_machine, "notice": show_notice, "recording": show_recording, "check": show_check}
)


def show_new_ticket(visit: Visit) -> None:
    """Draw the step that the address names, or the case number when the ticket was sent."""
    words, sent = visit.words, text_in_address("sent")
    with st.container(width=_WIDTH, key="ticket"):
        st.title(words.of("pages", "new_ticket"), anchor=False)
        if sent:
            show_receipt(visit, sent)
            return
        ticket = Ticket(visit)
        step = show_steps(visit, ticket)
        _PARTS[step](visit, ticket)
        show_ways(visit, step)
