"""The coordinator's decision on one case: the proposal with its reasons, accepted with one click, or another doctor."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from clinic_client.models import CaseRead, DoctorRead, ProposalRead
from dashboard.components.findings import show_bullets
from dashboard.components.machine import machine_name
from dashboard.components.notices import keep_notice
from dashboard.problems import HospitalProblem, HospitalUnreachable
from dashboard.visit import Visit
from dashboard.words import Bilingual, Words, plain

__all__ = ["show_alternatives", "show_desk"]

_DECIDERS = frozenset({"coordinator", "admin"})


def show_desk(visit: Visit, case: CaseRead, doctors: Sequence[DoctorRead]) -> None:
    """Draw who attends ``case``, or who should and why; coordinators and admins choose among ``doctors`` here."""
    words = visit.words
    if case.assignment:
        name = words.name(case.assignment, "doctor_name")
        st.markdown(f"**{plain(words('desk.attended', doctor=name, date=words.date(case.assignment.assigned_at)))}**")
        if case.assignment.assigned_by:
            st.caption(plain(words("desk.by", name=case.assignment.assigned_by)))
        if case.assignment.reason:
            st.caption(plain(words("desk.because", reason=case.assignment.reason)))
        return
    if case.proposal:
        _show_proposal(visit, case, case.proposal)
    elif case.proposal_problem:
        st.markdown(f"**{words('desk.nobody')}**: {plain(words.pick(case.proposal_problem))}")
    else:
        st.caption(words("desk.no_proposal"))
    if visit.role in _DECIDERS and case.state == "triaged":
        _show_other_choice(visit, case, {doctor.id: doctor for doctor in doctors})


def _show_proposal(visit: Visit, case: CaseRead, proposal: ProposalRead) -> None:
    words = visit.words
    doctor = words.name(proposal, "doctor_name")
    st.markdown(
        f"**{plain(words('desk.proposed', doctor=doctor))}** · {words('desk.fit', score=f'{proposal.score:.2f}')}"
    )
    show_bullets(words, list(proposal.reasons))
    if visit.role in _DECIDERS and case.state == "triaged":
        st.button(
            plain(words("desk.accept", doctor=doctor)),
            key=f"accept_{case.id}",
            type="primary",
            icon=":material/check:",
            on_click=_assign,
            args=(visit, case, proposal.doctor_id, doctor, None),
        )
    show_alternatives(words, [(words.name(other), other.score, other.why_not) for other in proposal.alternatives])


def show_alternatives(words: Words, others: Sequence[tuple[str, float, Bilingual]]) -> None:
    """Draw who else could have the case (name, score, why not), folded away; nothing where there is nobody."""
    if not others:
        return
    with st.expander(words("desk.alternatives")):
        for name, score, why_not in others:
            fit = words("desk.fit", score=f"{score:.2f}")
            st.markdown(f"**{plain(name)}** · {fit}  \n{plain(words.pick(why_not))}")


def _show_other_choice(visit: Visit, case: CaseRead, doctors: dict[str, DoctorRead]) -> None:
    words = visit.words
    proposed = case.proposal.doctor_id if case.proposal else None
    with (
        st.expander(words("desk.pick"), icon=":material/person_search:"),
        st.form(f"other_{case.id}", border=False, enter_to_submit=False),
    ):
        st.selectbox(
            words("desk.doctor"),
            [identity for identity in doctors if identity != proposed],
            format_func=lambda identity: words.name(doctors[identity]) + " · " + _departments(visit, doctors[identity]),
            key=f"doctor_{case.id}",
            index=None,
            placeholder=words("desk.choose_doctor"),
        )
        st.text_input(
            words("desk.reason"), placeholder=words("desk.reason_hint"), key=f"reason_{case.id}", max_chars=1000
        )
        st.form_submit_button(
            words("desk.assign"),
            key=f"assign_{case.id}",
            on_click=_assign_other,
            args=(visit, case, {identity: words.name(doctor) for identity, doctor in doctors.items()}),
        )
        if st.session_state.pop(f"incomplete_{case.id}", False):
            st.warning(words("desk.incomplete"))


def _departments(visit: Visit, doctor: DoctorRead) -> str:
    return ", ".join(visit.words.of("department", code) for code in doctor.departments)


def _assign_other(visit: Visit, case: CaseRead, names: dict[str, str]) -> None:
    """Assign the doctor chosen in the form of ``case``, with the reason written there."""
    choice: str | None = st.session_state[f"doctor_{case.id}"]
    reason = st.session_state[f"reason_{case.id}"].strip()
    if choice is None or not reason:
        st.session_state[f"incomplete_{case.id}"] = True
        return
    _assign(visit, case, choice, names[choice], reason)


def _assign(visit: Visit, case: CaseRead, doctor_id: str, doctor_name: str, reason: str | None) -> None:
    """Assign ``case`` as it was shown: when somebody was quicker or a rule forbids it, the next page says so."""
    try:
        visit.hospital.assign(case, doctor_id, reason)
    except (HospitalProblem, HospitalUnreachable) as failure:
        keep_notice(failure)
    else:
        keep_notice(visit.words("desk.assigned", doctor=doctor_name, machine=machine_name(visit.words, case)))
