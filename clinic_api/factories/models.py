"""The row of a factory."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, String, false, select
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin
from clinic_api.kit.doctor_scope import CASES, assigned_case_ids
from clinic_api.kit.principal import Principal
from experts.rounds import USUAL_WINDOWS, clock

__all__ = ["Factory", "usual_visit_windows"]


def usual_visit_windows() -> list[list[str]]:
    """Return when a factory that says nothing else receives visits."""
    return [[clock(opens), clock(closes)] for opens, closes in USUAL_WINDOWS]


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
    visit_windows: Mapped[list[Any]] = mapped_column(default=usual_visit_windows)
    """When visits are received: pairs of ``HH:MM`` of China."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it as declared

    @classmethod
    def of_factory(cls, factory_id: str) -> ColumnElement[bool]:
        """Its own people see a factory."""
        return cls.id == factory_id

    @classmethod
    def of_machines(cls, equipment_ids: frozenset[str]) -> ColumnElement[bool]:
        """A key for some machines sees no factory."""
        return false()

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor sees the factories of the cases they may see now."""
        return cls.id.in_(select(CASES.c.factory_id).where(CASES.c.id.in_(assigned_case_ids(doctor_id))))

    @classmethod
    def of_reporter(cls, principal: Principal) -> ColumnElement[bool]:
        """Nobody with a label alone sees a factory."""
        return false()
