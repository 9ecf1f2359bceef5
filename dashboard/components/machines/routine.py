"""When a machine is measured routinely, and whether a measurement is late."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import ScheduleRead
from clinic_client.models.schedule_create_measured_by import ScheduleCreateMeasuredBy
from dashboard.components.acting import act, act_once, draw_anew_after_action, show_outcome
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_routine"]

_BY: Final[tuple[ScheduleCreateMeasuredBy, ...]] = ("factory", "gateway", "visit")
_USUAL_DAYS: Final = 30
_MOST_DAYS: Final = 366


def show_routine(visit: Visit, equipment_id: str, *, may_change: bool) -> None:
    """Draw the schedules in use; whoever looks after the machine adds and stops them here."""
    words = visit.words
    schedules = [each for each in visit.hospital.machines.schedules(equipment_id) if each.active]
    if not schedules:
        st.caption(words("routine.none"))
    for schedule in schedules:
        _show_schedule(visit, schedule, may_change=may_change)
    if may_change:
        with st.popover(words("routine.add"), icon=":material/event_repeat:"):
            st.fragment(_show_form)(visit, equipment_id)


def _show_schedule(visit: Visit, schedule: ScheduleRead, *, may_change: bool) -> None:
    words = visit.words
    by = words.of("measured_by", schedule.measured_by)
    st.markdown(f"**{words('routine.every', days=schedule.every_days)}** · {plain(by)}")
    due = words("routine.next", date=words.date(schedule.next_due_at))
    if schedule.overdue:
        st.badge(words("routine.overdue"), icon=":material/alarm:", color="orange")
    st.caption(plain(due))
    if may_change:
        place = f"stop:{schedule.id}"
        st.button(
            words("routine.stop"),
            key=place,
            type="tertiary",
            icon=":material/close:",
            on_click=_stop,
            args=(visit, schedule),
        )
        show_outcome(visit, place)


def _stop(visit: Visit, schedule: ScheduleRead) -> None:
    machines = visit.hospital.machines
    act(f"stop:{schedule.id}", visit.words("routine.stopped"), lambda: machines.stop_schedule(schedule))


def _show_form(visit: Visit, equipment_id: str) -> None:
    draw_anew_after_action()
    words, place = visit.words, f"routine:{equipment_id}"
    days = st.number_input(words("routine.days"), 1, _MOST_DAYS, _USUAL_DAYS, key=f"{place}:days")
    by = st.selectbox(
        words("routine.by"), _BY, format_func=lambda code: words.of("measured_by", code), key=f"{place}:by"
    )
    show_outcome(visit, place)
    st.button(
        words("routine.save"), type="primary", key=f"{place}:save", on_click=_add, args=(visit, equipment_id, days, by)
    )


def _add(visit: Visit, equipment_id: str, days: int, by: ScheduleCreateMeasuredBy) -> None:
    act_once(
        f"routine:{equipment_id}",
        visit.words("routine.added"),
        lambda key: visit.hospital.machines.schedule(equipment_id, days, by, idempotency_key=key),
    )
