"""The fields of a machine's data, and what the API is sent of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from clinic_client.models import EquipmentRead
from dashboard.components.forms import Form
from dashboard.components.machines.nameplate import NAMEPLATE_FIELDS
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["FIELDS", "begin_with_machine", "fields_to_send", "is_complete", "show_fields"]

_WORDS: Final = frozenset({"manufacturer", "model", "serial_number", "insulation_class", "protection_class"})
_BEARINGS: Final = {"bearing_drive_end": "DE", "bearing_non_drive_end": "NDE"}
_FIRST: Final = ("manufacturer", "model", "power_kw", "speed_rpm")
_REST: Final = tuple(each for each in NAMEPLATE_FIELDS if each not in {*_FIRST, *_BEARINGS})
_OWN: Final = ("name_zh", "name_en", "kind", "location", "asset_number", "criticality", "safety_criticality")
_LEVELS: Final = ("a", "b", "c")
FIELDS: Final = (*_OWN, "status", *NAMEPLATE_FIELDS)
_MOST_FOUND: Final = 6


def begin_with_machine(form: Form, machine: EquipmentRead | None) -> None:
    """Fill the fields with what is known of ``machine``, where nothing was typed yet."""
    if machine is None:
        form.begin_with("criticality", "b")
        form.begin_with("safety_criticality", "c")
        return
    plate = {name: value for name, value in machine.nameplate.to_dict().items() if value is not None}
    known: Mapping[str, Any] = {**machine.to_dict(), **_as_described(machine), **plate}
    for field in FIELDS:
        if known.get(field) is not None:
            form.begin_with(field, known[field])


def _as_described(machine: EquipmentRead) -> dict[str, Any]:
    """Return what the machine description says that a nameplate says, too."""
    described = machine.machine.to_dict() if machine.machine else {}
    designations = {bearing["id"]: bearing.get("designation") for bearing in described.get("bearings", ())}
    bearings = {field: designations.get(place) for field, place in _BEARINGS.items()}
    return {"speed_rpm": described.get("speed_rpm"), "power_kw": described.get("power_kw"), **bearings}


def show_fields(form: Form, *, with_status: bool) -> None:
    """Draw the fields: what is needed first, the whole nameplate behind a fold."""
    visit, words = form.visit, form.visit.words
    left, right = st.columns(2)
    left.text_input(words("machine_form.name_zh"), max_chars=120, **form.field("name_zh"))
    right.text_input(words("machine_form.name_en"), max_chars=120, **form.field("name_en"))
    _choose(left, form, "kind", words("machine_form.kind"), words.codes("kind"), lambda code: words.of("kind", code))
    right.text_input(words("machines.place"), max_chars=120, **form.field("location"))
    left.text_input(words("machine_form.number"), max_chars=60, **form.field("asset_number"))
    _choose(
        right, form, "criticality", words("machine.criticality"), _LEVELS, lambda code: words.of("criticality", code)
    )
    _choose(left, form, "safety_criticality", words("machine.safety"), _LEVELS, lambda code: words.of("safety", code))
    if with_status:
        states = words.codes("machine_status")
        _choose(right, form, "status", words("machine.status"), states, lambda code: words.of("machine_status", code))
    st.markdown(f"**{words('machine.nameplate')}**")
    st.caption(words("machine_form.nameplate_helps"))
    _show_plate_fields(form, _FIRST)
    for field in _BEARINGS:
        _show_bearing(visit, form, field)
    with st.expander(words("machine_form.more")):
        _show_plate_fields(form, _REST)


def _choose(
    place: DeltaGenerator, form: Form, field: str, label: str, codes: Sequence[str], name: Callable[[str], str]
) -> None:
    words = form.visit.words
    place.selectbox(
        label,
        codes,
        index=None,
        placeholder=words("machine_form.choose"),
        format_func=name,
        **form.field(field),
    )


def _show_plate_fields(form: Form, fields: tuple[str, ...]) -> None:
    words, columns = form.visit.words, st.columns(2)
    for number, field in enumerate(fields):
        column, label = columns[number % 2], words.of("nameplate", field)
        if field in _WORDS:
            column.text_input(label, max_chars=120, **form.field(field))
        elif field == "year_built":
            column.number_input(label, 1850, 2100, None, **form.field(field))
        else:
            column.number_input(label, 0.0, None, None, format="%g", **form.field(field))


def _show_bearing(visit: Visit, form: Form, field: str) -> None:
    """Draw a bearing's designation with what the catalogue has that begins like it."""
    words = visit.words
    st.text_input(
        words.of("nameplate", field), placeholder=words("machine_form.bearing_hint"), max_chars=80, **form.field(field)
    )
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
                key=f"{form.key(field)}:{designation}",
                on_click=form.set,
                args=(field, designation),
            )


def _has(found: Sequence[str], designation: str) -> bool:
    """Tell whether the catalogue has this bearing; brackets there say only where its figures are from."""
    return any(each == designation or each.partition(" (")[0] == designation for each in found)


def is_complete(form: Form) -> bool:
    """Tell whether a name and a kind are there."""
    return bool((form.text("name_zh") or form.text("name_en")) and form.value("kind"))


def fields_to_send(form: Form, machine: EquipmentRead | None) -> dict[str, Any]:
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
        fields["machine"] = _described(machine.machine.to_dict(), plate, form)
    return fields


def _described(description: Mapping[str, Any], plate: Mapping[str, Any], form: Form) -> dict[str, Any]:
    """Return the machine description with the speed, power and bearings of the nameplate, so that both say the same;
    a bearing that the catalogue does not have stays as it was described."""
    described = dict(description)
    for name in ("speed_rpm", "power_kw"):
        if plate.get(name):
            described[name] = plate[name]
    catalogue = form.visit.hospital.machines.bearings
    for field, place in _BEARINGS.items():
        designation = plate.get(field)
        if designation and _has([bearing.designation for bearing in catalogue(designation)], designation):
            others = [bearing for bearing in described.get("bearings", ()) if bearing["id"] != place]
            described["bearings"] = [{"id": place, "shaft": "main", "designation": designation}, *others]
    return described
