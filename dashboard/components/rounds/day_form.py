"""The form that asks for a day of rounds. What stands in it is kept as a draft until the day is planned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import uuid4
from zoneinfo import ZoneInfo

import streamlit as st

from clinic_client.models import RoundRead
from dashboard.components.drafts import drop_draft, keep_draft, restore_draft
from dashboard.components.machine import excerpt, machine_name
from dashboard.components.problems import show_problem, show_unreachable
from dashboard.problems import HospitalProblem, HospitalUnreachable
from dashboard.visit import Visit

__all__ = ["show_day_form"]

_CHINA: Final = ZoneInfo("Asia/Shanghai")
_SATURDAY: Final = 5
_ALL: Final = "all"
_THESE: Final = "these"
_NONE: Final = "none"
_DRAFT: Final = "rounds"
_KEYS: Final = (
    "rounds_day",
    "rounds_on_day_off",
    "rounds_which",
    "rounds_cases",
    "rounds_factories",
    "rounds_doctors",
    "rounds_purpose",
)
_MOST_CHARACTERS: Final = 300
_LINE_CHARACTERS: Final = 60
_ONCE: Final = "rounds_once"


def show_day_form(visit: Visit) -> None:
    """Draw the fields: the day, what to visit, who goes."""
    words = visit.words
    restore_draft(visit, _DRAFT, _KEYS)
    left, right = st.columns(2, gap="medium")
    with left:
        st.session_state.setdefault("rounds_day", _next_weekday(datetime.now(_CHINA).date()))
        st.date_input(words("rounds.day"), format="YYYY-MM-DD", key="rounds_day", **_kept(visit))
        st.checkbox(words("rounds.on_day_off"), key="rounds_on_day_off", **_kept(visit))
        _show_cases(visit)
    with right:
        _show_doctors(visit)
        _show_factories(visit)
    if st.button(words("rounds.plan"), key="rounds_plan", type="primary", icon=":material/route:"):
        _plan(visit)


def _next_weekday(day: date) -> date:
    """Return the next Monday to Friday after ``day``; whether it is a holiday the service knows."""
    following = (day + timedelta(days=ahead) for ahead in range(1, 4))
    return next(each for each in following if each.weekday() < _SATURDAY)


def _kept(visit: Visit) -> dict[str, Any]:
    return {"on_change": keep_draft, "args": (visit, _DRAFT, _KEYS)}


def _show_cases(visit: Visit) -> None:
    words = visit.words
    st.session_state.setdefault("rounds_which", _ALL)
    which = st.radio(
        words("rounds.cases"),
        (_ALL, _THESE, _NONE),
        format_func=lambda code: words.of("rounds_which", code),
        key="rounds_which",
        **_kept(visit),
    )
    if which == _THESE:
        cases = {case.id: case for case in visit.hospital.rounds.cases_to_visit()}
        _keep_known("rounds_cases", list(cases))
        st.multiselect(
            words("rounds.these_cases"),
            list(cases),
            format_func=lambda identity: (
                f"{words.pick(cases[identity].factory_name)} · {machine_name(words, cases[identity])} · "
                + excerpt(cases[identity].complaint, _LINE_CHARACTERS)
            ),
            key="rounds_cases",
            placeholder=words("rounds.choose"),
            **_kept(visit),
        )


def _show_factories(visit: Visit) -> None:
    words = visit.words
    factories = {each.id: words.name(each) for each in visit.kept("factories", visit.hospital.factories)}
    _keep_known("rounds_factories", list(factories))
    st.multiselect(
        words("rounds.factories"),
        list(factories),
        format_func=factories.__getitem__,
        key="rounds_factories",
        placeholder=words("rounds.no_factories"),
        help=words("rounds.factories_mean"),
        **_kept(visit),
    )
    st.text_input(
        words("rounds.purpose"),
        key="rounds_purpose",
        max_chars=_MOST_CHARACTERS,
        placeholder=words("rounds.usual_purpose"),
        **_kept(visit),
    )


def _show_doctors(visit: Visit) -> None:
    words = visit.words
    doctors = {each.id: each for each in visit.kept("doctors", visit.hospital.doctors) if each.in_service}
    _keep_known("rounds_doctors", list(doctors))
    st.multiselect(
        words("rounds.doctors"),
        list(doctors),
        format_func=lambda identity: (
            f"{words.name(doctors[identity])} · "
            + " / ".join(words.of("department", code) for code in doctors[identity].departments)
        ),
        key="rounds_doctors",
        placeholder=words("rounds.best_doctors"),
        **_kept(visit),
    )


def _keep_known(key: str, known: Sequence[str]) -> None:
    """Drop from a draft what is not there to be chosen any more."""
    if key in st.session_state:
        st.session_state[key] = [each for each in st.session_state[key] if each in known]


def _plan(visit: Visit) -> None:
    """Ask for the plan and go to it; where that is refused all that was chosen still stands."""
    words = visit.words
    if st.session_state["rounds_which"] == _NONE and not st.session_state["rounds_factories"]:
        st.warning(words("rounds.nothing_to_visit"))
        return
    try:
        with st.spinner(words("rounds.planning")):
            made = _propose(visit)
    except HospitalProblem as problem:
        show_problem(words, problem)
    except HospitalUnreachable:
        show_unreachable(words)
    else:
        st.session_state.pop(_ONCE, None)
        drop_draft(visit, _DRAFT)
        visit.go("rounds", round=made.id)


def _propose(visit: Visit) -> RoundRead:
    which, purpose = st.session_state["rounds_which"], st.session_state["rounds_purpose"].strip()
    asked: dict[str, Any] = {
        "doctor_ids": st.session_state["rounds_doctors"],
        "case_ids": None if which == _ALL else st.session_state.get("rounds_cases", []) if which == _THESE else [],
        "factory_ids": st.session_state["rounds_factories"],
        "purpose": purpose or visit.words("rounds.usual_purpose"),
        "on_day_off": st.session_state["rounds_on_day_off"],
    }
    day = st.session_state["rounds_day"]
    key, before = st.session_state.get(_ONCE, ("", None))
    if before != (day, asked):
        key = uuid4().hex
        st.session_state[_ONCE] = (key, (day, asked))
    return visit.hospital.rounds.propose(day, idempotency_key=key, **asked)
