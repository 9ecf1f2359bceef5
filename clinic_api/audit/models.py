"""The row of an audit line."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base
from clinic_api.kit.request_id import REQUEST_ID_LENGTH

__all__ = ["HOSPITAL_CHAIN", "AuditLine"]

HOSPITAL_CHAIN = "hospital"
"""The chain of what belongs to no factory."""


class AuditLine(Base):
    """One line of one chain, numbered from 1; never changed. ``by`` is null where the service itself acted."""

    __tablename__ = "audit_lines"
    __table_args__ = (UniqueConstraint("chain", "number"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    chain: Mapped[str] = mapped_column(String(ID_LENGTH))
    number: Mapped[int]
    factory_id: Mapped[str | None] = mapped_column(ForeignKey("factories.id"), index=True)
    at: Mapped[datetime]
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(254), index=True)
    account_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    by: Mapped[str | None] = mapped_column(String(240))
    values: Mapped[dict[str, Any]]
    request_id: Mapped[str | None] = mapped_column(String(REQUEST_ID_LENGTH))
    sha256: Mapped[str] = mapped_column(String(64))
