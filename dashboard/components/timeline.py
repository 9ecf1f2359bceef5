"""The time line of a case, oldest first."""

from __future__ import annotations

import streamlit as st

from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_timeline"]


def show_timeline(visit: Visit, case_id: str) -> None:
    """Draw every line: when, what, by whom."""
    words = visit.words
    for event in sorted(visit.hospital.timeline(case_id), key=lambda event: (event.at, event.id)):
        by = event.by or words("case.by_service")
        st.markdown(f"**{words.date(event.at)}** · {plain(words.pick(event.text))} · :gray[{plain(by)}]")
