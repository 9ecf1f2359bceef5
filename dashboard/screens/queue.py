"""The coordinator's desk: every open case, most urgent first, with the proposed doctor and the reasons."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import CaseRead, DoctorRead
from dashboard.components.desk import show_desk
from dashboard.components.findings import show_bullets
from dashboard.components.machine import excerpt, machine_name
from dashboard.components.paging import show_portion
from dashboard.components.urgency import show_urgency, show_verdict
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_queue"]

_PORTION: Final = 10
_EVERY: Final = ""


def show_queue(visit: Visit) -> None:
    """Draw one card a case; the order is the API's."""
    words = visit.words
    st.title(words.of("pages", "queue"), anchor=False)
    st.caption(words("queue.explanation"))
    queue = visit.hospital.queue()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        waiting_only = st.segmented_control(
            words("queue.show"),
            (True, False),
            default=True,
            required=True,
            format_func=lambda waiting: words("queue.waiting") if waiting else words("queue.all"),
            key="queue_waiting",
        )
        departments = sorted({case.department for case in queue if case.department})
        department = st.selectbox(
            words("queue.department"),
            [_EVERY, *departments],
            format_func=lambda code: words.of("department", code) if code else words("queue.every_department"),
            key=f"queue_department_{words.language}",  # a new widget, or it keeps showing the old language
            width=240,
        )
        st.button(words("queue.refresh"), icon=":material/refresh:", key="queue_refresh")
    cases = [case for case in queue if _belongs(case, waiting_only is not False, department)]
    if not cases:
        st.info(words("queue.empty"))
        return
    st.caption(words("queue.count", count=len(cases)))
    doctors = visit.hospital.doctors()
    for case in show_portion(cases, _PORTION, "queue_page"):
        _show_case(visit, case, doctors)


def _belongs(case: CaseRead, waiting_only: bool, department: str) -> bool:
    return (case.state == "triaged" or not waiting_only) and department in (_EVERY, case.department)


def _show_case(visit: Visit, case: CaseRead, doctors: list[DoctorRead]) -> None:
    words = visit.words
    with st.container(border=True, key=f"queue_{case.id}"):
        about, desk = st.columns([1, 1], gap="large")
        with about:
            with st.container(horizontal=True, gap="small"):
                show_urgency(words, case.urgency)
                if case.department:
                    st.badge(words.of("department", case.department), color="violet")
                st.badge(plain(words.pick(case.state_text)), color="gray")
                if case.opinion:
                    show_verdict(words, case.opinion.verdict)
            factory = words.pick(case.factory_name)
            st.markdown(f"**{plain(machine_name(words, case))}** · {plain(factory)}")
            st.text(excerpt(case.complaint))
            if case.opinion:
                st.markdown(plain(words.pick(case.opinion.summary)))
            elif case.opinion_problem:
                st.caption(plain(words.pick(case.opinion_problem.text)))
            if case.triage:
                with st.expander(words("case.reasons_department"), icon=":material/alt_route:"):
                    show_bullets(words, [*case.triage.reasons, *case.triage.missing_information])
                    st.caption(words("case.words_are_a_hint"))
            with st.container(horizontal=True, vertical_alignment="center"):
                visit.link("case", words("cases.open_case"), icon=":material/description:", case=case.id)
                st.caption(plain(f"{words('cases.opened', date=words.date(case.created_at))} · {case.id}"))
        with desk:
            show_desk(visit, case, doctors)
