"""What triage says about a case, for the hospital's people."""

from __future__ import annotations

import streamlit as st

from clinic_client.models import CaseRead
from dashboard.components.findings import show_bullets
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_triage"]


def show_triage(visit: Visit, case: CaseRead) -> None:
    """Draw why this department and urgency, what is not known yet and what the factory can check itself, folded."""
    words, triage = visit.words, case.triage
    if not triage:
        return
    with st.expander(words("case.reasons_department"), icon=":material/alt_route:"):
        show_bullets(words, list(triage.reasons))
        st.caption(words("case.words_are_a_hint"))
    if triage.missing_information:
        with st.expander(words("case.missing"), icon=":material/live_help:"):
            show_bullets(words, list(triage.missing_information))
    if triage.checklist:
        name = words.pick(triage.checklist_name) if triage.checklist_name else ""
        with st.expander(plain(words("case.checklist", name=name)), icon=":material/checklist:"):
            show_bullets(words, list(triage.checklist))
