"""Questions to the factory: what was asked and answered, a new question, a measurement that is wanted."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import CaseRead, PointRead, QuestionRead
from dashboard.components.acting import may
from dashboard.components.doctor.acting import act
from dashboard.components.fields import Form
from dashboard.components.measuring import show_measuring_hints
from dashboard.visit import Visit
from dashboard.words import Language, Words, plain

__all__ = ["show_asking"]

_MOST_QUESTIONS: Final = 10
_RATES_HZ: Final = (12_000, 20_000, 25_600, 51_200)
"""12 kHz is the least for bearings and 20 kHz what the measuring hints ask for; the others are usual recorders'."""
_SECONDS: Final = (10, 30, 60)
_USUAL_RATE_HZ: Final = 25_600
_USUAL_SECONDS: Final = 10


def show_asking(visit: Visit, case: CaseRead) -> None:
    """Draw the questions with their answers, and where the case's state allows it, ways to ask."""
    words = visit.words
    questions = visit.hospital.talk.questions(case.id)
    if case.state == "needs_information":
        st.info(words("doctor.paused"), icon=":material/pause_circle:")
    for question in questions:
        _show_question(words, question)
    if not may(case, "ask_information"):
        if case.state == "needs_information":
            st.caption(words("doctor.ask_after_answer"))
        return
    st.caption(words("doctor.ask_explanation"))
    _show_question_form(visit, case)
    with st.expander(words("doctor.measurement"), icon=":material/sensors:"):
        _show_measurement_form(visit, case)


def _show_question(words: Words, question: QuestionRead) -> None:
    with st.container(border=True):
        st.markdown(f":material/help: **{plain(question.question)}**")
        st.caption(plain(f"{question.asked_by} · {words.date(question.asked_at)}"))
        if question.answered_at is None:
            st.badge(words("doctor.unanswered"), color="orange", icon=":material/hourglass_top:")
        else:
            st.markdown(f":material/reply: {plain(question.answer or '')}")
            st.caption(plain(f"{question.answered_by} · {words.date(question.answered_at)}"))


def _show_question_form(visit: Visit, case: CaseRead) -> None:
    words = visit.words
    form = Form(visit, f"ask:{case.id}")
    form.area(
        "questions",
        words("doctor.questions"),
        height=110,
        hint=words("doctor.questions_hint"),
        help=words("doctor.questions_help"),
    )
    questions = [line.strip() for line in form.text("questions").splitlines() if line.strip()]
    st.button(
        words("doctor.ask"),
        icon=":material/send:",
        type="primary",
        key=f"ask_{case.id}",
        disabled=not 0 < len(questions) <= _MOST_QUESTIONS,
        on_click=_ask,
        args=(visit, case, form, questions),
    )


def _show_measurement_form(visit: Visit, case: CaseRead) -> None:
    words = visit.words
    form = Form(
        visit,
        f"measure:{case.id}",
        quantity="acceleration",
        direction="radial_v",
        rate_hz=_USUAL_RATE_HZ,
        seconds=_USUAL_SECONDS,
    )
    form.select("quantity", words("doctor.quantity"), words.codes("quantity"), lambda code: words.of("quantity", code))
    points = _points(visit, case)
    if points:
        form.select(
            "point",
            words("doctor.point"),
            list(points),
            lambda identity: points[identity].name,
            hint=words("doctor.point_other"),
        )
    if form.value("point") not in points:
        form.line("place", words("doctor.place"), most=120, hint=words("doctor.place_hint"))
        form.select(
            "direction", words("doctor.direction"), words.codes("direction"), lambda code: words.of("direction", code)
        )
    rate, seconds = st.columns(2)
    with rate:
        form.select("rate_hz", words("doctor.rate"), _RATES_HZ, lambda hz: f"{hz / 1000:g} kHz")
    with seconds:
        form.select("seconds", words("doctor.seconds"), _SECONDS, lambda each: f"{each} s")
    form.line("running", words("doctor.running"), most=200, hint=words("doctor.running_hint"))
    form.line("why", words("doctor.why"), most=400, hint=words("doctor.why_hint"))
    point = points.get(form.value("point") or "")
    text = "\n".join(_request_in(Words(language), form, point) for language in (case.language, _other(case.language)))
    st.caption(words("doctor.request_preview"))
    st.text(text)
    show_measuring_hints(words)
    st.button(
        words("doctor.measurement_send"),
        icon=":material/send:",
        key=f"measure_{case.id}",
        disabled=point is None and not form.text("place"),
        help=words("doctor.place_missing") if point is None and not form.text("place") else None,
        on_click=_ask,
        args=(visit, case, form, [text]),
    )


def _points(visit: Visit, case: CaseRead) -> dict[str, PointRead]:
    if case.equipment_id is None:
        return {}
    equipment_id = case.equipment_id
    points = visit.kept(f"points {equipment_id}", lambda: visit.hospital.practice.points(equipment_id))
    return {point.id: point for point in points}


def _request_in(words: Words, form: Form, point: PointRead | None) -> str:
    """Return the request in the language of ``words``."""
    direction = point.direction if point else form.value("direction")
    sentences = [
        words(
            "request.what",
            quantity=words.of("quantity", point.quantity if point else form.value("quantity")),
            place=(point.name if point else form.text("place")) or "…",
            direction=words.of("direction", direction) if direction else words("request.as_before"),
        ),
        words("request.how", rate=f"{form.value('rate_hz') / 1000:g}", seconds=form.value("seconds")),
    ]
    if form.text("running"):
        sentences.append(words("request.running", running=form.text("running")))
    if form.text("why"):
        sentences.append(words("request.why", why=form.text("why")))
    return ("" if words.language == "zh" else " ").join(sentences)


def _other(language: Language) -> Language:
    return "en" if language == "zh" else "zh"


def _ask(visit: Visit, case: CaseRead, form: Form, questions: list[str]) -> None:
    if act(visit.words("doctor.asked"), lambda: visit.hospital.attending.ask(case, questions)):
        form.sent()
