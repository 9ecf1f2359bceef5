"""The doctors of the database as the matching of `experts` sees them, with what they already have to do."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.doctors.models import Doctor
from diagnostics.texts import Text
from experts.directory import Doctor as Expert

__all__ = ["as_expert", "roster"]


def roster(session: Session) -> list[Expert]:
    """Return every doctor of the hospital, by id."""
    return [as_expert(doctor) for doctor in session.scalars(select(Doctor).order_by(Doctor.id))]


def as_expert(doctor: Doctor) -> Expert:
    """Return one doctor the way `experts.matching` takes it."""
    latitude_deg, longitude_deg = doctor.home_latitude_deg, doctor.home_longitude_deg
    return Expert(
        id=doctor.id,
        name=Text(doctor.name_en, doctor.name_zh),
        departments=tuple(doctor.departments),
        specialties=dict(doctor.specialties),
        category=doctor.category,
        capacity_minutes=doctor.capacity_minutes,
        languages=tuple(doctor.languages),
        home=None if latitude_deg is None or longitude_deg is None else (latitude_deg, longitude_deg),
        unavailable=tuple((datetime.fromisoformat(a), datetime.fromisoformat(b)) for a, b in doctor.unavailable),
        conflicts=frozenset(doctor.conflicts),
        load_minutes=doctor.base_load_minutes + doctor.assigned_minutes,
    )
