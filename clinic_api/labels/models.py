"""The rows of what a reporter holds instead of a login: the label of a machine, the link of a case."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin, TenantMixin

__all__ = ["CaseLink", "Label"]


class Label(TenantMixin, CreatedMixin, Base):
    """One generation of the label of one machine. Its token can be made again from the hospital's secret, so that a
    lost sheet is printed again with the same address; the database has its SHA-256 only.
    """

    __tablename__ = "labels"
    __table_args__ = (UniqueConstraint("equipment_id", "generation"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    equipment_id: Mapped[str] = mapped_column(ForeignKey("equipment.id"))
    generation: Mapped[int]
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    short_code: Mapped[str] = mapped_column(String(10), unique=True)
    revoked_at: Mapped[datetime | None]


class CaseLink(TenantMixin, CreatedMixin, Base):
    """The link by which whoever reported a case follows it."""

    __tablename__ = "case_links"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), unique=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    revoked_at: Mapped[datetime | None]
