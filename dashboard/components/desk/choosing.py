"""Choosing a doctor by hand: everybody of the department with fit and load, and what keeps some of them out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import streamlit as st

from clinic_client.models import CandidateRead, CaseRead
from dashboard.components.fields import Form
from dashboard.components.findings import show_bullets
from dashboard.components.live import try_to
from dashboard.components.machine import machine_name
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["DROPPED_ON", "show_doctor_choice", "show_second_opinion"]

DROPPED_ON: Final = "dropped_on"
"""Where the session keeps the doctor that the case of the open dialog was dropped on."""
_MOST_CHARACTERS: Final = 1000


def show_doctor_choice(visit: Visit, case: CaseRead) -> None:
    """Draw the doctors, or the one that the case was dropped on, and the form that gives ``case`` to one of them.

    Whoever is not the proposed doctor needs a reason.
    """
    words = visit.words
    candidates = {
        each.doctor_id: each
        for each in visit.hospital.desk.candidates(case.id)
        if case.assignment is None or each.doctor_id != case.assignment.doctor_id
    }
    form = Form(visit, f"give:{case.id}")
    dropped_on: str | None = st.session_state.get(DROPPED_ON)
    if dropped_on in candidates:
        _show_dropped(words, candidates[dropped_on])
        chosen = candidates[dropped_on] if candidates[dropped_on].may_take_it else None
    else:
        chosen = _choose(words, form, list(candidates.values()))
    is_proposed = chosen is not None and _is_proposed(case, chosen.doctor_id)
    if is_proposed:
        st.caption(words("desk.is_proposed"))
    else:
        form.line("reason", words("desk.reason"), most=_MOST_CHARACTERS, hint=words("desk.reason_hint"))
    if not st.button(words("desk.assign"), key=f"assign_{case.id}", type="primary", icon=":material/check:"):
        return
    reason = None if is_proposed else form.text("reason")
    if chosen is None or reason == "":
        st.warning(words("desk.incomplete"))
        return
    desk, doctor_id = visit.hospital.desk, chosen.doctor_id

    def give() -> None:
        if case.assignment:
            desk.reassign(case, doctor_id, reason or "")
        else:
            desk.assign(case, doctor_id, reason)
        form.sent()

    try_to(visit, give, words("desk.assigned", doctor=words.pick(chosen.name), machine=machine_name(words, case)))


def show_second_opinion(visit: Visit, case: CaseRead) -> None:
    """Draw the form that asks another doctor for a second opinion; the attending doctor stays."""
    words = visit.words
    form = Form(visit, f"consult:{case.id}")
    st.caption(words("desk.second_opinion_means"))
    doctors = {doctor.id: doctor for doctor in visit.kept("doctors", visit.hospital.doctors)}
    attending = case.assignment.doctor_id if case.assignment else None

    def label(identity: str) -> str:
        departments = " / ".join(words.of("department", code) for code in doctors[identity].departments)
        return f"{words.name(doctors[identity])} · {departments}"

    form.select(
        "doctor",
        words("desk.doctor"),
        [each.id for each in doctors.values() if each.in_service and each.id != attending],
        label,
        hint=words("desk.choose_doctor"),
    )
    form.area("question", words("desk.question"), most=_MOST_CHARACTERS)
    if not st.button(words("desk.invite"), key=f"second_ask_{case.id}", type="primary", icon=":material/group_add:"):
        return
    doctor_id, question = form.value("doctor"), form.text("question")
    if doctor_id is None or not question:
        st.warning(words("desk.incomplete_question"))
        return

    def ask() -> None:
        visit.hospital.desk.ask_second_opinion(case, doctor_id, question)
        form.sent()

    try_to(visit, ask, words("desk.invited", doctor=words.name(doctors[doctor_id])))


def _is_proposed(case: CaseRead, doctor_id: str) -> bool:
    return case.assignment is None and case.proposal is not None and case.proposal.doctor_id == doctor_id


def _show_dropped(words: Words, candidate: CandidateRead) -> None:
    """Draw the doctor that the case was dropped on, with what speaks for them or keeps them out, and a way back."""
    st.markdown(f"**{plain(_candidate_line(words, candidate))}**")
    if not candidate.may_take_it:
        st.warning(words("desk.cannot_take_it"), icon=":material/person_off:")
    elif not candidate.on_time:
        st.warning(words("desk.would_be_late"), icon=":material/alarm:")
    show_bullets(words, list(candidate.reasons))
    st.button(
        words("desk.somebody_else"),
        key="somebody_else",
        type="tertiary",
        icon=":material/person_search:",
        on_click=lambda: st.session_state.pop(DROPPED_ON, None),
    )


def _choose(words: Words, form: Form, candidates: Sequence[CandidateRead]) -> CandidateRead | None:
    """Draw the candidates as a table to look at and a box to search in; return the one chosen."""
    free = {each.doctor_id: each for each in candidates if each.may_take_it}
    kept_out = [each for each in candidates if not each.may_take_it]
    if not free:
        st.info(words("desk.nobody_free") if candidates else words("desk.no_department"))
    else:
        form.select(
            "doctor",
            words("desk.doctor"),
            list(free),
            lambda identity: _candidate_line(words, free[identity]),
            hint=words("desk.choose_doctor"),
        )
    chosen = free.get(form.value("doctor"))
    if chosen is not None:
        show_bullets(words, list(chosen.reasons))
    _show_table(words, list(free.values()))
    if kept_out:
        with st.expander(words("desk.kept_out", count=len(kept_out)), expanded=not free):
            for each in kept_out:
                why = " ".join(words.pick(reason) for reason in each.reasons)
                st.markdown(f"**{plain(words.pick(each.name))}**  \n{plain(why)}")
    return chosen


def _candidate_line(words: Words, candidate: CandidateRead) -> str:
    fit, load = f"{candidate.score:.2f}", f"{100 * candidate.relative_load:.0f}"
    return words("desk.candidate", doctor=words.pick(candidate.name), fit=fit, load=load)


def _show_table(words: Words, candidates: Sequence[CandidateRead]) -> None:
    if not candidates:
        return
    st.dataframe(
        [_row(words, each) for each in candidates],
        hide_index=True,
        height=220 if len(candidates) > 5 else "content",
        column_config={
            "doctor": st.column_config.TextColumn(words("desk.doctor"), width="medium"),
            "score": st.column_config.NumberColumn(words("desk.fit_column"), format="%.2f", width="small"),
            "grade": st.column_config.ProgressColumn(
                words("desk.grade_column"), min_value=0, max_value=1, format="%.1f", width="small"
            ),
            "load": st.column_config.ProgressColumn(
                words("desk.load_column"), min_value=0, max_value=100, format="%d %%", width="small"
            ),
            "time": st.column_config.TextColumn(words("desk.time_column"), width="small"),
            "note": st.column_config.TextColumn(words("desk.note_column"), width="small"),
        },
    )


def _row(words: Words, candidate: CandidateRead) -> dict[str, Any]:
    return {
        "doctor": words.pick(candidate.name),
        "score": candidate.score,
        "grade": candidate.fit,
        "load": 100 * candidate.relative_load,
        "time": words("desk.on_time") if candidate.on_time else words("desk.too_late"),
        "note": words("desk.gave_it_back") if candidate.gave_it_back else "",
    }
