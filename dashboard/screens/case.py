"""One case on one page for every role: the answer first, the evidence behind it, then the desk and the time line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from clinic_client.models import CaseRead, ExaminationRead
from dashboard.components.desk import show_desk
from dashboard.components.doctor import show_doctor_side
from dashboard.components.findings import show_bullets, show_finding, show_treatment
from dashboard.components.machine import machine_name
from dashboard.components.measuring import show_measuring_hints
from dashboard.components.problems import show_unreachable
from dashboard.components.similar import show_similar
from dashboard.components.timeline import show_timeline
from dashboard.components.urgency import advice, show_urgency, show_verdict
from dashboard.problems import HospitalProblem, HospitalUnreachable, SignedOut
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_case"]

_WAITING: Final = frozenset({"submitted", "examining"})
_LOOK_AGAIN_SECONDS: Final = 2.0
_MEGABYTE: Final = 1_000_000


def show_case(visit: Visit) -> None:
    """Draw the case that the address names (``?case=case_…``)."""
    words = visit.words
    case_id = st.query_params.get("case")
    if not case_id:
        st.info(words("case.not_chosen"))
        visit.link("cases", words("case.to_the_list"), icon=":material/arrow_back:")
        return
    case = visit.hospital.case(case_id)
    examination = visit.hospital.examination(case.opinion.examination_id) if case.opinion else None
    _show_head(visit, case)
    answer, desk = st.columns([5, 3], gap="large")
    with answer:
        _show_answer(visit, case, examination)
        if examination:
            _show_evidence(visit, examination)
        _show_ticket(visit, case)
    with desk:
        if not visit.is_factory:
            _show_staff_side(visit, case, examination)
        with st.expander(words("case.timeline"), icon=":material/history:", expanded=True):
            show_timeline(visit, case.id)


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


def _show_answer(visit: Visit, case: CaseRead, examination: ExaminationRead | None) -> None:
    words = visit.words
    with st.container(border=True):
        if case.state in _WAITING:
            st.fragment(_watch_for_opinion, run_every=_LOOK_AGAIN_SECONDS)(visit, case)
            return
        if case.urgency is not None:
            with st.container(horizontal=True, gap="small"):
                show_urgency(words, case.urgency)
                if case.opinion:
                    show_verdict(words, case.opinion.verdict)
            verdict = case.opinion.verdict if case.opinion else None
            st.subheader(advice(words, case.urgency, verdict), anchor=False)
            if case.opinion and case.opinion.verdict == "fault" and case.urgency < case.opinion.urgency:
                st.caption(words("case.raised"))
        if case.opinion and examination:
            _show_opinion(visit, case.opinion.verdict, words.pick(case.opinion.summary), examination.document.to_dict())
        elif case.opinion_problem:
            st.markdown(f"**{words('case.no_opinion')}**: {plain(words.pick(case.opinion_problem.text))}")
            st.caption(words("case.case_goes_on"))
            show_measuring_hints(words)
        else:
            st.caption(words("case.without_recording"))
        _show_facts(visit, case)


def _watch_for_opinion(visit: Visit, case: CaseRead) -> None:
    """Look at the case every now and then, and draw the whole page again when it has moved on."""
    try:
        moved_on = visit.hospital.case(case.id).state != case.state
    except HospitalUnreachable:
        show_unreachable(visit.words)
        return
    except (HospitalProblem, SignedOut):
        moved_on = True
    if moved_on:
        st.rerun()
    st.badge(plain(visit.words.pick(case.state_text)), icon=":material/hourglass_top:", color="blue")
    st.markdown(visit.words("case.waiting" if case.recording else "case.without_recording"))


def _show_opinion(visit: Visit, verdict: str, summary: str, document: Mapping[str, Any]) -> None:
    words = visit.words
    st.markdown(plain(summary))
    st.caption(words("case.unsigned"))
    if document["findings"]:
        st.markdown(f"**{words('case.what_to_do')}**")
        show_treatment(words, document["findings"][0])
    blocking = [note["text"] for note in document["quality"] if note["level"] == "blocking"]
    if blocking:
        st.markdown(f"**{words('case.record_instead')}**")
        show_bullets(words, blocking)
    if verdict == "not_assessable":
        show_measuring_hints(words)


def _show_evidence(visit: Visit, examination: ExaminationRead) -> None:
    words, document = visit.words, examination.document.to_dict()
    if document["findings"]:
        st.subheader(words("case.evidence"), anchor=False)
        for index, finding in enumerate(document["findings"]):
            show_finding(visit, examination, index, finding)
    visit.link("examination", words("case.details"), icon=":material/query_stats:", examination=examination.id)
    if document["watch"]:
        st.subheader(words("case.watch"), anchor=False)
        st.caption(words("case.watch_explanation"))
        for finding in document["watch"]:
            show_bullets(words, [item["text"] for item in finding["evidence"]])
    if document["ruled_out"]:
        count = len(document["ruled_out"])
        with st.expander(words("case.ruled_out", count=count), icon=":material/rule:", expanded=not visit.is_factory):
            show_bullets(words, [item["text"] for item in document["ruled_out"]])
    notes = [note["text"] for note in document["quality"] if note["level"] != "blocking"]
    if notes:
        st.subheader(words("case.quality"), anchor=False)
        show_bullets(words, notes)


def _show_ticket(visit: Visit, case: CaseRead) -> None:
    words = visit.words
    st.subheader(words("case.complaint"), anchor=False)
    with st.container(border=True):
        st.text(case.complaint)
        if case.recording:
            size = f"{case.recording.size_bytes / _MEGABYTE:.1f} MB"
            st.caption(plain(words("case.recording_file", filename=case.recording.filename, size=size)))
            address = f"/api/v1/recordings/{case.recording.id}/content"
            st.link_button(words("case.download"), address, icon=":material/download:")


def _show_facts(visit: Visit, case: CaseRead) -> None:
    words = visit.words
    doctor = words.name(case.assignment, "doctor_name") if case.assignment else words("case.nobody_yet")
    department = words.of("department", case.department) if case.department else words("case.undecided")
    facts = (
        (words("case.state"), words.pick(case.state_text)),
        (words("case.doctor"), doctor),
        (words("case.department"), department),
    )
    st.markdown("  \n".join(f":gray[{name}] **{plain(value)}**" for name, value in facts))


def _show_staff_side(visit: Visit, case: CaseRead, examination: ExaminationRead | None) -> None:
    words = visit.words
    show_doctor_side(visit, case, examination)
    if visit.role != "doctor":
        with st.container(border=True):
            st.subheader(words("desk.heading"), anchor=False)
            show_desk(visit, case, visit.hospital.doctors() if case.state == "triaged" else [])
    if case.triage:
        with st.expander(words("case.reasons_department"), icon=":material/alt_route:"):
            show_bullets(words, list(case.triage.reasons))
            st.caption(words("case.words_are_a_hint"))
        if case.triage.missing_information:
            with st.expander(words("case.missing"), icon=":material/live_help:"):
                show_bullets(words, list(case.triage.missing_information))
        if case.triage.checklist:
            name = words.pick(case.triage.checklist_name) if case.triage.checklist_name else ""
            with st.expander(plain(words("case.checklist", name=name)), icon=":material/checklist:"):
                show_bullets(words, list(case.triage.checklist))
    if case.state not in _WAITING:
        show_similar(visit, case)
