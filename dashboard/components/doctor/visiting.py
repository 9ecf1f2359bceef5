"""A visit for a case: a day, machines, a purpose."""

from __future__ import annotations

import streamlit as st

from clinic_client.models import CaseRead
from dashboard.components.doctor.acting import act, once_key
from dashboard.components.fields import Form
from dashboard.visit import Visit

__all__ = ["show_visiting"]


def show_visiting(visit: Visit, case: CaseRead) -> None:
    """Draw the form that plans a visit to the factory of ``case``."""
    words = visit.words
    visit.link("my_visits", words("doctor.to_my_visits"), icon=":material/event:")
    machines = {
        machine.id: machine
        for machine in visit.kept("machines", visit.hospital.equipment)
        if machine.factory_id == case.factory_id
    }
    if not machines:
        st.caption(words("doctor.visit_without_machine"))
        return
    form = Form(visit, f"visit:{case.id}", machines=[case.equipment_id] if case.equipment_id in machines else [])
    st.caption(words("doctor.visit_explanation"))
    form.day("day", words("doctor.visit_day"))
    form.several(
        "machines",
        words("doctor.visit_machines"),
        list(machines),
        lambda identity: f"{words.name(machines[identity])} · {machines[identity].location}",
        words("doctor.choose"),
    )
    form.line("purpose", words("doctor.visit_purpose"), most=400, hint=words("doctor.visit_purpose_hint"))
    st.button(
        words("doctor.visit_plan"),
        type="primary",
        icon=":material/event_available:",
        key=f"visit_{case.id}",
        disabled=not (form.value("day") and form.value("machines") and form.text("purpose")),
        on_click=_plan,
        args=(visit, case, form),
    )


def _plan(visit: Visit, case: CaseRead, form: Form) -> None:
    name = f"visit {case.id}"
    key, plan = once_key(name), visit.hospital.practice.plan_visit
    day, machines, purpose = form.value("day"), form.value("machines"), form.text("purpose")
    doctor_id = visit.account.doctor_id or ""
    done = visit.words("doctor.visit_planned", day=visit.words.day(day))
    if act(done, lambda: plan(case.factory_id, day, doctor_id, machines, purpose, idempotency_key=key)):
        form.sent()
        once_key(name, renew=True)
