"""The ticket has arrived: its case number, where to follow it, and another one."""

from __future__ import annotations

import streamlit as st

from dashboard.components.case.files import attach_files
from dashboard.components.live import try_to
from dashboard.components.machine import machine_name
from dashboard.components.ticket.photos import chosen_photos, forget_photos
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
    _show_photos_left(visit, case.id)
    st.button(words("new_ticket.another"), icon=":material/add_circle:", key="ticket_another", on_click=_begin_another)


def _show_photos_left(visit: Visit, case_id: str) -> None:
    """Draw the way to attach the photos that the line was lost for."""
    photos, words = chosen_photos(), visit.words
    if not photos:
        return
    st.warning(words("new_ticket.photos_left", count=len(photos)))
    if st.button(words("new_ticket.try_again"), key="ticket_photos_again", icon=":material/refresh:"):

        def attach() -> None:
            attach_files(visit, case_id, photos)
            forget_photos()

        try_to(visit, attach, words("new_ticket.photos_sent"))


def _begin_another() -> None:
    forget_photos()
    st.query_params.pop("sent", None)
