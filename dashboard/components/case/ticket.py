"""What the reporter sent, as it came."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import CaseRead
from dashboard.components.case.files import show_files
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
