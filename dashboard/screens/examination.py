"""The engineer's workstation: one recording with its plots, what was found, and what an engineer says about it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import EquipmentRead, ExaminationRead
from dashboard.components.live import show_live
from dashboard.components.signal_view import show_signal_view
from dashboard.components.workstation.again import show_again, show_kept_again
from dashboard.components.workstation.evidence_table import show_findings_in_numbers
from dashboard.components.workstation.facts import show_measurements, show_provenance, show_quality, show_ruled_out
from dashboard.components.workstation.head import show_head
from dashboard.components.workstation.judging import show_judging
from dashboard.components.workstation.signed import show_signatures
from dashboard.problems import HospitalProblem
from dashboard.visit import Visit

__all__ = ["show_examination"]

_EXAMINE_AGAIN: Final = frozenset({"engineer", "doctor"})


def show_examination(visit: Visit) -> None:
    """Draw the examination that the address names (``?examination=exam_…``, and ``&finding=N`` to begin with)."""
    words = visit.words
    examination_id = st.query_params.get("examination")
    if not examination_id:
        st.title(words.of("pages", "examination"), anchor=False)
        st.info(words("examination.not_chosen"))
        if "examinations" in visit.pages:
            visit.link("examinations", words("examination.to_the_list"), icon=":material/arrow_back:")
        return
    examination = visit.hospital.examination(examination_id)
    machine = _machine(visit, examination)
    with st.container(key="workstation", gap="small"):
        show_head(visit, examination, machine)
        show_signal_view(visit, examination, machine)
        judgement, evidence = st.columns(2, gap="large")
        with judgement:
            _show_judgement(visit, examination)
        with evidence:
            _show_evidence(visit, examination)
        _show_again(visit, examination, machine)
        _show_facts(visit, examination)


def _machine(visit: Visit, examination: ExaminationRead) -> EquipmentRead | None:
    """Return the machine; None for an unlisted one, and for one that is not this person's to see."""
    if examination.equipment_id is None:
        return None
    try:
        return visit.hospital.examining.machine(examination.equipment_id)
    except HospitalProblem as problem:
        if problem.status in {403, 404}:
            return None
        raise


def _show_judgement(visit: Visit, examination: ExaminationRead) -> None:
    signatures = visit.hospital.examining.signatures(examination.id)
    newest = signatures.items[0] if signatures.items else None
    if newest is not None:
        show_signatures(visit, examination, signatures)
    if visit.role == "engineer":
        show_live(visit, show_judging, examination, newest)
    elif newest is None:
        st.subheader(visit.words("judging.heading"), anchor=False)
        st.caption(visit.words("judging.not_yet"))


def _show_evidence(visit: Visit, examination: ExaminationRead) -> None:
    words, document = visit.words, examination.document.to_dict()
    st.subheader(words("examination.findings"), anchor=False)
    if not document["findings"] and not document["watch"]:
        st.caption(words("examination.nothing_found"))
    else:
        with st.expander(words("examination.in_numbers"), icon=":material/fact_check:"):
            show_findings_in_numbers(visit, examination)
    show_measurements(words, document)


def _show_again(visit: Visit, examination: ExaminationRead, machine: EquipmentRead | None) -> None:
    if visit.role in _EXAMINE_AGAIN:
        show_live(visit, show_again, examination, machine)
    else:
        show_kept_again(visit, examination)


def _show_facts(visit: Visit, examination: ExaminationRead) -> None:
    words, document = visit.words, examination.document.to_dict()
    left, right = st.columns(2, gap="large")
    with left:
        show_ruled_out(words, document["ruled_out"])
    with right:
        show_quality(words, document["quality"])
        show_provenance(words, document)
