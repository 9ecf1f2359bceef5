"""Who is at work or on call at a moment, by the weekly hours, the working calendar and the weeks on call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.calendar.current import calendar_of
from clinic_api.doctors.models import Doctor
from clinic_api.kit.china import CHINA
from clinic_api.rota.models import OnCallWeek
from experts.rota import USUAL_HOURS, WeeklyHours, read_hours, week_start

__all__ = ["Duty", "hours_of"]


def hours_of(doctor: Doctor) -> WeeklyHours:
    """Return the weekly hours of a doctor, the usual ones where none are kept."""
    return USUAL_HOURS if doctor.weekly_hours is None else read_hours(doctor.weekly_hours)


class Duty:
    """The rota at one moment (aware)."""

    def __init__(self, session: Session, now: datetime) -> None:
        self.moment = now.astimezone(CHINA)
        statement = select(OnCallWeek.department, OnCallWeek.doctor_id).where(
            OnCallWeek.week == week_start(self.moment.date())
        )
        self._is_working = calendar_of(session).is_working
        self.on_call: Mapping[str, str] = {row.department: row.doctor_id for row in session.execute(statement)}

    def departments_on_call(self, doctor_id: str) -> list[str]:
        """Return the departments for which a doctor is on call now."""
        return sorted(department for department, on_call in self.on_call.items() if on_call == doctor_id)

    def is_at_work(self, doctor: Doctor) -> bool:
        """Tell whether a doctor is at work by the hours."""
        return hours_of(doctor).is_at_work(self.moment, self._is_working)

    def back_at_work(self, doctor: Doctor) -> datetime | None:
        """Return when a doctor is at work next, None where that is not within a month."""
        return hours_of(doctor).next_at_work(self.moment, self._is_working)

    def off_duty(self, doctor: Doctor) -> frozenset[str]:
        """Return the departments in which somebody else is on call while this doctor is neither at work nor on call.

        Empty for a department without anybody on call: who is called there is the coordinator's choice.
        """
        if self.is_at_work(doctor):
            return frozenset()
        departments: Sequence[str] = doctor.departments
        return frozenset(code for code in departments if self.on_call.get(code, doctor.id) != doctor.id)
