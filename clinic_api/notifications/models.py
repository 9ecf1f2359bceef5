"""The rows of what is told to others."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin, TenantMixin
from clinic_api.kit.doctor_scope import assigned_case_ids
from clinic_api.kit.request_id import REQUEST_ID_LENGTH

__all__ = ["Event", "Mail"]


class Event(TenantMixin, Base):
    """Something that happened in one factory, told once and never changed; ``kind`` is like ``case.opened``."""

    __tablename__ = "events"
    __table_args__ = (Index("ix_events_factory_id_id", "factory_id", "id"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(60), index=True)
    case_id: Mapped[str | None] = mapped_column(ForeignKey("cases.id"), index=True)
    data: Mapped[dict[str, Any]]
    request_id: Mapped[str | None] = mapped_column(String(REQUEST_ID_LENGTH))

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor is told of the cases assigned to them now."""
        return cls.case_id.in_(assigned_case_ids(doctor_id))


class Mail(CreatedMixin, Base):
    """One mail that is to be sent, written in the unit of work of what it tells."""

    __tablename__ = "mails"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    to_address: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(240))
    body: Mapped[str]
    factory_id: Mapped[str | None] = mapped_column(ForeignKey("factories.id"), index=True)
    request_id: Mapped[str | None] = mapped_column(String(REQUEST_ID_LENGTH))
