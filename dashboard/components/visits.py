"""Visits that the hospital plans to a factory: when, who, what for, and the factory's word on the day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from clinic_client.models import CaseRead, VisitRead
from dashboard.components.acting import act, draw_anew_after_action, show_outcome
from dashboard.components.fields import Form
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_visits", "show_visits_of_case"]

_MOST_WORDS: Final = 1000


def show_visits_of_case(visit: Visit, case: CaseRead) -> None:
    """Draw the planned visits for a case or its machine; nothing where there is none."""
    if case.closed_at is not None:
        return
    planned = [each for each in visit.hospital.care.planned_visits() if _is_about(each, case)]
    if planned:
        show_visits(visit, planned)


def _is_about(planned: VisitRead, case: CaseRead) -> bool:
    """Tell whether a visit was planned for the case, or looks at its machine anyway."""
    machines = {stop.equipment_id for stop in planned.stops}
    return case.id in planned.case_ids or (case.equipment_id in machines and case.factory_id == planned.factory_id)


def show_visits(visit: Visit, planned: Sequence[VisitRead]) -> None:
    """Draw each visit with its agreement."""
    for each in planned:
        st.fragment(_show_visit)(visit, each)


def _show_visit(visit: Visit, planned: VisitRead) -> None:
    draw_anew_after_action()
    words, place = visit.words, f"visit:{planned.id}"
    with st.container(border=True, key=f"planned_{planned.id}"):
        st.subheader(words("planned_visits.planned", day=words.day(planned.day)), anchor=False)
        with st.container(horizontal=True, gap="small"):
            if planned.consent == "agreed":
                st.badge(words("planned_visits.agreed"), icon=":material/check:", color="green")
            elif planned.consent == "declined":
                st.badge(words("planned_visits.declined"), icon=":material/event_busy:", color="orange")
            else:
                st.badge(words("planned_visits.asked"), icon=":material/help:", color="blue")
        st.markdown("  \n".join(f":gray[{name}] **{plain(value)}**" for name, value in _facts(visit, planned)))
        if planned.consent_words:
            st.markdown(f"> {plain(planned.consent_words)}")
        show_outcome(visit, place)
        with st.container(horizontal=True):
            if planned.consent != "agreed":
                st.button(
                    words("planned_visits.agree"),
                    key=f"{place}:agree",
                    type="primary",
                    icon=":material/event_available:",
                    on_click=_agree,
                    args=(visit, planned),
                )
            with st.popover(words("planned_visits.decline"), icon=":material/event_busy:", type="tertiary"):
                _show_declining(visit, planned)


def _facts(visit: Visit, planned: VisitRead) -> list[tuple[str, str]]:
    words = visit.words
    machines = [words.pick(stop.equipment_name) for stop in planned.stops]
    facts = [
        (words("planned_visits.for_what"), planned.purpose),
        (words("planned_visits.who"), ", ".join(words.pick(name) for name in planned.doctor_names)),
        (words("planned_visits.machines"), ", ".join(machines)),
    ]
    if planned.planned_arrival_at:
        facts.insert(0, (words("planned_visits.arrives"), words.time(planned.planned_arrival_at)))
    return [(name, value) for name, value in facts if value]


def _show_declining(visit: Visit, planned: VisitRead) -> None:
    words, form = visit.words, Form(visit, f"decline_visit:{planned.id}")
    form.area("words", words("planned_visits.why_not"), most=_MOST_WORDS, hint=words("planned_visits.why_not_hint"))
    show_outcome(visit, form.name)
    st.button(words("planned_visits.tell"), key=f"{form.name}:send", on_click=_decline, args=(visit, planned, form))


def _agree(visit: Visit, planned: VisitRead) -> None:
    care = visit.hospital.care
    act(
        f"visit:{planned.id}",
        visit.words("planned_visits.was_agreed"),
        lambda: care.consent(planned, agrees=True, words=None),
    )


def _decline(visit: Visit, planned: VisitRead, form: Form) -> None:
    care, reason = visit.hospital.care, form.text("words") or None
    if act(
        form.name, visit.words("planned_visits.was_declined"), lambda: care.consent(planned, agrees=False, words=reason)
    ):
        form.sent()
