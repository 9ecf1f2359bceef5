"""What a coordinator may decide about a case besides the proposal: one dialog, one form a decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

import streamlit as st

from clinic_client.models import CaseRead
from dashboard.components.desk.choosing import DROPPED_ON, show_doctor_choice, show_second_opinion
from dashboard.components.desk.drag import show_handle
from dashboard.components.desk.forms import (
    show_cancelling,
    show_department,
    show_merging,
    show_question,
    show_reopening,
    show_unassigning,
    show_urgency_change,
)
from dashboard.components.live import is_dialog_open, open_dialog, show_dialog
from dashboard.components.machine import machine_name
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["DECIDERS", "show_decision_buttons", "show_drag_handle"]

DECIDERS: Final = frozenset({"coordinator", "admin"})
_CLOSED: Final = frozenset({"discharged", "merged", "cancelled"})
_FORMS: Final[Mapping[str, Callable[[Visit, CaseRead], None]]] = MappingProxyType(
    {
        "doctor": show_doctor_choice,
        "urgency": show_urgency_change,
        "department": show_department,
        "ask": show_question,
        "second_opinion": show_second_opinion,
        "unassign": show_unassigning,
        "merge": show_merging,
        "cancel": show_cancelling,
        "reopen": show_reopening,
    }
)


def show_decision_buttons(visit: Visit, case: CaseRead) -> None:
    """Draw the buttons that lead to other decisions about ``case``, for those who may; and the dialog where one was
    pressed.
    """
    decisions = _decisions(case) if visit.role in DECIDERS else []
    if not decisions:
        return
    words, name = visit.words, _dialog_of(case)
    others = [each for each in decisions if each != "doctor"]
    if "doctor" in decisions:
        st.button(
            words("desk.pick"),
            key=f"pick_{case.id}",
            icon=":material/person_search:",
            on_click=_open,
            args=(name, "doctor"),
        )
    if others:
        st.button(
            words("desk.more"),
            key=f"more_{case.id}",
            icon=":material/more_horiz:",
            on_click=_open,
            args=(name, others[0]),
        )
    if is_dialog_open(name):
        title = words("desk.decide", machine=machine_name(words, case))
        show_dialog(visit, plain(title), _show_decision, case, decisions)


def show_drag_handle(visit: Visit, case: CaseRead) -> None:
    """Draw what ``case`` is dragged onto a doctor by, for those who may give it to one."""
    if visit.role in DECIDERS and "doctor" in _decisions(case):
        show_handle(visit, case, partial(_open, _dialog_of(case), "doctor"))


def _dialog_of(case: CaseRead) -> str:
    return f"decide:{case.id}"


def _open(name: str, decision: str, dropped_on: str | None = None) -> None:
    st.session_state["decision"] = decision
    st.session_state[DROPPED_ON] = dropped_on
    open_dialog(name)


def _decisions(case: CaseRead) -> list[str]:
    """Return what may be decided about ``case``: by the API's word on its state, and what leaves the state alone."""
    allowed = set(case.allowed_actions or ())
    may = {
        "doctor": bool({"assign", "unassign"} & allowed),
        "urgency": case.state not in _CLOSED,
        "department": case.state == "triaged",
        "ask": "ask_information" in allowed,
        "second_opinion": case.assignment is not None and case.state not in _CLOSED,
        "unassign": "unassign" in allowed,
        "merge": "merge" in allowed,
        "cancel": "cancel" in allowed,
        "reopen": "reopen" in allowed,
    }
    return [decision for decision in _FORMS if may[decision]]


def _show_decision(visit: Visit, case: CaseRead, decisions: list[str]) -> None:
    words = visit.words
    if st.session_state.get("decision") not in decisions:
        st.session_state["decision"] = decisions[0]
    decision = st.pills(
        words("desk.what"),
        decisions,
        required=True,
        format_func=lambda code: words.of("decision", code),
        key="decision",
        label_visibility="collapsed",
    )
    st.caption(plain(f"{words.pick(case.factory_name)} · {words.pick(case.state_text)} · {case.id}"))
    _FORMS[str(decision)](visit, case)
