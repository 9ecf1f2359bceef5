"""The first lines of an examination: which machine, what was found, how urgent it is, and whether it is signed."""

from __future__ import annotations

import streamlit as st

from clinic_client.models import EquipmentRead, ExaminationRead
from dashboard.components.machine import machine_name
from dashboard.components.urgency import show_urgency, show_verdict
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_head"]


def show_head(visit: Visit, examination: ExaminationRead, machine: EquipmentRead | None) -> None:
    """Draw the machine with its number and place, verdict, urgency and signature, and the ways to case and next."""
    words = visit.words
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        with st.container(horizontal=True, gap="small", vertical_alignment="center", width="content"):
            st.title(plain(machine_name(words, examination)), anchor=False, width="content")
            show_verdict(words, examination.verdict)
            show_urgency(words, examination.urgency)
            if examination.status == "signed":
                st.badge(words("examination.signed"), icon=":material/verified:", color="green")
            else:
                st.badge(words("examination.unsigned"), icon=":material/smart_toy:", color="gray")
        _show_ways(visit, examination)
    of_machine = [machine.asset_number, machine.location] if machine else []
    facts = [
        *(fact for fact in of_machine if fact),
        words.pick(examination.factory_name),
        words("examination.made", recording=examination.recording_filename, date=words.date(examination.created_at)),
    ]
    summary = plain(words.pick(examination.document.to_dict()["summary"]))
    st.markdown(f"{summary} :small[:gray[{plain(' · '.join(facts))}]]")


def _show_ways(visit: Visit, examination: ExaminationRead) -> None:
    """Draw the ways to the case, the work list and what comes next in it."""
    words = visit.words
    with st.container(horizontal=True, gap="small", vertical_alignment="center", width="content"):
        if examination.case_id is not None:  # a routine measurement belongs to no case
            visit.link("case", words("examination.case"), icon=":material/description:", case=examination.case_id)
        if "work_list" in visit.pages:
            visit.link("work_list", words.of("pages", "work_list"), icon=":material/checklist:")
            if st.button(words("work_list.next"), icon=":material/skip_next:", key="next_examination", shortcut="n"):
                _go_on(visit, examination)


def _go_on(visit: Visit, examination: ExaminationRead) -> None:
    """Open what comes next in the work list."""
    following = visit.hospital.examining.next_after(examination.id)
    if following is None:
        st.toast(visit.words("work_list.none_left"), icon=":material/task_alt:")
    else:
        visit.go("examination", examination=following.id)
