"""Hazards that somebody reported at the factory: what became of each, its answer, and reporting another one."""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from clinic_client.models import HazardRead
from dashboard.components.acting import act, act_once, draw_anew_after_action, press, show_outcome
from dashboard.components.case.files import attach_files, choose_files, show_files
from dashboard.components.fields import Form
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_hazards"]

_OPEN: Final = frozenset({"seen", "under_way"})
_OUTCOMES: Final = ("removed", "no_hazard")
_REPORT: Final = "report_hazard"
_MOST: Final = 2000


def show_hazards(visit: Visit) -> None:
    """Draw the way to report one and the newest observations, the open ones first."""
    draw_anew_after_action()
    words = visit.words
    with st.expander(words("my_factory.report_hazard"), icon=":material/add_alert:"):
        _show_report(visit)
    show_outcome(visit, _REPORT)
    hazards = sorted(visit.hospital.inbox.hazards(), key=lambda each: each.state not in _OPEN)
    if not hazards:
        st.info(words("my_factory.no_hazards"), icon=":material/health_and_safety:")
    for hazard in hazards:
        _show_hazard(visit, hazard)


def _show_report(visit: Visit) -> None:
    words, form = visit.words, Form(visit, _REPORT)
    form.area("what", words("my_factory.hazard_what"), most=_MOST, hint=words("my_factory.hazard_what_hint"))
    form.line("place", words("my_factory.hazard_place"), most=120)
    photos = choose_files(visit, f"{_REPORT}:photos", words("my_factory.hazard_photo"))
    st.button(
        words("my_factory.hazard_send"),
        key=f"{_REPORT}:send",
        type="primary",
        icon=":material/send:",
        on_click=_report,
        args=(visit, form, photos),
    )


def _report(visit: Visit, form: Form, photos: list[UploadedFile]) -> None:
    def report(key: str) -> None:
        told = visit.hospital.own_factory.report_hazard(
            form.text("what"), form.text("place"), None, idempotency_key=key
        )
        reported = next((each for each in visit.hospital.inbox.hazards() if each.number == told.number), None)
        if reported is not None:
            attach_files(visit, reported.id, photos)

    if act_once(_REPORT, visit.words("my_factory.hazard_sent"), report):
        form.sent()


def _show_hazard(visit: Visit, hazard: HazardRead) -> None:
    words, is_open = visit.words, hazard.state in _OPEN
    with st.container(border=True, key=f"hazard_{hazard.id}"):
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            icon = ":material/warning:" if is_open else ":material/check_circle:"
            st.badge(plain(words.pick(hazard.state_text)), icon=icon, color="orange" if is_open else "gray")
            st.markdown(f"**{plain(hazard.place)}**", width="content")
        st.text(hazard.what)
        st.caption(plain(f"{hazard.reporter_name} · {words.date(hazard.created_at)} · {hazard.number}"))
        show_files(visit, [hazard.id])
        if hazard.feedback:
            st.markdown(f":material/reply: {plain(hazard.feedback)}")
        if is_open and visit.role == "factory_admin":
            _show_ways(visit, hazard)


def _show_ways(visit: Visit, hazard: HazardRead) -> None:
    words, place = visit.words, f"answer_hazard:{hazard.id}"
    show_outcome(visit, f"{place}:begin")
    with st.container(horizontal=True):
        if hazard.state == "seen":
            st.button(
                words("my_factory.see_to_it"),
                key=f"{place}:begin",
                icon=":material/back_hand:",
                on_click=press,
                args=(
                    f"{place}:begin",
                    words("my_factory.seen_to"),
                    lambda: visit.hospital.inbox.begin_hazard(hazard),
                ),
            )
        with st.popover(words("my_factory.answer_hazard"), icon=":material/reply:"):
            _show_answer(visit, hazard, Form(visit, place, outcome=_OUTCOMES[0]))


def _show_answer(visit: Visit, hazard: HazardRead, form: Form) -> None:
    words = visit.words
    form.radio("outcome", words("my_factory.outcome"), _OUTCOMES, lambda code: words.of("hazard_outcome", code))
    form.area("feedback", words("my_factory.feedback"), most=_MOST)
    if form.value("outcome") == "no_hazard":
        form.line("reason", words("my_factory.why_no_hazard"), most=_MOST)
    show_outcome(visit, form.name)
    st.button(
        words("my_factory.send_answer"),
        key=f"{form.name}:send",
        type="primary",
        on_click=_answer,
        args=(visit, hazard, form),
    )


def _answer(visit: Visit, hazard: HazardRead, form: Form) -> None:
    def close() -> None:
        outcome, reason = form.text("outcome"), form.text("reason") or None
        visit.hospital.inbox.close_hazard(hazard, outcome, form.text("feedback"), reason)

    if act(form.name, visit.words("my_factory.answered"), close):
        form.sent()
