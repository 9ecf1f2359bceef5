"""The answer of a case: what to do, how sure that is, and who has the case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from clinic_client.models import CaseRead, ExaminationRead
from dashboard.components.findings import show_bullets, show_treatment
from dashboard.components.measuring import show_measuring_hints
from dashboard.components.problems import show_unreachable
from dashboard.components.urgency import advice, show_urgency, show_verdict
from dashboard.problems import HospitalProblem, HospitalUnreachable, SignedOut
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["is_waiting_for_opinion", "show_answer"]

_WAITING: Final = frozenset({"submitted", "examining"})
_LOOK_AGAIN_SECONDS: Final = 2.0


def is_waiting_for_opinion(case: CaseRead) -> bool:
    """Tell whether the first opinion on ``case`` is still being made."""
    return case.state in _WAITING


def show_answer(visit: Visit, case: CaseRead, examination: ExaminationRead | None) -> None:
    """Draw what to do now, the opinion in plain words, and who has the case."""
    words = visit.words
    with st.container(border=True):
        if is_waiting_for_opinion(case):
            st.fragment(_watch_for_opinion, run_every=_LOOK_AGAIN_SECONDS)(visit, case)
            return
        if case.urgency is not None:
            _show_what_to_do_now(visit, case, case.urgency)
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


def _show_what_to_do_now(visit: Visit, case: CaseRead, urgency: int) -> None:
    words, opinion = visit.words, case.opinion
    with st.container(horizontal=True, gap="small"):
        show_urgency(words, urgency)
        if opinion:
            show_verdict(words, opinion.verdict)
    st.subheader(advice(words, urgency, opinion.verdict if opinion else None), anchor=False)
    if opinion and opinion.verdict == "fault" and urgency < opinion.urgency:
        st.caption(words("case.raised"))


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
