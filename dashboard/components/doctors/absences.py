"""When a doctor gets no cases."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import streamlit as st

from clinic_client.models import DoctorRead
from dashboard.china import CHINA, today
from dashboard.components.notices import keep_notice, telling_failures
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_absences"]


def show_absences(visit: Visit, doctor: DoctorRead, *, may_write: bool) -> None:
    """Draw the absences of ``doctor``, and for those who may the way to add and to remove one."""
    words = visit.words
    if not doctor.absences:
        st.caption(words("doctor_file.no_absence"))
    for absence in doctor.absences:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(f"{words.date(absence.start)} – {words.date(absence.end)}"), width="content")
            if may_write:
                st.button(
                    words("doctor_file.remove_absence"),
                    key=f"remove_{absence.start.isoformat()}",
                    icon=":material/delete:",
                    type="tertiary",
                    on_click=_remove,
                    args=(visit, doctor, absence.start),
                )
    if may_write:
        _show_form(visit, doctor)


def _show_form(visit: Visit, doctor: DoctorRead) -> None:
    words, tomorrow = visit.words, today() + timedelta(days=1)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.session_state.setdefault("absence_from", tomorrow)
        st.session_state.setdefault("absence_to", tomorrow)
        st.date_input(words("doctor_file.absent_from"), format="YYYY-MM-DD", key="absence_from", width=160)
        st.date_input(words("doctor_file.absent_to"), format="YYYY-MM-DD", key="absence_to", width=160)
        st.button(
            words("doctor_file.add_absence"),
            key="add_absence",
            icon=":material/event_busy:",
            on_click=_add,
            args=(visit, doctor),
        )


def _add(visit: Visit, doctor: DoctorRead) -> None:
    """Enter the days, the last one included, and say which weeks on call they contradict."""
    words = visit.words
    start = datetime.combine(st.session_state["absence_from"], time(), CHINA)
    end = datetime.combine(st.session_state["absence_to"], time(), CHINA) + timedelta(days=1)
    with telling_failures():
        answered = visit.hospital.directory.add_absence(doctor.id, start, end)
        said = [words("doctor_file.absence_added"), *(words.pick(each.text) for each in answered.contradictions)]
        keep_notice(" ".join(said))


def _remove(visit: Visit, doctor: DoctorRead, start: datetime) -> None:
    with telling_failures():
        visit.hospital.directory.remove_absence(doctor.id, start)
        keep_notice(visit.words("doctor_file.absence_removed"))
