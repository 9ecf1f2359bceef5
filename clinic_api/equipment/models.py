"""The row of a machine."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKeyConstraint, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from clinic_api.database import ID_LENGTH, Base, CreatedMixin, TenantMixin
from clinic_api.factories.models import Factory
from clinic_api.kit.doctor_scope import CASES, has_assigned_case
from clinic_api.kit.principal import Principal

__all__ = ["Equipment"]


class Equipment(TenantMixin, CreatedMixin, Base):
    """One machine of a factory; ``machine`` is what `diagnostics.Machine.from_dict` reads, null until described.

    A row is never removed: a machine that is gone is ``scrapped``, and its file stays.
    """

    __tablename__ = "equipment"
    __table_args__ = (
        CheckConstraint("criticality IN ('a', 'b', 'c')", name="criticality_known"),
        CheckConstraint("safety_criticality IN ('a', 'b', 'c')", name="safety_criticality_known"),
        CheckConstraint("status IN ('in_service', 'out_of_service', 'scrapped')", name="status_known"),
        UniqueConstraint("factory_id", "id"),
        UniqueConstraint("factory_id", "asset_number"),
        ForeignKeyConstraint(["factory_id", "parent_id"], ["equipment.factory_id", "equipment.id"]),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    name_en: Mapped[str] = mapped_column(String(120))
    name_zh: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(40))
    location: Mapped[str] = mapped_column(String(120))
    criticality: Mapped[str] = mapped_column(String(1))
    safety_criticality: Mapped[str] = mapped_column(String(1), default="c")
    status: Mapped[str] = mapped_column(String(20), default="in_service")
    asset_number: Mapped[str | None] = mapped_column(String(60))
    parent_id: Mapped[str | None] = mapped_column(String(ID_LENGTH), index=True)
    nameplate: Mapped[dict[str, Any]] = mapped_column(default=dict)
    machine: Mapped[dict[str, Any] | None]
    version: Mapped[int] = mapped_column(default=1)

    factory: Mapped[Factory] = relationship(lazy="joined", innerjoin=True)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it as declared

    @classmethod
    def of_machines(cls, equipment_ids: frozenset[str]) -> ColumnElement[bool]:
        """A key for some machines sees these."""
        return cls.id.in_(equipment_ids)

    @classmethod
    def of_reporter(cls, principal: Principal) -> ColumnElement[bool]:
        """Whoever scanned a label sees its machine."""
        return false() if principal.equipment_id is None else cls.id == principal.equipment_id

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor sees the machines of the cases assigned to them now."""
        return has_assigned_case(doctor_id, CASES.c.equipment_id == cls.id)
