"""The doctors of the database as the matching of `experts` sees them, with what they already have to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from clinic_api.assignments.history import GIVEN_BACK
from clinic_api.assignments.models import Assignment
from clinic_api.database import database_now
from clinic_api.doctors.models import Doctor
from clinic_api.doctors.paper import absences_of, certificates_of, home_of
from clinic_api.outcomes.evidence import learned_grades
from clinic_api.rota.duty import Duty
from diagnostics.texts import Text
from experts.directory import Doctor as Expert
from experts.directory import usable_grades
from experts.outcomes import LearnedGrade

__all__ = ["WEEKS_REMEMBERED", "as_expert", "recent_loads", "roster"]

WEEKS_REMEMBERED: Final = 4
"""How far fairness looks back: a month evens out a heavy week and forgets an old one."""


def roster(session: Session) -> list[Expert]:
    """Return every doctor in service, by id, as they are now: with the grades that count and what confirmed cases have
    made of them, who is off duty, and the work of the weeks before.
    """
    now = database_now(session)
    duty, recent = Duty(session, now), recent_loads(session, now)
    doctors = session.scalars(select(Doctor).where(Doctor.in_service).order_by(Doctor.id)).all()
    learned = learned_grades(session, doctors)
    return [
        as_expert(doctor, duty, learned=learned.get(doctor.id), recent_load=recent.get(doctor.id, 0.0))
        for doctor in doctors
    ]


def as_expert(
    doctor: Doctor, duty: Duty, *, learned: Mapping[str, LearnedGrade] | None = None, recent_load: float = 0.0
) -> Expert:
    """Return one doctor the way `experts.matching` takes it; ``learned`` grades stand in place of the stated ones, as
    far as a valid certificate lets them count.
    """
    stated_and_learned = dict(doctor.specialties) | {tag: found.grade for tag, found in (learned or {}).items()}
    grades, _ = usable_grades(stated_and_learned, certificates_of(doctor), on=duty.moment.date())
    off_duty = duty.off_duty(doctor)
    return Expert(
        id=doctor.id,
        name=Text(doctor.name_en, doctor.name_zh),
        departments=tuple(doctor.departments),
        specialties=grades,
        category=doctor.category,
        capacity_minutes=doctor.capacity_minutes,
        languages=tuple(doctor.languages),
        home=home_of(doctor),
        unavailable=absences_of(doctor),
        conflicts=frozenset(doctor.conflicts),
        load_minutes=doctor.base_load_minutes + doctor.assigned_minutes,
        recent_load=recent_load,
        travel_limit_km=doctor.travel_limit_km,
        off_duty=off_duty,
        back_on_duty=duty.back_at_work(doctor) if off_duty else None,
        records={tag: found.text for tag, found in (learned or {}).items() if tag in grades},
    )


def recent_loads(session: Session, now: datetime) -> Mapping[str, float]:
    """Return for each doctor with work in the four weeks before ``now`` the minutes given in them over the capacity of
    as many weeks; cases given back do not count.
    """
    since = now - timedelta(weeks=WEEKS_REMEMBERED)
    statement = (
        select(Assignment.doctor_id, func.sum(Assignment.minutes), func.max(Doctor.capacity_minutes))
        .join(Doctor, Doctor.id == Assignment.doctor_id)
        .where(
            Assignment.assigned_at >= since,
            or_(Assignment.ended_by_action.is_(None), Assignment.ended_by_action.not_in(GIVEN_BACK)),
        )
        .group_by(Assignment.doctor_id)
    )
    return {
        doctor_id: minutes / (WEEKS_REMEMBERED * capacity)
        for doctor_id, minutes, capacity in session.execute(statement)
        if capacity > 0
    }
