"""The form that asks for a day of rounds. What stands in it is kept as a draft until the day is planned."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final
from uuid import uuid4

import streamlit as st

from clinic_client.models import RoundRead
from dashboard.china import today
from dashboard.components.fields import Form
from dashboard.components.machine import excerpt, machine_name
from dashboard.components.problems import show_problem, show_unreachable
from dashboard.problems import HospitalProblem, HospitalUnreachable
from dashboard.visit import Visit

__all__ = ["show_day_form"]

_SATURDAY: Final = 5
_ALL: Final = "all"
_THESE: Final = "these"
_NONE: Final = "none"
_MOST_CHARACTERS: Final = 300
_LINE_CHARACTERS: Final = 60
_ONCE: Final = "rounds_once"


def show_day_form(visit: Visit) -> None:
    """Draw the fields: the day, what to visit, who goes. For a part of the page that runs again alone."""
    words = visit.words
    form = Form(visit, "rounds", day=_next_weekday(today()), which=_ALL)
    left, right = st.columns(2, gap="medium")
    with left:
        form.day("day", words("rounds.day"))
        form.check("on_day_off", words("rounds.on_day_off"))
        _show_cases(visit, form)
    with right:
        _show_doctors(visit, form)
        _show_factories(visit, form)
    if st.button(words("rounds.plan"), key="rounds_plan", type="primary", icon=":material/route:"):
        _plan(visit, form)


def _next_weekday(day: date) -> date:
    """Return the next Monday to Friday after ``day``; whether it is a holiday the service knows."""
    following = (day + timedelta(days=ahead) for ahead in range(1, 4))
    return next(each for each in following if each.weekday() < _SATURDAY)


def _show_cases(visit: Visit, form: Form) -> None:
    words = visit.words
    form.radio("which", words("rounds.cases"), (_ALL, _THESE, _NONE), lambda code: words.of("rounds_which", code))
    if form.value("which") == _THESE:
        cases = {case.id: case for case in visit.hospital.rounds.cases_to_visit()}

        def label(identity: str) -> str:
            case = cases[identity]
            complaint = excerpt(case.complaint, _LINE_CHARACTERS)
            return f"{words.pick(case.factory_name)} · {machine_name(words, case)} · {complaint}"

        form.several("cases", words("rounds.these_cases"), list(cases), label, words("rounds.choose"))


def _show_factories(visit: Visit, form: Form) -> None:
    words = visit.words
    factories = {each.id: words.name(each) for each in visit.kept("factories", visit.hospital.factories)}
    hint = words("rounds.no_factories")
    form.several("factories", words("rounds.factories"), list(factories), factories.__getitem__, hint)
    st.caption(words("rounds.factories_mean"))
    form.line("purpose", words("rounds.purpose"), most=_MOST_CHARACTERS, hint=words("rounds.usual_purpose"))


def _show_doctors(visit: Visit, form: Form) -> None:
    words = visit.words
    doctors = {each.id: each for each in visit.kept("doctors", visit.hospital.doctors) if each.in_service}

    def label(identity: str) -> str:
        departments = " / ".join(words.of("department", code) for code in doctors[identity].departments)
        return f"{words.name(doctors[identity])} · {departments}"

    form.several("doctors", words("rounds.doctors"), list(doctors), label, words("rounds.best_doctors"))


def _plan(visit: Visit, form: Form) -> None:
    """Ask for the plan and go to it; where that is refused all that was chosen still stands."""
    words = visit.words
    if form.value("which") == _NONE and not form.value("factories"):
        st.warning(words("rounds.nothing_to_visit"))
        return
    if form.value("day") is None:
        st.warning(words("rounds.no_day"))
        return
    try:
        with st.spinner(words("rounds.planning")):
            made = _propose(visit, form)
    except HospitalProblem as problem:
        show_problem(words, problem)
    except HospitalUnreachable:
        show_unreachable(words)
    else:
        st.session_state.pop(_ONCE, None)
        form.sent()
        visit.go("rounds", round=made.id)


def _propose(visit: Visit, form: Form) -> RoundRead:
    which, day = form.value("which"), form.value("day")
    asked: dict[str, Any] = {
        "doctor_ids": form.value("doctors") or [],
        "case_ids": None if which == _ALL else (form.value("cases") or []) if which == _THESE else [],
        "factory_ids": form.value("factories") or [],
        "purpose": form.text("purpose") or visit.words("rounds.usual_purpose"),
        "on_day_off": bool(form.value("on_day_off")),
    }
    key, before = st.session_state.get(_ONCE, ("", None))
    if before != (day, asked):
        key = uuid4().hex
        st.session_state[_ONCE] = (key, (day, asked))
    return visit.hospital.rounds.propose(day, idempotency_key=key, **asked)
