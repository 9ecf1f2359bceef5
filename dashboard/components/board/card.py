"""One case on the board: how urgent, how much time is left, which machine, what is wrong, and who should have it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import CaseRead
from dashboard.components.clocks import show_clock
from dashboard.components.desk import show_desk, show_drag_handle
from dashboard.components.findings import show_bullets
from dashboard.components.machine import excerpt, machine_name
from dashboard.components.urgency import show_urgency, show_verdict
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_card"]

_LINE_CHARACTERS: Final = 140


def show_card(visit: Visit, case: CaseRead, *, with_state: bool) -> None:
    """Draw ``case`` with the desk beside it, its state only where the board does not say it already."""
    with st.container(border=True, key=f"board_{case.id}"):
        about, desk = st.columns([5, 6], gap="medium")
        with about:
            _show_about(visit, case, with_state)
        with desk:
            show_desk(visit, case)


def _show_about(visit: Visit, case: CaseRead, with_state: bool) -> None:
    words = visit.words
    with st.container(horizontal=True, gap="small"):
        show_urgency(words, case.urgency)
        show_clock(words, case)
        if case.department:
            st.badge(words.of("department", case.department), color="violet")
        if with_state:
            st.badge(plain(words.pick(case.state_text)), color="gray")
    st.markdown(_machine_line(words, case))
    st.text(excerpt(" ".join(case.complaint.split()), _LINE_CHARACTERS))
    if case.opinion:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            show_verdict(words, case.opinion.verdict)
            st.caption(plain(words.pick(case.opinion.summary)))
    elif case.opinion_problem:
        st.caption(plain(words.pick(case.opinion_problem.text)))
    if case.triage:
        with st.expander(words("case.reasons_department"), icon=":material/alt_route:"):
            show_bullets(words, [*case.triage.reasons, *case.triage.missing_information])
            st.caption(words("case.words_are_a_hint"))
    with st.container(horizontal=True, vertical_alignment="center"):
        show_drag_handle(visit, case)
        visit.link("case", words("cases.open_case"), icon=":material/description:", case=case.id)
        st.caption(plain(words("cases.opened", date=words.date(case.created_at))))


def _machine_line(words: Words, case: CaseRead) -> str:
    """Return number, name and place of the machine, and its factory, in one line of Markdown."""
    number = f":gray[{plain(case.equipment_asset_number)}] " if case.equipment_asset_number else ""
    place = f" · {plain(case.equipment_location)}" if case.equipment_location else ""
    factory = plain(words.pick(case.factory_name))
    return f"{number}**{plain(machine_name(words, case))}**{place} · {factory}"
