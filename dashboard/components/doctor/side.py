"""The doctor's side of a case: what is next, and the tools that the case's state offers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from clinic_client.models import CaseRead, ExaminationRead, TreatmentRead
from dashboard.components.acting import may
from dashboard.components.doctor.acceptance import show_acceptance, show_handing_over
from dashboard.components.doctor.acting import draw_anew_after_action, show_outcome
from dashboard.components.doctor.asking import show_asking
from dashboard.components.doctor.colleagues import show_colleagues
from dashboard.components.doctor.consulted import show_consulted_side
from dashboard.components.doctor.deadline import show_deadline
from dashboard.components.doctor.diagnosis import show_diagnosis
from dashboard.components.doctor.follow_up import show_discharge, show_follow_up, show_teardown
from dashboard.components.doctor.prescribing import show_prescribing
from dashboard.components.doctor.visiting import show_visiting
from dashboard.visit import Visit

__all__ = ["show_doctor_side", "show_way_to_doctor_side"]

_CLOSED: Final = frozenset({"discharged", "merged", "cancelled"})
_TOOL: Final = "do"
_ANCHOR: Final = "doctor-side"

Tool = Callable[[], None]


def show_doctor_side(
    visit: Visit, case: CaseRead, examination: ExaminationRead | None, treatment: TreatmentRead | None
) -> None:
    """Draw what the acting doctor may do in ``case``, as it was read with its ``treatment``; nothing for others."""
    if visit.role == "doctor" and treatment is not None and case.state not in {"merged", "cancelled"}:
        st.fragment(_show)(visit, case, examination, treatment)


def show_way_to_doctor_side(visit: Visit) -> None:
    """Draw a link down to the doctor's side; the style shows it where the columns of a page stand below each other."""
    with st.container(key="way_to_doctor_side"):
        st.markdown(f"[↓ {visit.words('doctor.next')}](#{_ANCHOR})")


def _show(visit: Visit, case: CaseRead, examination: ExaminationRead | None, treatment: TreatmentRead) -> None:
    draw_anew_after_action(visit)
    words = visit.words
    with st.container(border=True, key="doctor_side"):
        if case.assignment is None or case.assignment.doctor_id != visit.account.doctor_id:
            st.subheader(words("doctor.asked_of_you"), anchor=_ANCHOR)
            show_outcome(visit)
            show_consulted_side(visit, case, treatment)
            return
        st.subheader(words("doctor.next"), anchor=_ANCHOR)
        st.markdown(f"**{words.of('next_step', _next_step(case, treatment))}**")
        _show_clock(visit, case)
        show_outcome(visit)
        tools = _tools(visit, case, examination, treatment)
        tools[_choose(visit, case, list(tools))]()


def _next_step(case: CaseRead, treatment: TreatmentRead) -> str:
    """Return the name of what is next: the state's, finer where the treatment says more."""
    if case.state in {"diagnosed", "in_treatment"}:
        if not treatment.prescription:
            return "prescribe"
        return "finish" if treatment.may_finish else "await_repair"
    if case.state == "follow_up":
        compared = treatment.follow_up and any(each.verdict for each in treatment.follow_up.measurements)
        return "compare" if compared else "await_follow_up"
    return case.state


def _tools(
    visit: Visit, case: CaseRead, examination: ExaminationRead | None, treatment: TreatmentRead
) -> Mapping[str, Tool]:
    """Return the tools that make sense now by their names, in the order of a case's way."""
    is_open = case.state not in _CLOSED
    is_signed = treatment.diagnosis is not None
    offered: dict[str, tuple[bool, Tool]] = {
        "accept": (may(case, "begin_consultation"), lambda: show_acceptance(visit, case)),
        "diagnosis": (
            is_signed or may(case, "sign_diagnosis"),
            lambda: show_diagnosis(visit, case, examination, treatment),
        ),
        "ask": (is_open, lambda: show_asking(visit, case)),
        "prescription": (is_signed, lambda: show_prescribing(visit, case, examination, treatment)),
        "follow_up": (treatment.follow_up is not None, lambda: show_follow_up(visit, case, treatment)),
        "teardown": (is_signed, lambda: show_teardown(visit, case, examination, treatment)),
        "discharge": (is_signed, lambda: show_discharge(visit, case, treatment)),
        "colleagues": (is_open, lambda: show_colleagues(visit, case)),
        "visit": (is_open, lambda: show_visiting(visit, case)),
        "more": (is_open, lambda: show_handing_over(visit, case)),
    }
    return {name: tool for name, (is_offered, tool) in offered.items() if is_offered}


def _usual(case: CaseRead, names: list[str]) -> str:
    """Return the tool of what is next."""
    of_state = {
        "assigned": "accept",
        "in_consultation": "diagnosis",
        "needs_information": "ask",
        "follow_up": "follow_up",
        "discharged": "discharge",
    }
    wanted = of_state.get(case.state, "prescription")
    return wanted if wanted in names else names[0]


def _choose(visit: Visit, case: CaseRead, names: list[str]) -> str:
    """Draw the choice of a tool, kept in the address with the state it was made in; return the chosen one.

    In another state what is next is shown again, whatever was chosen before.
    """
    words = visit.words
    tool, _, state = st.query_params.get(_TOOL, "").partition(".")
    key = f"tool_{case.id}_{case.state}_{words.language}"
    chosen = st.pills(
        words("doctor.tools"),
        names,
        default=tool if tool in names and state == case.state else _usual(case, names),
        format_func=lambda name: words.of("tool", name),
        key=key,
        label_visibility="collapsed",
        on_change=_keep_choice,
        args=(key, case.state),
    )
    return chosen or _usual(case, names)


def _keep_choice(key: str, state: str) -> None:
    st.query_params[_TOOL] = f"{st.session_state[key] or ''}.{state}"


def _show_clock(visit: Visit, case: CaseRead) -> None:
    """Draw the clock that runs now, or that it stands still."""
    running = [clock for clock in case.clocks or () if clock.met_at is None and clock.kind != "first_opinion"]
    if not running:
        return
    clock = min(running, key=lambda each: each.due_at)
    if clock.stopped_at is not None:
        since = visit.words("doctor.clock_paused", date=visit.words.date(clock.stopped_at))
        st.badge(since, icon=":material/pause_circle:", color="blue")
        return
    show_deadline(visit.words, clock.due_at, None, is_late=clock.is_late, is_due=False)
