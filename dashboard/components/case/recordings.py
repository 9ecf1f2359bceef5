"""The recordings of a case before its treatment: what became of each, and the way to add one."""

from __future__ import annotations

import streamlit as st

from clinic_client.models import CaseRead, CaseRecordingRead, EquipmentRead
from dashboard.components.acting import act_once, draw_anew_after_action, show_outcome
from dashboard.components.case.follow_up import LOOK_AGAIN_SECONDS
from dashboard.components.facts import size_of
from dashboard.components.fields import Form
from dashboard.components.recording_facts import facts_to_tell, missing_facts, show_facts, tell_facts
from dashboard.components.upload import KeptRecording, show_recording_field
from dashboard.components.urgency import show_verdict
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_adding", "show_recordings"]


def show_adding(visit: Visit, case: CaseRead) -> None:
    """Draw the way to add a recording where the case takes one: in sight where one is wanted, else folded away."""
    if not case.takes_recordings or case.equipment_id is None:
        return
    judges_nothing = case.opinion is not None and case.opinion.verdict == "not_assessable"
    is_wanted = visit.is_factory and bool(judges_nothing or case.opinion_problem or case.open_questions)
    label = visit.words("case_recordings.add")
    with st.expander(label, icon=":material/graphic_eq:", expanded=is_wanted):
        st.fragment(_show_form)(visit, case, visit.hospital.machines.machine(case.equipment_id))


def _show_form(visit: Visit, case: CaseRead, machine: EquipmentRead) -> None:
    draw_anew_after_action()
    words, place = visit.words, f"case_recording:{case.id}"
    form = Form(visit, place)
    kept = show_recording_field(
        visit, form, machine.id, words("case_recordings.recording"), words("case_recordings.help")
    )
    if kept:
        show_facts(visit, form, machine, kept["id"])
    show_outcome(visit, place)
    st.button(
        words("case_recordings.send"),
        type="primary",
        icon=":material/send:",
        key=f"{place}:send",
        disabled=kept is None,
        on_click=_add,
        args=(visit, case.id, form, machine, kept),
    )


def _add(visit: Visit, case_id: str, form: Form, machine: EquipmentRead, kept: KeptRecording) -> None:
    facts = facts_to_tell(form, missing_facts(visit, machine, kept["id"]))

    def send(key: str) -> None:
        tell_facts(visit, form, kept["id"], facts)
        visit.hospital.care.add_recording(case_id, kept["id"], idempotency_key=key)

    if act_once(form.name, visit.words("case_recordings.sent"), send):
        form.sent()


def show_recordings(visit: Visit, case: CaseRead) -> None:
    """Draw every recording with its file and what became of it; the page is drawn again when one was examined."""
    recordings = visit.hospital.care.recordings(case.id)
    if not recordings:
        return
    st.subheader(visit.words("case_recordings.heading"), anchor=False)
    for recording in recordings:
        with st.container(border=True):
            _show_recording(visit, recording, is_only=len(recordings) == 1)
    waiting = {each.recording_id for each in recordings if _is_waiting(each)}
    if waiting:
        st.fragment(_watch, run_every=LOOK_AGAIN_SECONDS)(visit, case.id, waiting)


def _show_recording(visit: Visit, recording: CaseRecordingRead, *, is_only: bool) -> None:
    words = visit.words
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if recording.verdict:
            show_verdict(words, recording.verdict)
        if recording.stands and recording.verdict and not is_only:
            st.badge(words("case_recordings.stands"), icon=":material/check:", color="gray")
    size = size_of(recording.size_bytes)
    st.markdown(f"**{plain(recording.filename)}** · {plain(size)}")
    st.caption(plain(words("case_recordings.by", name=recording.added_by, date=words.date(recording.added_at))))
    if recording.problem:
        st.markdown(f":material/help: {plain(words.pick(recording.problem.text))}")
    with st.container(horizontal=True, gap="small"):
        address = f"/api/v1/recordings/{recording.recording_id}/content"
        st.link_button(words("case.download"), address, icon=":material/download:")
        if recording.examination_id and not visit.is_factory:
            visit.link(
                "examination",
                words("case_recordings.examination"),
                icon=":material/query_stats:",
                examination=recording.examination_id,
            )


def _is_waiting(recording: CaseRecordingRead) -> bool:
    """Tell whether a recording that was added is still to be examined."""
    return not (recording.examination_id or recording.problem or recording.stands)


def _watch(visit: Visit, case_id: str, waiting: set[str]) -> None:
    recordings = visit.hospital.care.recordings(case_id)
    if any(each.recording_id in waiting and not _is_waiting(each) for each in recordings):
        st.rerun()
    st.badge(visit.words("case_recordings.examined_soon"), icon=":material/hourglass_top:", color="blue")
