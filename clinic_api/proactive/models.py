"""The rows of proactive consultation: schedules and their turns, pushed recordings, alarms."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin, TenantMixin
from clinic_api.kit.doctor_scope import CASES, assigned_case_ids, has_assigned_case

__all__ = ["Alarm", "MeasurementSchedule", "PushedRecording", "ScheduleTurn"]


class MeasurementSchedule(TenantMixin, CreatedMixin, Base):
    """How often a machine is to be measured, from which time of day (China Standard Time) and by whom."""

    __tablename__ = "measurement_schedules"
    __table_args__ = (
        CheckConstraint("every_days BETWEEN 1 AND 366", name="every_days_sane"),
        CheckConstraint("measured_by IN ('gateway', 'factory', 'visit')", name="measured_by_known"),
        Index("ix_measurement_schedules_active_next_due_at", "active", "next_due_at"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    equipment_id: Mapped[str] = mapped_column(ForeignKey("equipment.id"), index=True)
    every_days: Mapped[int]
    at: Mapped[str] = mapped_column(String(5))
    measured_by: Mapped[str] = mapped_column(String(8))
    overdue_after_hours: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)
    next_due_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it as declared

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor sees the schedules of the machines of the cases assigned to them now."""
        return has_assigned_case(doctor_id, CASES.c.equipment_id == cls.equipment_id)


class ScheduleTurn(TenantMixin, Base):
    """One measurement that is due: told once, told once more when overdue, done by the next recording."""

    __tablename__ = "schedule_turns"
    __table_args__ = (UniqueConstraint("schedule_id", "due_at"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    schedule_id: Mapped[str] = mapped_column(ForeignKey("measurement_schedules.id"))
    equipment_id: Mapped[str] = mapped_column(ForeignKey("equipment.id"), index=True)
    opens_at: Mapped[datetime]
    """A recording from here on counts for this turn: people measure when they pass by."""
    due_at: Mapped[datetime]
    overdue_at: Mapped[datetime]
    overdue_told_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None] = mapped_column(index=True)
    recording_id: Mapped[str | None] = mapped_column(ForeignKey("recordings.id"))

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor sees what is due at the machines of the cases assigned to them now."""
        return has_assigned_case(doctor_id, CASES.c.equipment_id == cls.equipment_id)


class PushedRecording(TenantMixin, CreatedMixin, Base):
    """A recording that a gateway sent: once for each number of the gateway, and once for the same bytes."""

    __tablename__ = "pushed_recordings"
    __table_args__ = (UniqueConstraint("account_id", "sequence"), UniqueConstraint("equipment_id", "sha256"))

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    sequence: Mapped[str] = mapped_column(String(64))
    equipment_id: Mapped[str] = mapped_column(ForeignKey("equipment.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    recording_id: Mapped[str] = mapped_column(ForeignKey("recordings.id"), unique=True)
    measured_at: Mapped[datetime | None]
    problem_code: Mapped[str | None] = mapped_column(String(60))
    """Why it could not be examined; null while it waits and when it was."""


class Alarm(TenantMixin, CreatedMixin, Base):
    """A routine examination that calls for somebody, and what came of it; one for each such examination."""

    __tablename__ = "alarms"
    __table_args__ = (
        CheckConstraint("rule IN ('finding', 'zone', 'trend')", name="rule_known"),
        CheckConstraint("effect IN ('opened', 'joined', 'asked')", name="effect_known"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    equipment_id: Mapped[str] = mapped_column(ForeignKey("equipment.id"), index=True)
    examination_id: Mapped[str] = mapped_column(ForeignKey("examinations.id"), unique=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    rule: Mapped[str] = mapped_column(String(12))
    urgency: Mapped[int]
    effect: Mapped[str] = mapped_column(String(8))

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor sees the alarms of the cases assigned to them now."""
        return cls.case_id.in_(assigned_case_ids(doctor_id))
