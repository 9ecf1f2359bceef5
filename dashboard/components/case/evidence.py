"""What the opinion of a case rests on: findings with their figures, what was ruled out, how good the recording was."""

from __future__ import annotations

import streamlit as st

from clinic_client.models import ExaminationRead
from dashboard.components.findings import show_bullets, show_figures, show_finding, show_finding_in_words
from dashboard.visit import Visit

__all__ = ["show_evidence", "show_folded_evidence"]


def show_folded_evidence(visit: Visit, examination: ExaminationRead) -> None:
    """Draw the evidence behind a fold, read only when it is opened: the answer comes first."""
    st.fragment(_show_fold)(visit, examination)


def _show_fold(visit: Visit, examination: ExaminationRead) -> None:
    words = visit.words
    fold = st.expander(
        words("case.evidence"), icon=":material/query_stats:", key=f"evidence:{examination.id}", on_change="rerun"
    )
    if not fold.open:
        return
    with fold:
        for index, finding in enumerate(examination.document.to_dict()["findings"]):
            with st.container(border=True):
                show_finding_in_words(words, finding)
                show_figures(visit, examination, index)
        _show_rest(visit, examination)


def show_evidence(visit: Visit, examination: ExaminationRead) -> None:
    """Draw every finding, what is to be watched, what was ruled out and notes on the recording."""
    words, document = visit.words, examination.document.to_dict()
    if document["findings"]:
        st.subheader(words("case.evidence"), anchor=False)
        for index, finding in enumerate(document["findings"]):
            show_finding(visit, examination, index, finding)
    _show_rest(visit, examination)


def _show_rest(visit: Visit, examination: ExaminationRead) -> None:
    words, document = visit.words, examination.document.to_dict()
    visit.link("examination", words("case.details"), icon=":material/query_stats:", examination=examination.id)
    if document["watch"]:
        st.subheader(words("case.watch"), anchor=False)
        st.caption(words("case.watch_explanation"))
        for finding in document["watch"]:
            show_bullets(words, [item["text"] for item in finding["evidence"]])
    if document["ruled_out"]:
        st.markdown(f"**{words('case.ruled_out', count=len(document['ruled_out']))}**")
        show_bullets(words, [item["text"] for item in document["ruled_out"]])
    notes = [note["text"] for note in document["quality"] if note["level"] != "blocking"]
    if notes:
        st.markdown(f"**{words('case.quality')}**")
        show_bullets(words, notes)
