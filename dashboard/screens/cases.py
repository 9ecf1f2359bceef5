"""The cases a person may see, newest first: a doctor's are those assigned to them."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import CaseRead
from dashboard.components.machine import excerpt, machine_name
from dashboard.components.paging import show_portion
from dashboard.components.urgency import show_urgency, show_verdict, urgency_order
from dashboard.hospital import MOST_CASES, WhichCases
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_cases"]

_PORTION: Final = 20
_SHOWN: Final[tuple[WhichCases, ...]] = ("open", "closed", "all")


def show_cases(visit: Visit) -> None:
    """Draw one card a case, with a filter for open and closed ones and a search."""
    words = visit.words
    st.title(_title(visit), anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shown: WhichCases | None = st.segmented_control(
            words("cases.show"),
            _SHOWN,
            default="open",
            required=True,
            format_func=lambda which: words.of("case_filter", which),
            key="cases_shown",
        )
        text = st.text_input(words("cases.find"), placeholder=words("cases.find_hint"), key="cases_find").strip()
    cases = visit.hospital.cases(shown or "all")
    found = [case for case in cases if _matches(visit, case, text)]
    if visit.role == "doctor":
        found.sort(key=lambda case: urgency_order(case.urgency))
    if not found:
        _show_empty(visit)
    for case in show_portion(found, _PORTION, "cases_page"):
        _show_card(visit, case)
    if len(cases) >= MOST_CASES:
        st.caption(words("cases.newest_only", count=MOST_CASES))


def _title(visit: Visit) -> str:
    return visit.words.of("pages", "cases" if visit.is_factory else "all_cases")


def _matches(visit: Visit, case: CaseRead, text: str) -> bool:
    known = (case.id, machine_name(visit.words, case), case.complaint, case.factory_name.en, case.factory_name.zh)
    return any(text.lower() in part.lower() for part in known)


def _show_empty(visit: Visit) -> None:
    words = visit.words
    if visit.is_factory:
        st.info(words("cases.empty_factory"))
        visit.link("new_ticket", words.of("pages", "new_ticket"), icon=":material/add_circle:")
    else:
        st.info(words("cases.empty_doctor" if visit.role == "doctor" else "cases.empty"))


def _show_card(visit: Visit, case: CaseRead) -> None:
    words = visit.words
    with st.container(border=True):
        about, state = st.columns([3, 2], vertical_alignment="center")
        with about:
            factory = "" if visit.is_factory else f" · {words.pick(case.factory_name)}"
            st.markdown(f"**{plain(machine_name(words, case))}**{plain(factory)}")
            st.text(excerpt(case.complaint))
        with state, st.container(horizontal=True, gap="small"):
            show_urgency(words, case.urgency)
            st.badge(plain(words.pick(case.state_text)), color="gray")
            if case.opinion:
                show_verdict(words, case.opinion.verdict)
        with st.container(horizontal=True, vertical_alignment="center"):
            visit.link("case", words("cases.open_case"), icon=":material/description:", case=case.id)
            opened = words("cases.opened", date=words.date(case.created_at))
            doctor = f" · {words.name(case.assignment, 'doctor_name')}" if case.assignment else ""
            st.caption(plain(f"{opened} · {case.id}{doctor}"))
