"""Who can attend cases: departments, specialties and how much work each doctor has."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st

from clinic_client.models import CertificateRead, DoctorRead
from dashboard.visit import Visit
from dashboard.words import Words

__all__ = ["show_doctors"]

_EVERY: Final = ""


def show_doctors(visit: Visit) -> None:
    """Draw one row a doctor."""
    words = visit.words
    st.title(words.of("pages", "doctors"), anchor=False)
    doctors = visit.hospital.doctors()
    departments = sorted({code for doctor in doctors for code in doctor.departments})
    department = st.selectbox(
        words("doctors.department"),
        [_EVERY, *departments],
        format_func=lambda code: words.of("department", code) if code else words("doctors.every_department"),
        key=f"doctors_department_{words.language}",  # a new widget, or it keeps showing the old language
        width=240,
    )
    rows = [_row(visit, doctor) for doctor in doctors if department in (_EVERY, *doctor.departments)]
    if not rows:
        st.info(words("doctors.empty"))
        return
    st.dataframe(
        rows,
        hide_index=True,
        height="content" if len(rows) < 20 else 720,
        column_config={
            "open": st.column_config.LinkColumn(words("load.file"), display_text=words("load.open"), pinned=True),
            "name": st.column_config.TextColumn(words("doctors.name"), pinned=True),
            "title": st.column_config.TextColumn(words("doctors.title")),
            "employment": st.column_config.TextColumn(words("doctors.employment"), width="small"),
            "departments": st.column_config.ListColumn(words("doctors.departments")),
            "load": st.column_config.ProgressColumn(
                words("doctors.load"), help=words("doctors.load_help"), min_value=0, max_value=1, format="percent"
            ),
            "minutes": st.column_config.TextColumn(words("doctors.minutes"), width="small"),
            "specialties": st.column_config.TextColumn(words("doctors.specialties"), width="large"),
            "region": st.column_config.TextColumn(words("doctors.region"), width="small"),
            "on_call": st.column_config.ListColumn(words("doctors.on_call")),
            "certificates": st.column_config.TextColumn(words("doctors.certificates"), width="large"),
            "category": st.column_config.NumberColumn(words("doctors.category"), width="small"),
            "languages": st.column_config.ListColumn(words("doctors.languages")),
        },
    )


def _row(visit: Visit, doctor: DoctorRead) -> dict[str, Any]:
    words = visit.words
    grades = sorted(doctor.specialties.to_dict().items(), key=lambda item: -item[1])
    return {
        "open": f"/dashboard/doctor?{urlencode(visit.address(doctor=doctor.id))}",
        "name": words.name(doctor),
        "title": words.name(doctor, "title"),
        "employment": words.of("employment", doctor.employment),
        "departments": [words.of("department", code) for code in doctor.departments],
        "load": doctor.load_minutes / doctor.capacity_minutes if doctor.capacity_minutes else 1.0,
        "minutes": f"{doctor.load_minutes:.0f} / {doctor.capacity_minutes:.0f}",
        "specialties": " · ".join(f"{words.of('specialty', tag)} {grade:g}" for tag, grade in grades),
        "region": words.pick(doctor.region),
        "on_call": [words.of("department", code) for code in doctor.on_call_for],
        "certificates": " · ".join(_certificate(words, each) for each in doctor.certificates),
        "category": doctor.category,
        "languages": [words.of("spoken", code) for code in doctor.languages],
    }


def _certificate(words: Words, certificate: CertificateRead) -> str:
    until = "" if certificate.valid_until is None else f" → {certificate.valid_until:%Y-%m-%d}"
    expired = f" ({words('doctors.expired')})" if certificate.state == "expired" else ""
    return f"{words.pick(certificate.name)} {certificate.level}{until}{expired}"
