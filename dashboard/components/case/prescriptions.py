"""The factory's side of a treatment: agree or not, tick off what was prescribed, say that it is finished."""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from clinic_client.models import CaseRead, PrescriptionItemRead, TreatmentRead
from clinic_client.models.item_result_state import ItemResultState
from dashboard.components.acting import act, draw_anew_after_action, may, show_outcome
from dashboard.components.case.answer import own_words
from dashboard.components.case.files import attach_files, choose_files, show_files
from dashboard.components.fields import Form
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_prescriptions"]

_SIGNS: Final = {
    "open": ":material/radio_button_unchecked:",
    "done": ":material/check_circle:",
    "not_done": ":material/cancel:",
    "withdrawn": ":material/undo:",
}


def show_prescriptions(visit: Visit, case: CaseRead, treatment: TreatmentRead) -> None:
    """Draw what was prescribed with what became of it; nothing before something is prescribed."""
    if not treatment.prescription:
        return
    st.fragment(_show_prescription)(visit, case, treatment)


def _show_prescription(visit: Visit, case: CaseRead, treatment: TreatmentRead) -> None:
    draw_anew_after_action()
    words, place = visit.words, f"treatment:{case.id}"
    done = sum(item.state != "open" for item in treatment.prescription)
    with st.container(border=True):
        st.subheader(words("care.prescribed", done=done, count=len(treatment.prescription)), anchor=False)
        for item in treatment.prescription:
            _show_item(visit, item)
        show_outcome(visit, place)
        if may(case, "begin_treatment"):
            st.button(
                words("care.approve"),
                type="primary",
                icon=":material/thumb_up:",
                key=f"{place}:approve",
                on_click=_approve,
                args=(visit, case),
            )
        if treatment.may_finish and may(case, "finish_treatment"):
            st.button(
                words("care.finish"),
                type="primary",
                icon=":material/flag:",
                key=f"{place}:finish",
                on_click=_finish,
                args=(visit, case),
            )
        if may(case, "begin_treatment") or may(case, "decline_treatment"):
            _show_declining(visit, case)


def _show_item(visit: Visit, item: PrescriptionItemRead) -> None:
    words = visit.words
    st.markdown(f"{_SIGNS[item.state]} **{plain(own_words(words, item.what))}**")
    about = [words("care.due", date=words.day(item.due_on)), words("care.by", name=item.owner_name)]
    if item.state != "open":
        about.insert(0, words.of("item_state", item.state))
    st.caption(plain(" · ".join(about)))
    if item.result:
        st.markdown(f"> {plain(item.result)}")
    if item.state == "open" and item.owner_kind == "factory":
        with st.popover(words("care.tell"), icon=":material/edit:"):
            _show_item_form(visit, item)
    elif item.state != "open":
        show_files(visit, [item.id])


def _show_item_form(visit: Visit, item: PrescriptionItemRead) -> None:
    words, place = visit.words, f"item:{item.id}"
    form = Form(visit, place)
    form.area("result", words("care.result"))
    photos = choose_files(visit, f"{place}:files", words("care.photo"))
    show_outcome(visit, place)
    with st.container(horizontal=True):
        states: tuple[tuple[ItemResultState, str, str], ...] = (
            ("done", words("care.done"), ":material/check:"),
            ("not_done", words("care.not_done"), ":material/close:"),
        )
        for state, label, icon in states:
            st.button(
                label,
                icon=icon,
                type="primary" if state == "done" else "secondary",
                key=f"{place}:{state}",
                on_click=_tell,
                args=(visit, item, state, form, photos),
            )


def _tell(
    visit: Visit, item: PrescriptionItemRead, state: ItemResultState, form: Form, photos: list[UploadedFile]
) -> None:
    def send() -> None:
        attach_files(visit, item.id, photos)
        visit.hospital.treatment.tell_result(item, state, form.text("result") or None)

    if act(form.name, visit.words("care.told"), send):
        form.sent()


def _show_declining(visit: Visit, case: CaseRead) -> None:
    words, place = visit.words, f"decline:{case.id}"
    with st.popover(words("care.decline"), icon=":material/thumb_down:", type="tertiary"):
        form = Form(visit, place)
        st.markdown(words("care.decline_means"))
        form.area("reason", words("care.decline_reason"))
        show_outcome(visit, place)
        st.button(words("care.decline_now"), key=f"{place}:send", on_click=_decline, args=(visit, case, form))


def _approve(visit: Visit, case: CaseRead) -> None:
    act(f"treatment:{case.id}", visit.words("care.approved"), lambda: visit.hospital.treatment.begin(case))


def _finish(visit: Visit, case: CaseRead) -> None:
    act(f"treatment:{case.id}", visit.words("care.finished"), lambda: visit.hospital.treatment.finish(case))


def _decline(visit: Visit, case: CaseRead, form: Form) -> None:
    reason = form.text("reason")
    if reason and act(form.name, visit.words("care.declined"), lambda: visit.hospital.treatment.decline(case, reason)):
        form.sent()
