"""What is written down about a doctor, and changing it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from clinic_client.models import CertificateRead, DoctorOutcomeRead, DoctorRead
from dashboard.components.live import try_to
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_doctor_change", "show_file"]

_LANGUAGES: Final = ("zh", "en")
_CATEGORIES: Final = (1, 2, 3, 4)
_STATE_COLOURS: Final = {"valid": "green", "expires_soon": "orange", "expired": "red"}
_MOST_MINUTES: Final = 10_080.0


def show_file(visit: Visit, doctor: DoctorRead, outcomes: DoctorOutcomeRead | None) -> None:
    """Draw facts, certificates, instruments and specialties with what confirmed cases have made of them."""
    words = visit.words
    facts, paper = st.columns(2, gap="medium")
    with facts, st.container(border=True):
        st.markdown(f"**{words('doctor_file.facts')}**")
        st.markdown("  \n".join(f":gray[{name}] {plain(value)}" for name, value in _facts(words, doctor)))
    with paper, st.container(border=True):
        st.markdown(f"**{words('doctors.certificates')}**")
        if not doctor.certificates:
            st.caption(words("doctor_file.no_certificate"))
        for certificate in doctor.certificates:
            _show_certificate(words, certificate)
        st.markdown(f"**{words('doctor_file.instruments')}**")
        carried = " · ".join(words.of("instrument", code) for code in doctor.instruments)
        st.markdown(plain(carried or words("rounds.nothing_to_carry")))
    st.subheader(words("doctor_file.specialties"), anchor=False)
    _show_specialties(words, doctor, outcomes)


def _facts(words: Words, doctor: DoctorRead) -> list[tuple[str, str]]:
    departments = " · ".join(words.of("department", code) for code in doctor.departments)
    limit = words("doctor_file.no_limit") if doctor.travel_limit_km is None else f"{doctor.travel_limit_km:g} km"
    return [
        (words("doctors.departments"), departments),
        (words("doctors.employment"), words.of("employment", doctor.employment)),
        (words("doctors.category"), str(doctor.category)),
        (words("doctors.languages"), " · ".join(words.of("spoken", code) for code in doctor.languages)),
        (words("doctors.region"), words.pick(doctor.region) or "–"),
        (words("doctor_file.travel_limit"), limit),
        (words("doctors.minutes"), f"{doctor.load_minutes:.0f} / {doctor.capacity_minutes:.0f}"),
        (words("doctors.on_call"), " · ".join(words.of("department", code) for code in doctor.on_call_for) or "–"),
        (
            words("doctor_file.service"),
            words("doctor_file.in_service") if doctor.in_service else words("doctor_file.not_in_service"),
        ),
    ]


def _show_certificate(words: Words, certificate: CertificateRead) -> None:
    until = "" if certificate.valid_until is None else f" → {certificate.valid_until.isoformat()}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(plain(f"{words.pick(certificate.name)} {certificate.level}{until}"), width="content")
        st.badge(words.of("certificate_state", certificate.state), color=_STATE_COLOURS[certificate.state])  # type: ignore[arg-type]


def _show_specialties(words: Words, doctor: DoctorRead, outcomes: DoctorOutcomeRead | None) -> None:
    learned = {each.specialty: each for each in outcomes.specialties} if outcomes else {}
    stated = doctor.specialties.to_dict()
    rows: list[dict[str, Any]] = []
    for tag in sorted({*stated, *learned}, key=lambda tag: -float(stated.get(tag, 0.0))):
        record = learned.get(tag)
        rows.append(
            {
                "specialty": words.of("specialty", tag),
                "stated": stated.get(tag),
                "counts": record.grade_now if record else stated.get(tag),
                "interval": f"{record.low:.2f} … {record.high:.2f}" if record else "",
                "right": f"{record.right} / {record.count}" if record else "",
                "note": words("doctor_file.without_certificate") if tag in doctor.without_certificate else "",
            }
        )
    st.dataframe(
        rows,
        hide_index=True,
        column_config={
            "specialty": st.column_config.TextColumn(words("doctor_file.specialty"), width="medium"),
            "stated": st.column_config.NumberColumn(words("doctor_file.stated"), format="%.2f"),
            "counts": st.column_config.ProgressColumn(
                words("doctor_file.counts_as"), min_value=0, max_value=1, format="%.2f"
            ),
            "interval": st.column_config.TextColumn(words("figures.interval")),
            "right": st.column_config.TextColumn(words("doctor_file.right")),
            "note": st.column_config.TextColumn(words("desk.note_column"), width="medium"),
        },
    )


def show_doctor_change(visit: Visit, doctor: DoctorRead) -> None:
    """Draw the form that changes ``doctor``; only what differs is sent."""
    words = visit.words
    changes = _fields(visit, doctor)
    if st.button(words("doctor_file.save"), key="doctor_save", type="primary", icon=":material/check:"):
        different = {name: value for name, value in changes.items() if value != _present(doctor)[name]}
        if not different:
            st.info(words("doctor_file.nothing_changed"))
            return
        try_to(visit, lambda: visit.hospital.directory.change(doctor, different), words("doctor_file.saved"))


def _fields(visit: Visit, doctor: DoctorRead) -> Mapping[str, Any]:
    words, now = visit.words, _present(doctor)
    codes = [each.code for each in visit.kept("departments", visit.hospital.departments)]
    return {
        "in_service": st.toggle(words("doctor_file.gets_cases"), now["in_service"], key="doctor_in_service"),
        "departments": st.multiselect(
            words("doctors.departments"),
            codes,
            now["departments"],
            format_func=lambda code: words.of("department", code),
            key="doctor_departments",
        ),
        "languages": st.multiselect(
            words("doctors.languages"),
            _LANGUAGES,
            now["languages"],
            format_func=lambda code: words.of("spoken", code),
            key="doctor_languages",
        ),
        "category": st.selectbox(
            words("doctors.category"), _CATEGORIES, _CATEGORIES.index(doctor.category), key="doctor_category"
        ),
        "capacity_minutes": st.number_input(
            words("doctor_file.capacity"), 0.0, _MOST_MINUTES, now["capacity_minutes"], step=60.0, key="doctor_capacity"
        ),
        "travel_limit_km": st.number_input(
            words("doctor_file.travel_limit_km"),
            1.0,
            20_000.0,
            now["travel_limit_km"],
            step=10.0,
            key="doctor_travel_limit",
            placeholder=words("doctor_file.no_limit"),
        ),
        "specialties": _edited_specialties(words, now["specialties"]),
    }


def _present(doctor: DoctorRead) -> dict[str, Any]:
    return {
        "in_service": doctor.in_service,
        "departments": list(doctor.departments),
        "languages": list(doctor.languages),
        "category": doctor.category,
        "capacity_minutes": float(doctor.capacity_minutes),
        "travel_limit_km": doctor.travel_limit_km,
        "specialties": doctor.specialties.to_dict(),
    }


def _edited_specialties(words: Words, present: Mapping[str, float]) -> dict[str, float]:
    """Draw the grades as a table to write in; a grade of 0 takes the specialty away."""
    rows = [{"tag": tag, "name": words.of("specialty", tag), "grade": grade} for tag, grade in present.items()]
    edited: Any = st.data_editor(
        rows,
        hide_index=True,
        key="doctor_specialties",
        column_config={
            "tag": None,
            "name": st.column_config.TextColumn(words("doctor_file.specialty"), disabled=True),
            "grade": st.column_config.NumberColumn(
                words("doctor_file.stated"), min_value=0.0, max_value=1.0, step=0.05, format="%.2f"
            ),
        },
    )
    return {str(row["tag"]): float(row["grade"]) for row in edited if row["grade"]}
