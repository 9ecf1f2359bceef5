"""Earlier cases that are like one case: why they are, what it was and what helped."""

from __future__ import annotations

import streamlit as st

from clinic_client.models import CaseRead, SimilarCaseRead
from dashboard.components.findings import show_bullets
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_similar"]


def show_similar(visit: Visit, case: CaseRead) -> None:
    """Draw the nearest earlier cases of ``case`` when they are asked for, or why there is none."""
    words = visit.words
    if not st.toggle(words("similar.show"), key=f"similar_{case.id}"):
        return
    found = visit.hospital.similar(case.id)
    if found.reason:
        st.caption(plain(words.pick(found.reason)))
    for earlier in found.items:
        with st.container(border=True):
            _show_earlier(visit, earlier)


def _show_earlier(visit: Visit, earlier: SimilarCaseRead) -> None:
    words = visit.words
    share = words("similar.share", percent=round(100 * earlier.similarity), month=earlier.opened_in)
    st.markdown(f"**{plain(share)}**")
    show_bullets(words, list(earlier.reasons))
    for cause in earlier.causes:
        status = words.of("cause", cause.status)
        st.markdown(f":material/search: {plain(words.pick(cause.name))} · {plain(status)}")
    for item in earlier.cure.items:
        written = item.zh if words.language == "zh" else item.en
        st.markdown(f":material/build: {plain(written or item.en or item.zh or '')}")
    if earlier.cure.outcome:
        st.caption(words.of("outcome", earlier.cure.outcome))
    if earlier.case_id:
        visit.link("case", words("cases.open_case"), icon=":material/description:", case=earlier.case_id)
