"""One machine: how it is and since when, how its levels developed, what happened to it, what is known of it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import EquipmentRead, MachineConditionRead
from dashboard.components.condition import show_condition, show_machine_case, what_to_do
from dashboard.components.machines import (
    machine_in_address,
    show_happenings,
    show_health,
    show_label,
    show_nameplate,
    show_photo,
    show_points,
    show_record,
    show_routine,
    show_trend,
)
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_machine"]

_KEEPERS: Final = frozenset({"factory_admin", "engineer", "coordinator", "admin"})
"""Who may change the register, by the API's own rule."""


def show_machine(visit: Visit) -> None:
    """Draw the machine that the address names (``?equipment=eqp_…``)."""
    words = visit.words
    machine = machine_in_address(visit)
    if machine is None:
        return
    [seen] = visit.hospital.machines.conditions(equipment_id=machine.id, offset=0, limit=1).items
    _show_head(visit, machine)
    left, right = st.columns([5, 3], gap="large")
    with left:
        _show_condition(visit, seen)
        with st.container(border=True):
            st.subheader(words("machine.trend"), anchor=False)
            show_trend(visit, machine.id)
            with st.expander(words("machine.health_fold"), icon=":material/monitor_heart:"):
                show_health(visit, machine.id)
        with st.container(border=True):
            st.subheader(words("machine.history"), anchor=False)
            show_happenings(visit, machine.id)
    with right:
        _show_file(visit, machine)


def _show_head(visit: Visit, machine: EquipmentRead) -> None:
    words = visit.words
    st.title(plain(words.name(machine)), anchor=False)
    about = [words.of("kind", machine.kind), machine.location]
    about += [] if visit.is_factory else [words.pick(machine.factory_name)]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(plain(" · ".join(part for part in about if part)), width="content")
        if "machine_edit" in visit.pages:
            visit.link("machine_edit", words("machine.edit"), icon=":material/edit:", equipment=machine.id)


def _show_condition(visit: Visit, seen: MachineConditionRead) -> None:
    words = visit.words
    with st.container(border=True):
        show_condition(words, seen)
        st.subheader(what_to_do(words, seen), anchor=False)
        if seen.summary:
            st.markdown(plain(words.pick(seen.summary)))
        show_machine_case(visit, seen)
        if seen.case is not None and "new_ticket" in visit.pages:
            visit.link(
                "new_ticket", words("machine.another"), icon=":material/add_circle:", equipment=seen.equipment.id
            )


def _show_file(visit: Visit, machine: EquipmentRead) -> None:
    words, may_change = visit.words, visit.role in _KEEPERS
    with st.container(border=True):
        show_photo(visit, machine)
        st.subheader(words("machine.nameplate"), anchor=False)
        show_nameplate(visit, machine)
    with st.expander(words("machine.points"), icon=":material/sensors:"):
        show_points(visit, machine.id, may_change=may_change)
    with st.expander(words("machine.routine"), icon=":material/event_repeat:"):
        show_routine(visit, machine.id, may_change=may_change)
    with st.expander(words("machine.record"), icon=":material/account_balance:"):
        show_record(visit, machine)
    if may_change:
        with st.expander(words("machine.label"), icon=":material/qr_code_2:"):
            show_label(visit, machine)
