"""What the reporter sent, as it came."""

from __future__ import annotations

import streamlit as st

from clinic_client.models import CaseRead
from dashboard.components.acting import act, draw_anew_after_action, show_outcome
from dashboard.components.case.files import attach_files, choose_files, show_files
from dashboard.components.upload import send_photos
from dashboard.visit import Visit

__all__ = ["show_ticket"]


def show_ticket(visit: Visit, case: CaseRead) -> None:
    """Draw the complaint in the reporter's words, and the photos that came with it."""
    words = visit.words
    st.subheader(words("case.complaint"), anchor=False)
    with st.container(border=True):
        st.text(case.complaint)
        show_files(visit, [case.id])
        send_photos(visit, case.id)
        if visit.is_factory and case.closed_at is None:
            st.fragment(_show_adding)(visit, case.id)


def _show_adding(visit: Visit, case_id: str) -> None:
    """Draw a field for further photos, empty again once they have arrived."""
    draw_anew_after_action()
    place = f"photos:{case_id}"
    turn = f"{place}:turn"
    with st.popover(visit.words("files.add_more"), icon=":material/add_a_photo:"):
        photos = choose_files(visit, f"{place}:{st.session_state.get(turn, 0)}", visit.words("files.which"))
        show_outcome(visit, place)

        def send() -> None:
            if act(place, visit.words("files.sent"), lambda: attach_files(visit, case_id, photos)):
                st.session_state[turn] = st.session_state.get(turn, 0) + 1

        st.button(visit.words("files.send"), key=f"{place}:send", disabled=not photos, on_click=send)
