"""Who attends a case, or who should and why; accepted with one click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from clinic_client.models import AssignmentRead, CaseRead, ProposalRead
from dashboard.components.desk.decisions import DECIDERS, show_decision_buttons
from dashboard.components.findings import show_bullets
from dashboard.components.machine import machine_name
from dashboard.components.notices import keep_notice, telling_failures
from dashboard.problems import HospitalProblem, HospitalUnreachable
from dashboard.visit import Visit
from dashboard.words import Bilingual, Words, plain

__all__ = ["accept", "show_alternatives", "show_desk"]

_REASONS_SHOWN: Final = 3
_NOT_ANY_MORE: Final = frozenset({"doctor_not_eligible", "doctor_not_found"})


def show_desk(visit: Visit, case: CaseRead) -> None:
    """Draw who attends ``case``, or who should and why; coordinators and administrators decide here."""
    words = visit.words
    if case.assignment:
        _show_attending(words, case.assignment)
        with st.container(horizontal=True, gap="small"):
            show_decision_buttons(visit, case)
    elif case.proposal:
        _show_proposal(visit, case, case.proposal)
    else:
        if case.proposal_problem:
            why = plain(words.pick(case.proposal_problem))
            st.markdown(f":material/person_off: **{words('desk.nobody')}**  \n:small[{why}]")
        else:
            st.caption(words("desk.no_proposal"))
        with st.container(horizontal=True):
            _show_propose_again(visit, case)
            show_decision_buttons(visit, case)


def accept(visit: Visit, case: CaseRead) -> None:
    """Give ``case``, as it was shown, to the proposed doctor. One who cannot take it any more is replaced by a new
    proposal at once, and both is said.
    """
    proposal, words = case.proposal, visit.words
    if proposal is None:
        return
    try:
        visit.hospital.desk.assign(case, proposal.doctor_id, None)
    except HospitalProblem as problem:
        if problem.code in _NOT_ANY_MORE:
            _propose_again(visit, case)
        keep_notice(problem)
    except HospitalUnreachable as failure:
        keep_notice(failure)
    else:
        doctor = words.name(proposal, "doctor_name")
        keep_notice(words("desk.assigned", doctor=doctor, machine=machine_name(words, case)))


def show_alternatives(words: Words, others: Sequence[tuple[str, float, Bilingual]]) -> None:
    """Draw who else could have the case (name, score, why not), folded away; nothing where there is nobody."""
    if not others:
        return
    with st.expander(words("desk.alternatives", count=len(others))):
        for name, score, why_not in others:
            fit = words("desk.fit", score=f"{score:.2f}")
            st.markdown(f"**{plain(name)}** · {fit}  \n{plain(words.pick(why_not))}")


def _show_attending(words: Words, assignment: AssignmentRead) -> None:
    name = words.name(assignment, "doctor_name")
    st.markdown(f"**{plain(words('desk.attended', doctor=name, date=words.date(assignment.assigned_at)))}**")
    if assignment.assigned_by:
        st.caption(plain(words("desk.by", name=assignment.assigned_by)))
    if assignment.reason:
        st.caption(plain(words("desk.because", reason=assignment.reason)))


def _show_proposal(visit: Visit, case: CaseRead, proposal: ProposalRead) -> None:
    words = visit.words
    doctor, fit = words.name(proposal, "doctor_name"), words("desk.fit", score=f"{proposal.score:.2f}")
    with st.container(horizontal=True, gap="small"):
        if visit.role in DECIDERS and case.state == "triaged":
            st.button(
                plain(words("desk.accept", doctor=doctor)),
                key=f"accept_{case.id}",
                type="primary",
                icon=":material/check:",
                on_click=accept,
                args=(visit, case),
            )
        show_decision_buttons(visit, case)
    st.markdown(f"**{plain(words('desk.proposed', doctor=doctor))}** · {fit}")
    show_bullets(words, list(proposal.reasons[:_REASONS_SHOWN]), small=True)
    show_alternatives(words, [(words.name(other), other.score, other.why_not) for other in proposal.alternatives])


def _show_propose_again(visit: Visit, case: CaseRead) -> None:
    if visit.role in DECIDERS and case.state == "triaged" and case.department:
        st.button(
            visit.words("desk.propose_again"),
            key=f"propose_{case.id}",
            icon=":material/refresh:",
            on_click=_propose_again,
            args=(visit, case),
        )


def _propose_again(visit: Visit, case: CaseRead) -> None:
    with telling_failures():
        visit.hospital.desk.propose_again(case)
