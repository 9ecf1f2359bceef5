"""What stands on a machine and what is known of it."""

from __future__ import annotations

import html
from typing import Final

import streamlit as st

from clinic_client.models import EquipmentRead
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["NAMEPLATE_FIELDS", "show_nameplate", "show_photo"]

NAMEPLATE_FIELDS: Final = (
    "manufacturer",
    "model",
    "serial_number",
    "year_built",
    "power_kw",
    "speed_rpm",
    "voltage_v",
    "current_a",
    "frequency_hz",
    "power_factor",
    "mass_kg",
    "flow_m3_h",
    "head_m",
    "pressure_kpa",
    "insulation_class",
    "protection_class",
    "bearing_drive_end",
    "bearing_non_drive_end",
)
_SHOWN_PHOTOS: Final = frozenset({"image/jpeg", "image/png", "image/webp"})
_PICTURE: Final = (
    '<img src="{address}" alt="{name}" style="width:100%;max-height:18rem;object-fit:cover;border-radius:.5rem">'
)


def show_photo(visit: Visit, machine: EquipmentRead) -> None:
    """Draw the newest photo of the machine that a browser shows; nothing where there is none."""
    photos = [file for file in visit.hospital.care.files(machine.id) if file.media_type in _SHOWN_PHOTOS]
    if photos:
        address = f"/api/v1/attachments/{photos[0].id}/content"
        st.html(_PICTURE.format(address=address, name=html.escape(visit.words.name(machine))))


def show_nameplate(visit: Visit, machine: EquipmentRead) -> None:
    """Draw what is known, one line each; what is not known is left out."""
    words, plate = visit.words, machine.nameplate.to_dict()
    lines = [
        (words("machine.number"), machine.asset_number or ""),
        (words("machines.place"), machine.location),
        (words("machine.criticality"), words.of("criticality", machine.criticality)),
        (words("machine.safety"), words.of("safety", machine.safety_criticality)),
        (words("machine.status"), words.of("machine_status", machine.status)),
        *((words.of("nameplate", field), f"{plate[field]}") for field in NAMEPLATE_FIELDS if plate.get(field)),
    ]
    st.markdown("  \n".join(f":gray[{plain(name)}] **{plain(value)}**" for name, value in lines if value))
    unknown = [bearing.designation for bearing in machine.bearings if not bearing.in_catalogue]
    if unknown:
        st.caption(plain(words("machine.bearing_not_in_catalogue", designations=", ".join(unknown))))
    if machine.machine is None:
        st.caption(words("machine.not_described"))
