"""What the reporter sent, as it came."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import CaseRead
from dashboard.components.acting import act, draw_anew_after_action, show_outcome
from dashboard.components.case.files import attach_files, choose_files, show_files
from dashboard.components.upload import send_photos
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_ticket"]

_MEGABYTE: Final = 1_000_000


def show_ticket(visit: Visit, case: CaseRead) -> None:
    """Draw the complaint in the reporter's words, and the recording and photos to download."""
    words = visit.words
    st.subheader(words("case.complaint"), anchor=False)
    with st.container(border=True):
        st.text(case.complaint)
        if case.recording:
            size = f"{case.recording.size_bytes / _MEGABYTE:.1f} MB"
            st.caption(plain(words("case.recording_file", filename=case.recording.filename, size=size)))
            address = f"/api/v1/recordings/{case.recording.id}/content"
            st.link_button(words("case.download"), address, icon=":material/download:")
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
