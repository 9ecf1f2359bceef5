"""The row of a measuring point."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin, TenantMixin
from clinic_api.kit.doctor_scope import CASES, has_assigned_case

__all__ = ["Point"]


class Point(TenantMixin, CreatedMixin, Base):
    """One point of a machine. A retired one stays for what was measured there, and is offered no more."""

    __tablename__ = "points"
    __table_args__ = (ForeignKeyConstraint(["factory_id", "equipment_id"], ["equipment.factory_id", "equipment.id"]),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    equipment_id: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    name: Mapped[str] = mapped_column(String(120))
    position: Mapped[str] = mapped_column(String(60))
    direction: Mapped[str | None] = mapped_column(String(40))
    quantity: Mapped[str] = mapped_column(String(40))
    unit: Mapped[str | None] = mapped_column(String(40))
    channel: Mapped[str | None] = mapped_column(String(60))
    sensor_description: Mapped[str] = mapped_column(String(240), default="")
    retired_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it as declared

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor sees the points of the machines of the cases assigned to them now."""
        return has_assigned_case(doctor_id, CASES.c.equipment_id == cls.equipment_id)
