"""How the work of the last weeks is spread over the doctors."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from clinic_api.assignments.history import GIVEN_BACK
from clinic_api.assignments.models import Assignment
from clinic_api.assignments.roster import WEEKS_REMEMBERED
from clinic_api.assignments.schemas import DoctorLoadRead
from clinic_api.database import database_now
from clinic_api.doctors.models import Doctor

__all__ = ["doctor_loads"]

_WEEK = timedelta(weeks=1)


def doctor_loads(session: Session) -> list[DoctorLoadRead]:
    """Return the load of every doctor in service, by id; cases given back do not count."""
    now = database_now(session)
    minutes: dict[str, list[float]] = defaultdict(lambda: [0.0] * WEEKS_REMEMBERED)
    statement = select(Assignment.doctor_id, Assignment.assigned_at, Assignment.minutes).where(
        Assignment.assigned_at >= now - WEEKS_REMEMBERED * _WEEK,
        or_(Assignment.ended_by_action.is_(None), Assignment.ended_by_action.not_in(GIVEN_BACK)),
    )
    for doctor_id, assigned_at, each in session.execute(statement):
        weeks_ago = min(max((now - assigned_at) // _WEEK, 0), WEEKS_REMEMBERED - 1)
        minutes[doctor_id][-1 - weeks_ago] += each
    doctors = session.scalars(select(Doctor).where(Doctor.in_service).order_by(Doctor.id))
    return [_read(doctor, minutes[doctor.id]) for doctor in doctors]


def _read(doctor: Doctor, minutes: list[float]) -> DoctorLoadRead:
    def share(used: float) -> float:
        return round(used / doctor.capacity_minutes, 4) if doctor.capacity_minutes > 0 else 0.0

    return DoctorLoadRead(
        doctor_id=doctor.id,
        now=share(doctor.base_load_minutes + doctor.assigned_minutes),
        lately=share(sum(minutes) / WEEKS_REMEMBERED),
        weeks=[share(each) for each in minutes],
    )
