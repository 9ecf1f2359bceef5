"""One box that finds cases, machines, factories and doctors."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import CaseRead, EquipmentRead
from dashboard.components.address import put, text_in_address, write_address
from dashboard.components.live import show_live
from dashboard.components.machine import excerpt, machine_name
from dashboard.components.urgency import show_urgency
from dashboard.problems import HospitalProblem
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_search"]

_SHOWN: Final = 8
_LINE_CHARACTERS: Final = 110
_NO_WORDS: Final = "search_without_words"


def show_search(visit: Visit) -> None:
    """Draw the box, and by kind what has the words in it."""
    st.title(visit.words.of("pages", "search"), anchor=False)
    show_live(visit, _show_found)


def _show_found(visit: Visit) -> None:
    words = visit.words
    text = text_in_address("q")
    st.text_input(
        words("search.box"),
        placeholder=words("search.hint"),
        key=put("search_q", text),
        on_change=write_address,
        args=("q", "search_q"),
        max_chars=200,
        icon=":material/search:",
        label_visibility="collapsed",
    )
    if not text:
        st.caption(words("search.explanation"))
        return
    try:
        cases = visit.hospital.desk.find_cases(text, _SHOWN)
        machines = visit.hospital.inbox.find_machines(text, _SHOWN)
    except HospitalProblem as problem:
        if problem.code != _NO_WORDS:
            raise
        st.info(plain(problem.in_language(words.language)))
        return
    found = _show_cases(visit, cases.items, more=cases.next_cursor is not None, text=text)
    found += _show_machines(visit, machines.items, more=machines.next_cursor is not None)
    found += _show_people(visit, text)
    if not found:
        st.info(words("search.nothing", text=text), icon=":material/search_off:")


def _show_cases(visit: Visit, cases: list[CaseRead], *, more: bool, text: str) -> int:
    words = visit.words
    if not cases:
        return 0
    st.subheader(words("search.cases"), anchor=False)
    for case in cases:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            show_urgency(words, case.urgency)
            name = f"**{plain(machine_name(words, case))}** · {plain(words.pick(case.factory_name))}"
            complaint = plain(excerpt(" ".join(case.complaint.split()), _LINE_CHARACTERS))
            st.markdown(f"{name}  \n:small[{complaint}]", width="stretch")
            st.badge(plain(words.pick(case.state_text)), color="gray")
            visit.link("case", words("cases.open_case"), icon=":material/description:", case=case.id)
    if more:
        visit.link("queue", words("search.all_open"), icon=":material/inbox:", q=text, stage="every")
    return len(cases)


def _show_machines(visit: Visit, machines: list[EquipmentRead], *, more: bool) -> int:
    words = visit.words
    if not machines:
        return 0
    factories = {each.id: words.name(each) for each in visit.kept("factories", visit.hospital.factories)}
    st.subheader(words("search.machines"), anchor=False)
    for machine in machines:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            number = f":gray[{plain(machine.asset_number)}] " if machine.asset_number else ""
            place = f"{plain(machine.location)} · {plain(factories.get(machine.factory_id, ''))}"
            st.markdown(f"{number}**{plain(words.name(machine))}**  \n:small[{place}]", width="stretch")
            st.badge(words.of("kind", machine.kind), color="gray")
    if more:
        st.caption(words("search.more_machines", count=_SHOWN))
    return len(machines)


def _show_people(visit: Visit, text: str) -> int:
    """Draw factories and doctors by name: there are few of both, and they are at hand."""
    words, wanted = visit.words, text.lower()
    doctors = [
        each
        for each in visit.kept("doctors", visit.hospital.doctors)
        if wanted in each.name_en.lower() or wanted in each.name_zh
    ][:_SHOWN]
    factories = [
        each
        for each in visit.kept("factories", visit.hospital.factories)
        if wanted in each.name_en.lower() or wanted in each.name_zh or wanted in each.address.lower()
    ][:_SHOWN]
    if factories:
        st.subheader(words("search.factories"), anchor=False)
    for factory in factories:
        st.markdown(f"**{plain(words.name(factory))}** · {plain(factory.address)}")
    if doctors:
        st.subheader(words("search.doctors"), anchor=False)
    for doctor in doctors:
        departments = " · ".join(words.of("department", code) for code in doctor.departments)
        with st.container(horizontal=True, vertical_alignment="center"):
            visit.link("doctor", words.name(doctor), icon=":material/stethoscope:", doctor=doctor.id)
            st.caption(plain(departments), width="content")
    return len(factories) + len(doctors)
