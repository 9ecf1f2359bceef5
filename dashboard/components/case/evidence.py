"""What the opinion of a case rests on: findings with their figures, what was ruled out, how good the recording was."""

from __future__ import annotations

import streamlit as st

from clinic_client.models import ExaminationRead
from dashboard.components.findings import show_bullets, show_finding
from dashboard.visit import Visit

__all__ = ["show_evidence"]


def show_evidence(visit: Visit, examination: ExaminationRead) -> None:
    """Draw every finding, what is to be watched, what was ruled out and notes on the recording."""
    words, document = visit.words, examination.document.to_dict()
    if document["findings"]:
        st.subheader(words("case.evidence"), anchor=False)
        for index, finding in enumerate(document["findings"]):
            show_finding(visit, examination, index, finding)
    visit.link("examination", words("case.details"), icon=":material/query_stats:", examination=examination.id)
    if document["watch"]:
        st.subheader(words("case.watch"), anchor=False)
        st.caption(words("case.watch_explanation"))
        for finding in document["watch"]:
            show_bullets(words, [item["text"] for item in finding["evidence"]])
    if document["ruled_out"]:
        count = len(document["ruled_out"])
        with st.expander(words("case.ruled_out", count=count), icon=":material/rule:", expanded=not visit.is_factory):
            show_bullets(words, [item["text"] for item in document["ruled_out"]])
    notes = [note["text"] for note in document["quality"] if note["level"] != "blocking"]
    if notes:
        st.subheader(words("case.quality"), anchor=False)
        show_bullets(words, notes)
