"""One case on one page for every role: the answer first, the evidence behind it, then what each side does about it."""

from __future__ import annotations

import streamlit as st

from clinic_client.models import CaseRead, ExaminationRead, TreatmentRead
from dashboard.components.case import (
    show_adding,
    show_answer,
    show_clocks,
    show_comments,
    show_ending,
    show_evidence,
    show_folded_evidence,
    show_follow_up,
    show_noticing,
    show_prescriptions,
    show_questions,
    show_rating,
    show_recordings,
    show_report,
    show_ticket,
    show_triage,
)
from dashboard.components.case.answer import is_waiting_for_opinion
from dashboard.components.desk import show_desk
from dashboard.components.doctor import leave_after_action, show_doctor_side, show_way_to_doctor_side
from dashboard.components.machine import machine_name
from dashboard.components.problems import show_problem
from dashboard.components.similar import show_similar
from dashboard.components.timeline import show_timeline
from dashboard.components.visits import show_visits_of_case
from dashboard.problems import HospitalProblem
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_case"]


def show_case(visit: Visit) -> None:
    """Draw the case that the address names (``?case=case_…``)."""
    words = visit.words
    case_id = st.query_params.get("case")
    if not case_id:
        st.info(words("case.not_chosen"))
        _show_way_to_list(visit)
        return
    leave_after_action(visit)
    try:
        case = visit.hospital.case(case_id)
    except HospitalProblem as problem:
        st.title(words.of("pages", "case"), anchor=False)
        show_problem(words, problem)
        _show_way_to_list(visit)
        return
    examination = visit.hospital.examination(case.opinion.examination_id) if case.opinion else None
    treatment = None if is_waiting_for_opinion(case) else visit.hospital.treatment.of_case(case.id)
    _show_head(visit, case)
    if visit.is_factory:
        _show_factory_side(visit, case, examination, treatment)
    else:
        _show_staff_side(visit, case, examination, treatment)


def _show_way_to_list(visit: Visit) -> None:
    visit.link("cases", visit.words("case.to_the_list"), icon=":material/arrow_back:")


def _show_head(visit: Visit, case: CaseRead) -> None:
    words = visit.words
    st.title(plain(machine_name(words, case)), anchor=False)
    opened = words(
        "case.opened",
        case=case.id,
        factory=words.pick(case.factory_name),
        date=words.date(case.created_at),
        reporter=case.reporter_name,
    )
    st.caption(plain(opened))


def _show_factory_side(
    visit: Visit, case: CaseRead, examination: ExaminationRead | None, treatment: TreatmentRead | None
) -> None:
    """Draw the answer first, then what the factory is asked to do, then why; beside it who promised what, and talk."""
    answer, talk = st.columns([5, 3], gap="large")
    with answer:
        show_questions(visit, case)
        show_visits_of_case(visit, case)
        show_answer(visit, case, examination, treatment)
        show_adding(visit, case)
        if treatment:
            show_prescriptions(visit, case, treatment)
            show_follow_up(visit, case, treatment)
            show_rating(visit, case, treatment)
        if examination:
            show_folded_evidence(visit, examination)
        if treatment:
            show_noticing(visit, case)
        show_recordings(visit, case)
        show_ticket(visit, case)
    with talk:
        if treatment:
            show_report(visit, case, signed=treatment.diagnosis is not None)
        with st.container(border=True):
            show_clocks(visit, case)
        with st.container(border=True):
            st.subheader(visit.words("talk.heading"), anchor=False)
            show_comments(visit, case)
        _show_timeline(visit, case)
        show_ending(visit, case)


def _show_staff_side(
    visit: Visit, case: CaseRead, examination: ExaminationRead | None, treatment: TreatmentRead | None
) -> None:
    is_doctor = visit.role == "doctor"
    if is_doctor:
        show_way_to_doctor_side(visit)
    answer, desk = st.columns([1, 1] if is_doctor else [5, 3], gap="large")
    with answer:
        show_answer(visit, case, examination, treatment)
        if examination:
            show_evidence(visit, examination)
        show_recordings(visit, case)
        show_adding(visit, case)
        show_ticket(visit, case)
        if treatment:
            show_rating(visit, case, treatment)
    with desk:
        show_doctor_side(visit, case, examination, treatment)
        if not is_doctor:
            with st.container(border=True):
                st.subheader(visit.words("desk.heading"), anchor=False)
                show_desk(visit, case)
        show_triage(visit, case)
        if not is_waiting_for_opinion(case):
            show_similar(visit, case)
        with st.container(border=True):
            show_clocks(visit, case)
        _show_timeline(visit, case)


def _show_timeline(visit: Visit, case: CaseRead) -> None:
    with st.expander(visit.words("case.timeline"), icon=":material/history:", expanded=not visit.is_factory):
        show_timeline(visit, case.id)
