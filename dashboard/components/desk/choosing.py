"""Choosing a doctor by hand: everybody of the department with fit and load, and what keeps some of them out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import streamlit as st

from clinic_client.models import CandidateRead, CaseRead
from dashboard.components.findings import show_bullets
from dashboard.components.live import try_to
from dashboard.components.machine import machine_name
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_doctor_choice", "show_second_opinion"]

_MOST_CHARACTERS: Final = 1000


def show_doctor_choice(visit: Visit, case: CaseRead) -> None:
    """Draw the doctors and the form that gives ``case`` to one of them, with a reason."""
    words = visit.words
    candidate = _choose(visit, case)
    reason = st.text_input(
        words("desk.reason"),
        placeholder=words("desk.reason_hint"),
        key=f"reason_{case.id}",
        max_chars=_MOST_CHARACTERS,
    ).strip()
    if not st.button(words("desk.assign"), key=f"assign_{case.id}", type="primary", icon=":material/check:"):
        return
    if candidate is None or not reason:
        st.warning(words("desk.incomplete"))
        return
    desk, doctor_id = visit.hospital.desk, candidate.doctor_id
    done = words("desk.assigned", doctor=words.pick(candidate.name), machine=machine_name(words, case))
    if case.assignment:
        try_to(visit, lambda: desk.reassign(case, doctor_id, reason), done)
    else:
        try_to(visit, lambda: desk.assign(case, doctor_id, reason), done)


def show_second_opinion(visit: Visit, case: CaseRead) -> None:
    """Draw the form that asks another doctor for a second opinion; the attending doctor stays."""
    words = visit.words
    st.caption(words("desk.second_opinion_means"))
    doctors = {doctor.id: doctor for doctor in visit.kept("doctors", visit.hospital.doctors)}
    attending = case.assignment.doctor_id if case.assignment else None
    doctor_id = st.selectbox(
        words("desk.doctor"),
        [each.id for each in doctors.values() if each.in_service and each.id != attending],
        index=None,
        format_func=lambda identity: (
            f"{words.name(doctors[identity])} · "
            + " / ".join(words.of("department", code) for code in doctors[identity].departments)
        ),
        placeholder=words("desk.choose_doctor"),
        key=f"second_doctor_{case.id}",
    )
    question = st.text_area(
        words("desk.question"), key=f"second_question_{case.id}", max_chars=_MOST_CHARACTERS, height=90
    ).strip()
    if not st.button(words("desk.invite"), key=f"second_ask_{case.id}", type="primary", icon=":material/group_add:"):
        return
    if doctor_id is None or not question:
        st.warning(words("desk.incomplete_question"))
        return
    done = words("desk.invited", doctor=words.name(doctors[doctor_id]))
    try_to(visit, lambda: visit.hospital.desk.ask_second_opinion(case, doctor_id, question), done)


def _choose(visit: Visit, case: CaseRead) -> CandidateRead | None:
    """Draw the candidates as a table to look at and a box to search in; return the one chosen."""
    words = visit.words
    candidates = [
        each
        for each in visit.hospital.desk.candidates(case.id)
        if case.assignment is None or each.doctor_id != case.assignment.doctor_id
    ]
    free = {each.doctor_id: each for each in candidates if each.may_take_it}
    kept_out = [each for each in candidates if not each.may_take_it]
    if not free:
        st.info(words("desk.nobody_free") if candidates else words("desk.no_department"))
    chosen = st.selectbox(
        words("desk.doctor"),
        list(free),
        index=None,
        format_func=lambda identity: _candidate_line(words, free[identity]),
        placeholder=words("desk.choose_doctor"),
        key=f"doctor_{case.id}",
        disabled=not free,
    )
    if chosen is not None:
        show_bullets(words, list(free[chosen].reasons))
    _show_table(words, list(free.values()))
    if kept_out:
        with st.expander(words("desk.kept_out", count=len(kept_out))):
            for each in kept_out:
                why = " ".join(words.pick(reason) for reason in each.reasons)
                st.markdown(f"**{plain(words.pick(each.name))}**  \n{plain(why)}")
    return free.get(chosen) if chosen is not None else None


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
