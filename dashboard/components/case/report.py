"""The signed report of a case to download, where anyone can check it, and how to notice the fault oneself next time."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import CaseRead, ReportNotice
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_noticing", "show_report"]

_SENSES: Final = {
    "hear": ":material/hearing:",
    "feel": ":material/touch_app:",
    "see": ":material/visibility:",
    "heat": ":material/device_thermostat:",
    "check": ":material/fact_check:",
}


def show_report(visit: Visit, case: CaseRead, *, signed: bool) -> None:
    """Draw the ways to the report in one language or both, and to the page that checks it."""
    words = visit.words
    with st.container(border=True, key="case_report"):
        st.subheader(words("report.heading"), anchor=False)
        st.caption(words("report.signed" if signed else "report.preliminary"))
        address = f"/api/v1/cases/{case.id}/report.pdf?lang="
        with st.container(horizontal=True, gap="small"):
            for language in (words.language, "both"):
                st.link_button(
                    words.of("report_language", language), address + language, icon=":material/picture_as_pdf:"
                )
        check = f"/verify?lang={words.language}"
        st.markdown(f"[:material/verified_user: {words('report.check')}]({check})")


def show_noticing(visit: Visit, case: CaseRead) -> None:
    """Draw what people at the machine can hear, feel and see of such a fault, read when it is opened."""
    st.fragment(_show_noticing)(visit, case.id)


def _show_noticing(visit: Visit, case_id: str) -> None:
    words = visit.words
    fold = st.expander(words("report.noticing"), icon=":material/school:", key=f"noticing:{case_id}", on_change="rerun")
    if not fold.open:
        return
    with fold:
        for notice in visit.hospital.care.report(case_id).noticing:
            _show_notice(visit, notice)


def _show_notice(visit: Visit, notice: ReportNotice) -> None:
    words = visit.words
    st.markdown(f"**{plain(words.pick(notice.name))}**")
    lines = [
        f"- {_SENSES[sign.sense]} **{plain(words.pick(sign.sense_text))}** {plain(words.pick(sign.text))}"
        for sign in notice.signs
    ]
    st.markdown("\n".join(lines))
    st.caption(plain(words.pick(notice.source)))
