"""The rows of a visit: who goes to which factory on which day, and what each stop found."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, Date, ForeignKey, Index, String, column, exists, select, table
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin, TenantMixin

__all__ = ["Visit", "VisitDoctor", "VisitStop"]

_DOCTORS = table("visit_doctors", column("visit_id"), column("doctor_id"))


class Visit(TenantMixin, CreatedMixin, Base):
    """One day's visit to one factory; its doctors see it and nothing else of that factory."""

    __tablename__ = "visits"
    __table_args__ = (
        CheckConstraint("state IN ('planned', 'under_way', 'done', 'cancelled')", name="state_known"),
        CheckConstraint("consent IN ('agreed', 'declined')", name="consent_known"),
        Index("ix_visits_day_id", "day", "id"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    day: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(12), default="planned")
    purpose: Mapped[str]
    planned_by_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    arrived_at: Mapped[datetime | None]
    met: Mapped[str | None] = mapped_column(String(120))
    """Whom the doctors met at the factory."""
    left_at: Mapped[datetime | None]
    notes: Mapped[str | None]
    round_id: Mapped[str | None] = mapped_column(ForeignKey("rounds.id"), index=True)
    """The rounds that planned it; null for a visit planned by hand, as are the columns below."""
    planned_arrival_at: Mapped[datetime | None]
    planned_start_at: Mapped[datetime | None]
    planned_departure_at: Mapped[datetime | None]
    travel_minutes: Mapped[int | None]
    travel_km: Mapped[float | None]
    instruments: Mapped[list[Any]] = mapped_column(default=list)
    """Codes of what to carry."""
    case_ids: Mapped[list[Any]] = mapped_column(default=list)
    """The open cases it was planned for."""
    consent: Mapped[str | None] = mapped_column(String(8))
    """Whether the day suits the factory; null until it has said so."""
    consent_words: Mapped[str | None]
    consent_by: Mapped[str | None] = mapped_column(String(240))
    consent_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it as declared

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor sees the own visits."""
        return exists(
            select(_DOCTORS.c.visit_id).where(_DOCTORS.c.visit_id == cls.id, _DOCTORS.c.doctor_id == doctor_id)
        )


class VisitDoctor(TenantMixin, Base):
    """One doctor of a visit."""

    __tablename__ = "visit_doctors"

    visit_id: Mapped[str] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    doctor_id: Mapped[str] = mapped_column(ForeignKey("doctors.id"), primary_key=True, index=True)

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor sees who comes along on the own visits."""
        own = select(_DOCTORS.c.visit_id).where(_DOCTORS.c.doctor_id == doctor_id)
        return cls.visit_id.in_(own)


class VisitStop(TenantMixin, Base):
    """One machine of a visit; a finding leads to ``case_id``, opened or joined."""

    __tablename__ = "visit_stops"
    __table_args__ = (CheckConstraint("state IN ('planned', 'done', 'skipped')", name="state_known"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    visit_id: Mapped[str] = mapped_column(ForeignKey("visits.id"), index=True)
    equipment_id: Mapped[str] = mapped_column(ForeignKey("equipment.id"), index=True)
    position: Mapped[int]
    state: Mapped[str] = mapped_column(String(12), default="planned")
    notes: Mapped[str | None]
    finding: Mapped[str | None]
    case_id: Mapped[str | None] = mapped_column(ForeignKey("cases.id"), index=True)
    joined: Mapped[bool] = mapped_column(default=False)
    recorded_by: Mapped[str | None] = mapped_column(String(240))
    recorded_at: Mapped[datetime | None]

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor sees the stops of the own visits."""
        own = select(_DOCTORS.c.visit_id).where(_DOCTORS.c.doctor_id == doctor_id)
        return cls.visit_id.in_(own)
