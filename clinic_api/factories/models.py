"""The row of a factory."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ColumnElement, String, false, select
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin
from clinic_api.kit.doctor_scope import ASSIGNMENTS
from clinic_api.kit.principal import Principal

__all__ = ["Factory"]


class Factory(CreatedMixin, Base):
    """One small firm: the tenant that everything it brings belongs to."""

    __tablename__ = "factories"
    __table_args__ = (
        CheckConstraint("latitude_deg BETWEEN -90 AND 90", name="latitude_known"),
        CheckConstraint("longitude_deg BETWEEN -180 AND 180", name="longitude_known"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    name_en: Mapped[str] = mapped_column(String(120))
    name_zh: Mapped[str] = mapped_column(String(120))
    latitude_deg: Mapped[float | None]
    longitude_deg: Mapped[float | None]
    address: Mapped[str] = mapped_column(String(240))
    contact_person: Mapped[str] = mapped_column(String(120), default="")
    contact_phone: Mapped[str] = mapped_column(String(40), default="")
    working_hours: Mapped[str] = mapped_column(String(120), default="")
    note: Mapped[str] = mapped_column(String(1000), default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it as declared

    @classmethod
    def of_factory(cls, factory_id: str) -> ColumnElement[bool]:
        """Its own people see a factory."""
        return cls.id == factory_id

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor sees the factories of the cases assigned to them now."""
        attended = select(ASSIGNMENTS.c.factory_id).where(
            ASSIGNMENTS.c.doctor_id == doctor_id, ASSIGNMENTS.c.ended_at.is_(None)
        )
        return cls.id.in_(attended)

    @classmethod
    def of_reporter(cls, principal: Principal) -> ColumnElement[bool]:
        """Nobody with a label alone sees a factory."""
        return false()
