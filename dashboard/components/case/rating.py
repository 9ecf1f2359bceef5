"""How content the factory is with the hospital, told once for each case."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import CaseRead, TreatmentRead
from dashboard.components.acting import act_once, draw_anew_after_action, show_outcome
from dashboard.components.fields import Form
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_rating"]

_SCORES: Final = (1, 2, 3, 4, 5)
_STAR: Final = "★"


def show_rating(visit: Visit, case: CaseRead, treatment: TreatmentRead) -> None:
    """Draw the factory's answer, or the question once there is a diagnosis; other people see the answer only."""
    words, told = visit.words, treatment.satisfaction
    if told is not None:
        with st.container(border=True):
            st.markdown(f"**{words('rating.heading')}** {_STAR * told.score} {words.of('score', told.score)}")
            if told.words:
                st.markdown(f"> {plain(told.words)}")
    elif treatment.diagnosis is not None and visit.is_factory:
        st.fragment(_show_question)(visit, case.id)


def _show_question(visit: Visit, case_id: str) -> None:
    draw_anew_after_action()
    words, place = visit.words, f"rating:{case_id}"
    form = Form(visit, place)
    with st.container(border=True):
        st.subheader(words("rating.heading"), anchor=False)
        form.segments("score", words("rating.question"), _SCORES, lambda each: f"{each} {words.of('score', each)}")
        form.area("words", words("rating.why"), height=80)
        show_outcome(visit, place)
        if st.session_state.pop(f"{place}:missing", False):
            st.warning(words("rating.missing"))
        st.button(
            words("rating.send"),
            type="primary",
            key=f"{place}:send",
            on_click=_rate,
            args=(visit, case_id, form),
        )


def _rate(visit: Visit, case_id: str, form: Form) -> None:
    score, text = form.value("score"), form.text("words") or None
    if score is None:
        st.session_state[f"{form.name}:missing"] = True
    elif act_once(
        form.name,
        visit.words("rating.thanks"),
        lambda key: visit.hospital.care.rate(case_id, score, text, idempotency_key=key),
    ):
        form.sent()
