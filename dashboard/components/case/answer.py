"""The answer of a case: what to do, on whose word, and who has the case until when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from clinic_client.models import CaseRead, DiagnosisRead, ExaminationRead, TreatmentRead
from dashboard.components.case.clock import next_promise
from dashboard.components.findings import finding_title, show_bullets, show_treatment
from dashboard.components.measuring import show_measuring_hints
from dashboard.components.problems import show_unreachable
from dashboard.components.urgency import advice, show_urgency, show_verdict
from dashboard.problems import HospitalProblem, HospitalUnreachable, SignedOut
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["is_waiting_for_opinion", "own_words", "show_answer"]

_WAITING: Final = frozenset({"submitted", "examining"})
_LOOK_AGAIN_SECONDS: Final = 2.0


def is_waiting_for_opinion(case: CaseRead) -> bool:
    """Tell whether the first opinion on ``case`` is still being made."""
    return case.state in _WAITING


def own_words(words: Words, text: Any) -> str:
    """Return what a person wrote in one language or both: in the reader's where there is one."""
    of = text if isinstance(text, Mapping) else {"en": text.en, "zh": text.zh}
    return str(of.get(words.language) or of.get("zh") or of.get("en") or "")


def show_answer(
    visit: Visit, case: CaseRead, examination: ExaminationRead | None, treatment: TreatmentRead | None
) -> None:
    """Draw what to do now, the diagnosis or else the opinion in plain words, and who has the case."""
    words = visit.words
    with st.container(border=True):
        if is_waiting_for_opinion(case):
            st.fragment(_watch_for_opinion, run_every=_LOOK_AGAIN_SECONDS)(visit, case)
            return
        diagnosis = treatment.diagnosis if treatment else None
        _show_badges(words, case, signed=diagnosis is not None)
        st.subheader(_what_to_do_now(words, case, treatment), anchor=False)
        if diagnosis:
            _show_diagnosis(words, diagnosis)
        elif case.opinion and examination:
            _show_opinion(visit, case, examination.document.to_dict())
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


def _show_badges(words: Words, case: CaseRead, *, signed: bool) -> None:
    with st.container(horizontal=True, gap="small"):
        if case.closed_at is None:
            show_urgency(words, case.urgency)
        else:
            st.badge(plain(words.pick(case.state_text)), icon=":material/task_alt:", color="gray")
        if signed:
            st.badge(words("case.signed_diagnosis"), icon=":material/verified:", color="green")
        elif case.opinion:
            show_verdict(words, case.opinion.verdict)


def _what_to_do_now(words: Words, case: CaseRead, treatment: TreatmentRead | None) -> str:
    """Return the one sentence a reader takes along."""
    if treatment and treatment.discharge:
        return words("case.discharged_as", outcome=words.of("outcome", treatment.discharge.outcome))
    if case.closed_at is not None:
        return words.pick(case.state_text)
    if case.state == "follow_up" and treatment and treatment.follow_up:
        return words("case.measure_again", date=words.day(treatment.follow_up.due_on))
    if treatment and treatment.diagnosis:
        return advice(words, treatment.diagnosis.urgency, "fault" if _says_fault(treatment.diagnosis) else "healthy")
    if case.urgency is None:
        return words.pick(case.state_text)
    return advice(words, case.urgency, case.opinion.verdict if case.opinion else None)


def _says_fault(diagnosis: DiagnosisRead) -> bool:
    """Tell whether something is wrong by the diagnosis: not when all it says is that the findings are refuted."""
    findings = diagnosis.document.to_dict()["content"]["findings"]
    return not findings or any(finding["judgement"] != "refuted" for finding in findings)


def _show_diagnosis(words: Words, diagnosis: DiagnosisRead) -> None:
    document = diagnosis.document.to_dict()
    st.markdown(plain(own_words(words, document["content"]["conclusion"])))
    for finding in document["content"]["findings"]:
        if finding["judgement"] != "refuted":
            level = words("findings.severity", level=words.of("severity", finding["severity"]))
            st.markdown(f"- **{finding_title(words, finding)}** · {level}")
    signer = document["signer"]
    name, at = signer[f"name_{words.language}"], words.date(diagnosis.signed_at)
    st.caption(plain(words("case.signed_by", name=name, category=signer["category"], date=at)))


def _show_opinion(visit: Visit, case: CaseRead, document: Mapping[str, Any]) -> None:
    words, opinion = visit.words, case.opinion
    if opinion is None:
        return
    if opinion.verdict == "fault" and case.urgency is not None and case.urgency < opinion.urgency:
        st.caption(words("case.raised"))
    st.markdown(plain(words.pick(opinion.summary)))
    st.caption(words("case.unsigned"))
    if document["findings"]:
        st.markdown(f"**{words('case.what_to_do')}**")
        show_treatment(words, document["findings"][0])
    blocking = [note["text"] for note in document["quality"] if note["level"] == "blocking"]
    if blocking:
        st.markdown(f"**{words('case.record_instead')}**")
        show_bullets(words, blocking)
    if opinion.verdict == "not_assessable":
        show_measuring_hints(words)


def _show_facts(visit: Visit, case: CaseRead) -> None:
    words = visit.words
    doctor = words.name(case.assignment, "doctor_name") if case.assignment else words("case.nobody_yet")
    department = words.of("department", case.department) if case.department else words("case.undecided")
    facts = [
        (words("case.state"), words.pick(case.state_text)),
        (words("case.doctor"), doctor),
        (words("case.department"), department),
    ]
    st.markdown("  \n".join(f":gray[{name}] **{plain(value)}**" for name, value in facts))
    promise = next_promise(words, case)
    if promise:
        st.markdown(promise)
    if case.merged_into:
        visit.link("case", words("case.goes_on_in"), icon=":material/call_merge:", case=case.merged_into)
