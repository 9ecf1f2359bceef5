"""The doctors of the database as the matching of `experts` sees them, with what they already have to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.doctors.models import Doctor
from clinic_api.outcomes.evidence import learned_grades
from diagnostics.texts import Text
from experts.directory import Doctor as Expert
from experts.outcomes import LearnedGrade

__all__ = ["as_expert", "roster"]


def roster(session: Session) -> list[Expert]:
    """Return every doctor of the hospital, by id, with the grades that confirmed cases have made of the stated ones."""
    doctors = session.scalars(select(Doctor).order_by(Doctor.id)).all()
    learned = learned_grades(session, doctors)
    return [as_expert(doctor, learned.get(doctor.id)) for doctor in doctors]


def as_expert(doctor: Doctor, learned: Mapping[str, LearnedGrade] | None = None) -> Expert:
    """Return one doctor the way `experts.matching` takes it; ``learned`` grades stand in place of the stated ones."""
    learned = learned or {}
    latitude_deg, longitude_deg = doctor.home_latitude_deg, doctor.home_longitude_deg
    return Expert(
        id=doctor.id,
        name=Text(doctor.name_en, doctor.name_zh),
        departments=tuple(doctor.departments),
        specialties=dict(doctor.specialties) | {tag: found.grade for tag, found in learned.items()},
        category=doctor.category,
        capacity_minutes=doctor.capacity_minutes,
        languages=tuple(doctor.languages),
        home=None if latitude_deg is None or longitude_deg is None else (latitude_deg, longitude_deg),
        unavailable=tuple((datetime.fromisoformat(a), datetime.fromisoformat(b)) for a, b in doctor.unavailable),
        conflicts=frozenset(doctor.conflicts),
        load_minutes=doctor.base_load_minutes + doctor.assigned_minutes,
        records={tag: found.text for tag, found in learned.items()},
    )
