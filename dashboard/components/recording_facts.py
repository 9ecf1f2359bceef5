"""What is still to be known of a recording: asked is only what neither the file nor the machine's description says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from clinic_client.models import ChannelRead, EquipmentRead
from dashboard.components.fields import Form
from dashboard.components.problems import show_problem
from dashboard.problems import HospitalProblem
from dashboard.visit import Visit
from dashboard.words import Words

__all__ = ["Missing", "fact_lines", "facts_to_tell", "missing_facts", "show_facts", "tell_facts"]

_UNITS: Final = {
    "acceleration": ("m/s2", "g", "mg"),
    "velocity": ("mm/s", "m/s", "in/s"),
    "displacement": ("um", "mm", "mil"),
    "sound_pressure": ("Pa", "mPa"),
    "current": ("A", "mA"),
}
_SPELLED: Final = {"m/s2": "m/s²", "um": "µm"}
_NOT_KNOWN: Final = "not_known"
_RATE_MISSING: Final = "recording_rate_missing"


@dataclass(frozen=True)
class Missing:
    """What to ask: plain facts by name, and the channels of which nobody knows what they measured."""

    facts: tuple[str, ...]
    channels: tuple[str, ...] = ()
    problem: HospitalProblem | None = None
    """Why the file cannot be looked into."""


def missing_facts(visit: Visit, machine: EquipmentRead, recording_id: str) -> Missing:
    """Return what is not known of a recording; looked up once for each recording."""
    name = f"missing_facts:{recording_id}:{machine.version}"
    if name not in st.session_state:
        st.session_state[name] = _look_up(visit, machine, recording_id)
    found: Missing = st.session_state[name]
    return found


def _look_up(visit: Visit, machine: EquipmentRead, recording_id: str) -> Missing:
    described, plate = _described(machine), machine.nameplate.to_dict()
    facts = [] if described.get("speed_rpm") or (not described and plate.get("speed_rpm")) else ["speed_rpm"]
    bearings = [bearing.get("designation") for bearing in described.get("bearings", ())]
    if not any(bearings) and not (not described and machine.bearings):
        facts.append("bearing")
    try:
        channels = visit.hospital.tickets.channels(recording_id)
    except HospitalProblem as problem:
        if problem.code == _RATE_MISSING:
            return Missing((*facts, "sampling_rate_hz"), () if described.get("sensors") else ("1",))
        return Missing((*facts,), problem=problem)
    return Missing((*facts,), _unknown(channels))


def _described(machine: EquipmentRead) -> dict[str, Any]:
    return machine.machine.to_dict() if machine.machine else {}


def _unknown(channels: Sequence[ChannelRead]) -> tuple[str, ...]:
    """Return the channels whose quantity or unit is not known."""
    return tuple(str(each.index) for each in channels if not each.sensor or each.sensor.unit is None)


def show_facts(visit: Visit, form: Form, machine: EquipmentRead, recording_id: str) -> None:
    """Draw a field for each thing that is not known, each with “I do not know”."""
    words = visit.words
    missing = missing_facts(visit, machine, recording_id)
    if missing.problem is not None:
        show_problem(words, missing.problem)
        st.caption(words("new_ticket.unreadable"))
    if not missing.facts and not missing.channels:
        st.caption(words("new_ticket.nothing_missing"))
        return
    st.markdown(f"**{words('new_ticket.missing_facts')}**")
    if "speed_rpm" in missing.facts:
        _ask_number(form, "speed_rpm", words("new_ticket.speed"), words("new_ticket.not_known"))
    if missing.channels:
        _ask_quantity(form, words)
    if "bearing" in missing.facts:
        _ask_bearing(visit, form)
    if "sampling_rate_hz" in missing.facts:
        _ask_number(form, "sampling_rate_hz", words("new_ticket.rate"), words("new_ticket.not_known"))


def _ask_number(form: Form, field: str, label: str, not_known: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        form.number(field, label, least=0)
        form.check(f"{field}:unknown", not_known)


def _ask_quantity(form: Form, words: Words) -> None:
    def name(code: str) -> str:
        return words("new_ticket.not_known") if code == _NOT_KNOWN else words.of("quantity", code)

    with st.container(horizontal=True, vertical_alignment="bottom"):
        options = (*_UNITS, _NOT_KNOWN)
        form.select("quantity", words("new_ticket.quantity"), options, name, hint=words("new_ticket.choose"))
        units = _UNITS.get(form.text("quantity"))
        if units:
            form.select(
                "unit",
                words("new_ticket.unit"),
                (*units, _NOT_KNOWN),
                lambda unit: words("new_ticket.not_known") if unit == _NOT_KNOWN else _SPELLED.get(unit, unit),
                hint=words("new_ticket.choose"),
            )


def _ask_bearing(visit: Visit, form: Form) -> None:
    words = visit.words
    with st.container(horizontal=True, vertical_alignment="bottom"):
        form.line("bearing", words("new_ticket.bearing"), most=80, hint=words("new_ticket.bearing_hint"))
        form.check("bearing:unknown", words("new_ticket.not_known"))


def facts_to_tell(form: Form, missing: Missing) -> dict[str, Any]:
    """Return what is told about the recording of what was asked; what is not known is left out."""
    told = {field: form.value(field) for field in missing.facts if not form.value(f"{field}:unknown")}
    told = {field: value for field, value in told.items() if value}
    quantity, unit = form.text("quantity"), form.text("unit")
    if missing.channels and quantity in _UNITS:
        told |= {"quantity": quantity, "channels": list(missing.channels)}
        told |= {"unit": unit} if unit in _UNITS[quantity] else {}
    return told


def tell_facts(visit: Visit, form: Form, recording_id: str, facts: dict[str, Any]) -> None:
    """Tell the hospital what ``form`` says of a recording, the same thing once."""
    if facts and form.value("told") != facts:
        visit.hospital.tickets.tell_facts(recording_id, facts)
        form.change("told", facts)


def fact_lines(words: Words, told: dict[str, Any], missing: Missing) -> list[str]:
    """Return what is told and what stays unknown, one line each."""
    lines = [
        f"{words.of('fact', field)}: {told.get(field) or words('new_ticket.not_known')}" for field in missing.facts
    ]
    if missing.channels:
        unit = str(told.get("unit", words("new_ticket.unit_not_known")))
        measured = words.of("quantity", told["quantity"]) if "quantity" in told else words("new_ticket.not_known")
        with_unit = f"{measured}, {_SPELLED.get(unit, unit)}" if "quantity" in told else measured
        lines.append(f"{words.of('fact', 'quantity')}: {with_unit}")
    return lines
