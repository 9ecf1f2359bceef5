"""The row of a ticket."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin, TenantMixin
from clinic_api.kit.doctor_scope import assigned_case_ids
from clinic_api.kit.principal import Principal

__all__ = ["Ticket"]


class Ticket(TenantMixin, CreatedMixin, Base):
    """What a reporter sent, exactly as it came; the database refuses every change. The case is made from it."""

    __tablename__ = "tickets"
    __table_args__ = (
        CheckConstraint("running IN ('yes', 'no', 'unknown')", name="running_known"),
        Index("ix_tickets_equipment_id_created_at", "equipment_id", "created_at"),
        Index("ix_tickets_address_hmac_created_at", "address_hmac", "created_at"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), unique=True)
    equipment_id: Mapped[str] = mapped_column(ForeignKey("equipment.id"))
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    code: Mapped[str] = mapped_column(String(8), unique=True)
    """What a reporter can read out on the telephone."""
    tiles: Mapped[list[Any]]
    since: Mapped[str] = mapped_column(String(12))
    running: Mapped[str] = mapped_column(String(8))
    danger: Mapped[bool]
    words: Mapped[str | None]
    contact: Mapped[str | None] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(2))
    recording_ids: Mapped[list[Any]]
    address_hmac: Mapped[str] = mapped_column(String(26))
    """Stands for the network address it came from, which is not kept itself."""

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor reads the tickets of the cases assigned to them now."""
        return cls.case_id.in_(assigned_case_ids(doctor_id))

    @classmethod
    def of_reporter(cls, principal: Principal) -> ColumnElement[bool]:
        """Whoever follows the link of a case reads its ticket."""
        return false() if principal.case_id is None else cls.case_id == principal.case_id
