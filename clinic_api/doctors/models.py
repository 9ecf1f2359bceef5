"""The row of a doctor."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, String, func, select
from sqlalchemy.orm import Mapped, column_property, mapped_column

from clinic_api.cases.states import OPEN_STATES
from clinic_api.database import ID_LENGTH, Base, CreatedMixin, JsonDocument
from clinic_api.kit.doctor_scope import ASSIGNMENTS, CASES

__all__ = ["Doctor"]


class Doctor(CreatedMixin, Base):
    """One expert of the hospital.

    ``departments``, ``languages`` and ``conflicts`` (factory ids) are lists of text, ``specialties`` maps a tag to a
    grade 0…1, ``unavailable`` is a list of pairs of ISO 8601 times. ``base_load_minutes`` is work known from elsewhere;
    `assigned_minutes` what the assignments of open cases ask for. ``category`` is that of ISO 18436-2 or its equal.
    ``certificates`` is a list of ``{kind, level, valid_until}``; ``weekly_hours`` is what `experts.rota.read_hours`
    takes, null for the usual hours. A doctor who is not ``in_service`` gets no cases.
    """

    __tablename__ = "doctors"
    __table_args__ = (
        CheckConstraint("employment IN ('staff', 'contracted')", name="employment_known"),
        CheckConstraint("category BETWEEN 1 AND 4", name="category_known"),
        CheckConstraint("capacity_minutes >= 0 AND base_load_minutes >= 0", name="minutes_not_negative"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    name_en: Mapped[str] = mapped_column(String(120))
    name_zh: Mapped[str] = mapped_column(String(120))
    title_en: Mapped[str] = mapped_column(String(120))
    title_zh: Mapped[str] = mapped_column(String(120))
    employment: Mapped[str] = mapped_column(String(12))
    departments: Mapped[list[Any]]
    specialties: Mapped[dict[str, Any]]
    category: Mapped[int]
    languages: Mapped[list[Any]]
    capacity_minutes: Mapped[float]
    base_load_minutes: Mapped[float] = mapped_column(default=0.0)
    home_latitude_deg: Mapped[float | None]
    home_longitude_deg: Mapped[float | None]
    conflicts: Mapped[list[Any]] = mapped_column(default=list)
    unavailable: Mapped[list[Any]] = mapped_column(default=list)
    region_en: Mapped[str] = mapped_column(String(120), default="")
    region_zh: Mapped[str] = mapped_column(String(120), default="")
    travel_limit_km: Mapped[float | None]
    certificates: Mapped[list[Any]] = mapped_column(default=list)
    weekly_hours: Mapped[dict[str, Any] | None]
    instruments: Mapped[list[Any] | None] = mapped_column(JsonDocument)
    """Codes of what the doctor can carry and use; null: what visits for the own specialties usually need."""
    in_service: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it as declared

    assigned_minutes: Mapped[float] = column_property(
        select(func.coalesce(func.sum(ASSIGNMENTS.c.minutes), 0.0))
        .where(
            ASSIGNMENTS.c.doctor_id == id,  # noqa: A003 - the column above
            ASSIGNMENTS.c.ended_at.is_(None),
            ASSIGNMENTS.c.case_id.in_(select(CASES.c.id).where(CASES.c.state.in_(OPEN_STATES))),
        )
        .scalar_subquery()
    )
