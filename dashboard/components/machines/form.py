"""The fields of a machine's data, and what the API is sent of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import streamlit as st

from clinic_client.models import EquipmentRead
from dashboard.components.fields import Form
from dashboard.components.machines.nameplate import NAMEPLATE_FIELDS
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["beginning_of", "fields_to_send", "is_complete", "show_fields"]

_WORDS: Final = frozenset({"manufacturer", "model", "serial_number", "insulation_class", "protection_class"})
_BEARINGS: Final = {"bearing_drive_end": "DE", "bearing_non_drive_end": "NDE"}
_FIRST: Final = ("manufacturer", "model", "power_kw", "speed_rpm")
_REST: Final = tuple(each for each in NAMEPLATE_FIELDS if each not in {*_FIRST, *_BEARINGS})
_OWN: Final = ("name_zh", "name_en", "kind", "location", "asset_number", "criticality", "safety_criticality")
_LEVELS: Final = ("a", "b", "c")
_MOST_FOUND: Final = 6


def beginning_of(machine: EquipmentRead | None) -> dict[str, Any]:
    """Return what the fields begin with: what is known of ``machine``, or what is usual for a new one."""
    if machine is None:
        return {"criticality": "b", "safety_criticality": "c"}
    plate = {name: value for name, value in machine.nameplate.to_dict().items() if value is not None}
    known: Mapping[str, Any] = {**machine.to_dict(), **_as_described(machine), **plate}
    return {field: known[field] for field in (*_OWN, "status", *NAMEPLATE_FIELDS) if known.get(field) is not None}


def _as_described(machine: EquipmentRead) -> dict[str, Any]:
    """Return what the machine description says that a nameplate says, too."""
    described = machine.machine.to_dict() if machine.machine else {}
    designations = {bearing["id"]: bearing.get("designation") for bearing in described.get("bearings", ())}
    bearings = {field: designations.get(place) for field, place in _BEARINGS.items()}
    return {"speed_rpm": described.get("speed_rpm"), "power_kw": described.get("power_kw"), **bearings}


def show_fields(visit: Visit, form: Form, *, with_status: bool) -> None:
    """Draw the fields: what is needed first, the whole nameplate behind a fold."""
    words = visit.words

    def choose(field: str, label: str, codes: Sequence[str], name: Callable[[str], str]) -> None:
        form.select(field, label, codes, name, hint=words("machine_form.choose"))

    with st.container(horizontal=True):
        form.line("name_zh", words("machine_form.name_zh"), most=120)
        form.line("name_en", words("machine_form.name_en"), most=120)
    with st.container(horizontal=True):
        choose("kind", words("machine_form.kind"), words.codes("kind"), lambda code: words.of("kind", code))
        form.line("location", words("machines.place"), most=120)
    with st.container(horizontal=True):
        form.line("asset_number", words("machine_form.number"), most=60)
        choose("criticality", words("machine.criticality"), _LEVELS, lambda code: words.of("criticality", code))
    with st.container(horizontal=True):
        choose("safety_criticality", words("machine.safety"), _LEVELS, lambda code: words.of("safety", code))
        if with_status:
            states = words.codes("machine_status")
            choose("status", words("machine.status"), states, lambda code: words.of("machine_status", code))
    st.markdown(f"**{words('machine.nameplate')}**")
    st.caption(words("machine_form.nameplate_helps"))
    _show_plate_fields(words, form, _FIRST)
    for field in _BEARINGS:
        _show_bearing(visit, form, field)
    with st.expander(words("machine_form.more")):
        _show_plate_fields(words, form, _REST)


def _show_plate_fields(words: Words, form: Form, fields: tuple[str, ...]) -> None:
    for place in range(0, len(fields), 2):
        with st.container(horizontal=True):
            for field in fields[place : place + 2]:
                label = words.of("nameplate", field)
                if field in _WORDS:
                    form.line(field, label, most=120)
                elif field == "year_built":
                    form.number(field, label, least=1850, most=2100, whole=True)
                else:
                    form.number(field, label, least=0)


def _show_bearing(visit: Visit, form: Form, field: str) -> None:
    """Draw a bearing's designation with what the catalogue has that begins like it."""
    words = visit.words
    form.line(field, words.of("nameplate", field), most=80, hint=words("machine_form.bearing_hint"))
    typed = form.text(field)
    if len(typed) < 3:
        return
    found = [bearing.designation for bearing in visit.hospital.machines.bearings(typed)]
    if _has(found, typed):
        st.caption(f":material/check: {words('machine_form.bearing_known')}")
        return
    st.caption(words("machine_form.bearing_choose") if found else words("machine_form.bearing_unknown"))
    with st.container(horizontal=True):
        for designation in found[:_MOST_FOUND]:
            st.button(
                plain(designation),
                key=f"{form.name}:{field}:{designation}",
                on_click=form.change,
                args=(field, designation),
            )


def _has(found: Sequence[str], designation: str) -> bool:
    """Tell whether the catalogue has this bearing; brackets there say only where its figures are from."""
    return any(each == designation or each.partition(" (")[0] == designation for each in found)


def is_complete(form: Form) -> bool:
    """Tell whether a name and a kind are there."""
    return bool((form.text("name_zh") or form.text("name_en")) and form.value("kind"))


def fields_to_send(visit: Visit, form: Form, machine: EquipmentRead | None) -> dict[str, Any]:
    """Return what the API is sent; a name written in one language stands for both."""
    name_zh, name_en = form.text("name_zh"), form.text("name_en")
    plate = {field: form.value(field) for field in NAMEPLATE_FIELDS if form.value(field) not in (None, "")}
    fields: dict[str, Any] = {
        "name_zh": name_zh or name_en,
        "name_en": name_en or name_zh,
        "kind": form.value("kind"),
        "location": form.text("location"),
        "asset_number": form.text("asset_number") or None,
        "criticality": form.value("criticality") or "b",
        "safety_criticality": form.value("safety_criticality") or "c",
        "nameplate": plate,
    }
    if machine is None:
        return {name: value for name, value in fields.items() if value is not None}
    fields["status"] = form.value("status") or machine.status
    if machine.machine is not None:
        fields["machine"] = _described(visit, machine.machine.to_dict(), plate)
    return fields


def _described(visit: Visit, description: Mapping[str, Any], plate: Mapping[str, Any]) -> dict[str, Any]:
    """Return the machine description with the speed, power and bearings of the nameplate, so that both say the same;
    a bearing that the catalogue does not have stays as it was described."""
    described = dict(description)
    for name in ("speed_rpm", "power_kw"):
        if plate.get(name):
            described[name] = plate[name]
    catalogue = visit.hospital.machines.bearings
    for field, place in _BEARINGS.items():
        designation = plate.get(field)
        if designation and _has([bearing.designation for bearing in catalogue(designation)], designation):
            others = [bearing for bearing in described.get("bearings", ()) if bearing["id"] != place]
            described["bearings"] = [{"id": place, "shaft": "main", "designation": designation}, *others]
    return described
