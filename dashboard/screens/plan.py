"""The plan of the queue: every waiting case with the doctor it should have, why, and why not another; given out with
one click. "What if a doctor is away" shows what would change and changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from clinic_client.models import (
    BulkAssignment,
    CaseRead,
    DoctorRead,
    NotReady,
    PlannedCase,
    QueuePlanRead,
    UnplannedCase,
)
from dashboard.components.clocks import show_clock
from dashboard.components.desk import show_alternatives, show_decision_buttons, show_drag_handle
from dashboard.components.findings import show_bullets
from dashboard.components.machine import excerpt, machine_name
from dashboard.components.notices import keep_notice, telling_failures
from dashboard.components.paging import show_portion
from dashboard.components.urgency import show_urgency
from dashboard.problems import HospitalProblem
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_plan"]

_PORTION: Final = 10
_PLAN: Final = "queue_plan"
_REFUSED: Final = "queue_plan_refused"


def show_plan(visit: Visit) -> None:
    """Draw what is asked for and the plan that was made last in this tab."""
    words = visit.words
    st.title(words.of("pages", "plan"), anchor=False)
    st.caption(words("plan.explanation"))
    doctors = {doctor.id: doctor for doctor in visit.hospital.doctors()}
    _show_question(visit, doctors)
    _show_refused(visit)
    plan: QueuePlanRead | None = st.session_state.get(_PLAN)
    if plan is None:
        return
    _show_summary(visit, plan)
    for change in plan.changes or ():
        st.markdown(f":material/swap_horiz: {plain(words.pick(change.text))}")
    for unassigned in plan.unassigned:
        _show_without_doctor(visit, unassigned)
    for planned in show_portion(plan.assignments, _PORTION, "plan_page"):
        _show_planned(visit, planned)
    if plan.not_ready:
        with st.expander(words("plan.not_ready", count=len(plan.not_ready))):
            for waiting in plan.not_ready:
                _show_without_doctor(visit, waiting)


def _show_question(visit: Visit, doctors: Mapping[str, DoctorRead]) -> None:
    words = visit.words
    with st.form("plan_question", enter_to_submit=False):
        st.multiselect(
            words("plan.absent"),
            list(doctors),
            format_func=lambda identity: words.name(doctors[identity]),
            key="plan_absent",
            placeholder=words("plan.nobody_absent"),
        )
        st.checkbox(words("plan.replan"), key="plan_replan")
        st.form_submit_button(
            words("plan.make"), type="primary", icon=":material/schema:", key="plan_make", on_click=_make, args=(visit,)
        )


def _make(visit: Visit) -> None:
    """Ask for the plan and keep it for the drawing that follows."""
    st.session_state.pop(_REFUSED, None)
    st.session_state.pop(_PLAN, None)
    with telling_failures():
        st.session_state[_PLAN] = visit.hospital.desk.plan(
            absent_doctor_ids=st.session_state["plan_absent"], replan=st.session_state["plan_replan"]
        )


def _show_summary(visit: Visit, plan: QueuePlanRead) -> None:
    words = visit.words
    waiting = [planned for planned in plan.assignments if planned.current_doctor_id is None]
    counts = {"planned": len(plan.assignments), "nobody": len(plan.unassigned), "at": words.date(plan.planned_at)}
    st.markdown(f"**{plain(words('plan.summary', **counts))}**")
    st.caption(words("plan.proved") if plan.proved else words("plan.not_proved"))
    if plan.left_out:
        st.caption(words("plan.left_out", count=plan.left_out))
    if plan.changes is not None:
        st.info(words("plan.what_if") if plan.changes else words("plan.no_change"))
    elif waiting:
        st.button(
            words("plan.give_out", count=len(waiting)),
            key="plan_give_out",
            type="primary",
            icon=":material/done_all:",
            on_click=_give_out,
            args=(visit, waiting),
        )


def _give_out(visit: Visit, planned: list[PlannedCase]) -> None:
    """Assign the cases as planned; what was refused is shown with its reason."""
    with telling_failures():
        results = visit.hospital.desk.give_out(
            [BulkAssignment(each.case_id, each.doctor_id, each.case_version) for each in planned]
        )
        st.session_state.pop(_PLAN, None)
        refused = [item for item in results if not item.assigned]
        st.session_state[_REFUSED] = refused
        keep_notice(visit.words("plan.given_out", count=len(results) - len(refused), of=len(results)))


def _show_refused(visit: Visit) -> None:
    for item in st.session_state.get(_REFUSED, ()):
        st.warning(plain(f"{item.case_id}: {visit.words.pick(item.text)}"))


def _show_planned(visit: Visit, planned: PlannedCase) -> None:
    words = visit.words
    with st.container(border=True, key=f"plan_{planned.case_id}"):
        about, desk = st.columns([1, 1], gap="large")
        with about:
            case = _show_case(visit, planned.case_id)
        with desk:
            name = words.pick(planned.doctor_name)
            st.markdown(f"**{plain(name)}** · {words('desk.fit', score=f'{planned.score:.2f}')}")
            show_bullets(words, list(planned.reasons))
            others = [(words.pick(each.doctor_name), each.score, each.why_not) for each in planned.alternatives]
            show_alternatives(words, others)
            if case is not None and planned.current_doctor_id is None:
                with st.container(horizontal=True, vertical_alignment="center"):
                    show_drag_handle(visit, case)
                    show_decision_buttons(visit, case)


def _show_without_doctor(visit: Visit, item: UnplannedCase | NotReady) -> None:
    with st.container(border=True, key=f"plan_none_{item.case_id}"):
        _show_case(visit, item.case_id)
        st.markdown(f":material/person_off: {plain(visit.words.pick(item.reason))}")


def _show_case(visit: Visit, case_id: str) -> CaseRead | None:
    """Draw the case as it is now and return it; None where it is gone since the plan was made."""
    words = visit.words
    try:
        case = visit.hospital.case(case_id)
    except HospitalProblem:
        st.markdown(f"**{plain(case_id)}**")
        return None
    with st.container(horizontal=True, gap="small"):
        show_urgency(words, case.urgency)
        show_clock(words, case)
        if case.department:
            st.badge(words.of("department", case.department), color="violet")
    st.markdown(f"**{plain(machine_name(words, case))}** · {plain(words.pick(case.factory_name))}")
    st.text(excerpt(case.complaint))
    visit.link("case", words("cases.open_case"), icon=":material/description:", case=case.id)
    return case
