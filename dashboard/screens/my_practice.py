"""A doctor's own page: load, absences, on call, and the own record with its figures."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import streamlit as st

from clinic_client.models import DoctorOutcomeRead, DoctorRead, Figure
from dashboard.china import CHINA
from dashboard.components.doctor.acting import act, draw_anew_after_action, show_outcome
from dashboard.components.fields import Form
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_my_practice"]

"""Absences are whole days of China, where the hospital's calendar counts."""


def show_my_practice(visit: Visit) -> None:
    """Draw availability and record of the acting doctor."""
    words, doctor_id = visit.words, visit.account.doctor_id
    st.title(words.of("pages", "my_practice"), anchor=False)
    if doctor_id is None:
        st.info(words("practice.no_doctor"))
        return
    st.fragment(_show_availability)(visit, doctor_id)
    _show_record(words, visit.hospital.practice.record(doctor_id))


def _show_availability(visit: Visit, doctor_id: str) -> None:
    draw_anew_after_action(visit)
    words, doctor = visit.words, visit.hospital.practice.doctor(doctor_id)
    st.subheader(words("practice.availability"), anchor=False)
    load, on_call, category = st.columns(3)
    share = doctor.load_minutes / doctor.capacity_minutes if doctor.capacity_minutes else 0.0
    load.metric(words("practice.load"), f"{share:.0%}", help=words("practice.load_help"))
    departments = " / ".join(words.of("department", code) for code in doctor.on_call_for)
    on_call.metric(words("practice.on_call"), departments or words("practice.not_on_call"))
    category.metric(words("practice.category"), doctor.category)
    show_outcome(visit)
    for contradiction in st.session_state.pop("absence_contradictions", []):
        st.warning(plain(contradiction), icon=":material/warning:")
    _show_absences(visit, doctor)
    _show_absence_form(visit, doctor_id)


def _show_absences(visit: Visit, doctor: DoctorRead) -> None:
    words, now = visit.words, datetime.now(CHINA)
    ahead = [absence for absence in doctor.absences if absence.end > now]
    if not ahead:
        st.caption(words("practice.no_absence"))
    for absence in ahead:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            first = absence.start.astimezone(CHINA).date()
            last = (absence.end.astimezone(CHINA) - timedelta(seconds=1)).date()
            st.markdown(f":material/event_busy: **{words.day(first)} – {words.day(last)}**")
            st.button(
                words("practice.take_back"),
                key=f"absence_{absence.start.isoformat()}",
                on_click=_take_back,
                args=(visit, doctor.id, absence.start),
            )


def _show_absence_form(visit: Visit, doctor_id: str) -> None:
    words = visit.words
    form = Form(visit, f"absence:{doctor_id}")
    with st.container(border=True):
        st.markdown(f"**{words('practice.new_absence')}**")
        st.caption(words("practice.absence_explanation"))
        first, last = st.columns(2)
        with first:
            form.day("first", words("practice.first_day"))
        with last:
            form.day("last", words("practice.last_day"))
        days: tuple[date | None, date | None] = form.value("first"), form.value("last")
        is_whole = days[0] is not None and days[1] is not None and days[0] <= days[1]
        st.button(
            words("practice.enter"),
            key="enter_absence",
            disabled=not is_whole,
            on_click=_enter,
            args=(visit, doctor_id, form),
        )


def _show_record(words: Words, record: DoctorOutcomeRead) -> None:
    st.subheader(words("practice.record"), anchor=False)
    st.caption(words("practice.record_explanation"))
    st.metric(words("practice.first_time_right"), _share(words, record.first_time_right))
    _show_reason(words, record.first_time_right)
    if record.departments:
        st.dataframe(
            [
                {
                    words("practice.department"): words.pick(each.name),
                    words("practice.first_time_right"): _share(words, each.first_time_right),
                    words("practice.judged"): each.first_time_right.count,
                }
                for each in record.departments
            ],
            hide_index=True,
            width="stretch",
        )
    if record.specialties:
        st.dataframe(
            [
                {
                    words("practice.specialty"): words.pick(each.name),
                    words("practice.stated"): "–" if each.stated is None else f"{each.stated:.2f}",
                    words("practice.grade_now"): f"{each.grade_now:.2f} ({each.low:.2f} – {each.high:.2f})",
                    words("practice.right"): f"{each.right} / {each.count}",
                    words("practice.why"): words.pick(each.text),
                }
                for each in record.specialties
            ],
            hide_index=True,
            width="stretch",
        )


def _share(words: Words, figure: Figure) -> str:
    if figure.value is None:
        return words("practice.none_yet")
    if figure.low is None or figure.high is None:
        return f"{figure.value:.0%}"
    return f"{figure.value:.0%} ({figure.low:.0%} – {figure.high:.0%})"


def _show_reason(words: Words, figure: Figure) -> None:
    if figure.reason:
        st.caption(plain(words.pick(figure.reason)))


def _enter(visit: Visit, doctor_id: str, form: Form) -> None:
    start = datetime.combine(form.value("first"), time.min, CHINA)
    end = datetime.combine(form.value("last"), time.min, CHINA) + timedelta(days=1)
    told: list[str] = []

    def enter() -> None:
        answer = visit.hospital.practice.add_absence(doctor_id, start, end)
        told.extend(visit.words.pick(each.text) for each in answer.contradictions)

    if act(visit.words("practice.entered"), enter):
        st.session_state["absence_contradictions"] = told
        form.sent()


def _take_back(visit: Visit, doctor_id: str, start: datetime) -> None:
    act(visit.words("practice.taken_back"), lambda: visit.hospital.practice.remove_absence(doctor_id, start))
