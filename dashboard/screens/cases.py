"""The cases a person may see, the newest first; what narrows the list down is in the address and asked of the API."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import streamlit as st

from clinic_client.models import CaseRead
from dashboard.components.address import chosen_in_address, put, text_in_address
from dashboard.components.cursor import cursor_in_address, narrow, show_pages
from dashboard.components.machine import excerpt, machine_name
from dashboard.components.urgency import show_urgency, show_verdict
from dashboard.components.whose import show_whose
from dashboard.problems import HospitalProblem
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_cases"]

_PORTION: Final = 20
_CLOSED: Final[Mapping[str, bool | None]] = MappingProxyType({"open": False, "closed": True, "all": None})
_NO_WORDS: Final = "search_without_words"


def show_cases(visit: Visit) -> None:
    """Draw one card a case, with a filter for open and closed ones and a search."""
    words = visit.words
    st.title(_title(visit), anchor=False)
    shown, text = chosen_in_address("show", _CLOSED, "open"), text_in_address("find").strip()
    factory_id = text_in_address("factory")
    _show_filters(visit, shown, text)
    if factory_id:
        show_whose(visit, "cases", factory_id)
    try:
        page = visit.hospital.cases(
            closed=_CLOSED[shown], text=text, factory_id=factory_id, cursor=cursor_in_address(), limit=_PORTION
        )
    except HospitalProblem as problem:
        if problem.code != _NO_WORDS:
            raise
        st.info(words("cases.nothing_found"))
        return
    if not page.items:
        _show_empty(visit, narrowed_down=bool(text or factory_id))
    for case in page.items:
        _show_card(visit, case)
    show_pages(visit, page.next_cursor, "cases")


def _title(visit: Visit) -> str:
    return visit.words.of("pages", "cases" if visit.is_factory else "all_cases")


def _show_filters(visit: Visit, shown: str, text: str) -> None:
    words = visit.words
    key = f"cases_shown_{words.language}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            words("cases.show"),
            list(_CLOSED),
            required=True,
            format_func=lambda which: words.of("case_filter", which),
            key=put(key, shown),
            on_change=narrow,
            args=("show", key),
        )
        st.text_input(
            words("cases.find"),
            placeholder=words("cases.find_hint"),
            key=put("cases_find", text),
            on_change=narrow,
            args=("find", "cases_find"),
            icon=":material/search:",
            width=320,
        )


def _show_empty(visit: Visit, *, narrowed_down: bool) -> None:
    words = visit.words
    if narrowed_down:
        st.info(words("cases.nothing_found"))
    elif visit.is_factory:
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
