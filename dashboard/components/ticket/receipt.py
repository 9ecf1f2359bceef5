"""The ticket has arrived: its case number, where to follow it, and another one."""

from __future__ import annotations

import streamlit as st

from dashboard.components.address import text_in_address
from dashboard.components.machine import machine_name
from dashboard.components.upload import send_photos
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_receipt"]


def show_receipt(visit: Visit, case_id: str) -> None:
    """Draw the number of the case that the ticket opened, and what comes next."""
    words, case = visit.words, visit.hospital.case(case_id)
    st.success(words("new_ticket.sent"), icon=":material/check_circle:")
    with st.container(border=True):
        st.subheader(plain(case.id), anchor=False)
        st.markdown(f"**{plain(machine_name(words, case))}** · {plain(words.pick(case.state_text))}")
        st.markdown(words("new_ticket.sent_explanation" if case.recording else "new_ticket.sent_without_recording"))
        visit.link("case", words("new_ticket.follow"), icon=":material/description:", case=case.id)
    send_photos(visit, case.id, text_in_address("photos") or "")
    st.button(words("new_ticket.another"), icon=":material/add_circle:", key="ticket_another", on_click=_begin_another)


def _begin_another() -> None:
    for name in ("sent", "photos"):
        st.query_params.pop(name, None)
