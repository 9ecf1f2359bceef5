"""Taking a case, or not: accept, decline with a reason, hand it to another department, another urgency."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import CaseRead
from dashboard.components.acting import may
from dashboard.components.doctor.acting import act, act_and_leave
from dashboard.components.fields import Form
from dashboard.visit import Visit

__all__ = ["show_acceptance", "show_handing_over"]

_OTHER: Final = "other"


def show_acceptance(visit: Visit, case: CaseRead) -> None:
    """Draw one button to accept, and the reasons for which a doctor may decline."""
    words = visit.words
    st.markdown(words("doctor.accept_explanation"))
    if case.assignment and case.assignment.reason:
        st.caption(words("doctor.given_because", reason=case.assignment.reason))
    st.button(
        words("doctor.accept"),
        type="primary",
        icon=":material/check:",
        width="stretch",
        key=f"accept_{case.id}",
        on_click=_accept,
        args=(visit, case),
    )
    with st.expander(words("doctor.decline"), icon=":material/undo:"):
        form = Form(visit, f"decline:{case.id}")
        st.caption(words("doctor.decline_explanation"))
        form.radio(
            "why", words("doctor.decline_why"), words.codes("decline_why"), lambda code: words.of("decline_why", code)
        )
        form.area("words", words("doctor.decline_words"), most=1000)
        missing = form.value("why") is None or (form.value("why") == _OTHER and not form.text("words"))
        st.button(
            words("doctor.decline_send"),
            key=f"decline_{case.id}",
            disabled=missing,
            help=words("doctor.decline_missing") if missing else None,
            on_click=_decline,
            args=(visit, case, form),
        )


def show_handing_over(visit: Visit, case: CaseRead) -> None:
    """Draw what changes where the case belongs and how urgent it is."""
    words = visit.words
    if may(case, "refer"):
        form = Form(visit, f"refer:{case.id}")
        st.markdown(f"**{words('doctor.refer')}**")
        st.caption(words("doctor.refer_explanation"))
        form.select(
            "department",
            words("doctor.department"),
            [code for code in words.codes("department") if code != case.department],
            lambda code: words.of("department", code),
            hint=words("doctor.choose"),
        )
        form.area("reason", words("doctor.reason"), most=1000)
        st.button(
            words("doctor.refer_send"),
            key=f"refer_{case.id}",
            disabled=not (form.value("department") and form.text("reason")),
            on_click=_refer,
            args=(visit, case, form),
        )
        st.divider()
    urgency = Form(visit, f"urgency:{case.id}", level=case.urgency)
    st.markdown(f"**{words('doctor.urgency')}**")
    st.caption(words("doctor.urgency_explanation"))
    urgency.select(
        "level", words("doctor.urgency"), range(1, 6), lambda level: words.of("urgency", level), hides_label=True
    )
    urgency.line("reason", words("doctor.reason"))
    st.button(
        words("doctor.urgency_send"),
        key=f"urgency_{case.id}",
        disabled=urgency.value("level") == case.urgency,
        on_click=_change_urgency,
        args=(visit, case, urgency),
    )


def _accept(visit: Visit, case: CaseRead) -> None:
    act(visit.words("doctor.accepted"), lambda: visit.hospital.attending.accept(case))


def _decline(visit: Visit, case: CaseRead, form: Form) -> None:
    code = form.value("why")
    told = visit.words.of("decline_why", code) if code != _OTHER else ""
    reason = ": ".join(part for part in (told, form.text("words")) if part)
    if act_and_leave(visit.words("doctor.declined"), lambda: visit.hospital.attending.decline(case, reason)):
        form.sent()


def _refer(visit: Visit, case: CaseRead, form: Form) -> None:
    department, reason = form.value("department"), form.text("reason")
    if act_and_leave(visit.words("doctor.referred"), lambda: visit.hospital.attending.refer(case, department, reason)):
        form.sent()


def _change_urgency(visit: Visit, case: CaseRead, form: Form) -> None:
    level, reason = form.value("level"), form.text("reason") or None
    done = visit.words("doctor.urgency_changed")
    if act(done, lambda: visit.hospital.attending.change_urgency(case, level, reason)):
        form.sent()
