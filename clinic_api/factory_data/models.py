"""The rows of exports and deletions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin, TenantMixin

__all__ = ["FactoryDeletion", "FactoryExport"]


class FactoryExport(TenantMixin, CreatedMixin, Base):
    """One file with all of a factory's data; ``sha256`` is null until it is ready and again once it has run out."""

    __tablename__ = "factory_exports"
    __table_args__ = (CheckConstraint("state IN ('waiting', 'ready', 'failed', 'expired')", name="state_known"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    requested_by: Mapped[str] = mapped_column(String(240))
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    size_bytes: Mapped[int | None] = mapped_column(BigInteger)
    ready_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None] = mapped_column(index=True)


class FactoryDeletion(CreatedMixin, Base):
    """The deletion of a factory: asked for, confirmed by another person, due after a time in which it can be taken
    back. What remains afterwards is this row, which tells how much was deleted and nothing of what it was.

    While it is ``erasing`` the database lets lines be deleted that are otherwise kept (`migrations.rows.keep_lines`).
    """

    __tablename__ = "factory_deletions"
    __table_args__ = (
        CheckConstraint("state IN ('requested', 'confirmed', 'erasing', 'erased', 'cancelled')", name="state_known"),
        CheckConstraint(
            "state IN ('requested', 'cancelled') OR "
            "(confirmed_by_id IS NOT NULL AND confirmed_by_id != requested_by_id)",
            name="two_people",
        ),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    factory_id: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    """No foreign key: the factory's row goes too, and this one outlives it."""
    state: Mapped[str] = mapped_column(String(12), default="requested")
    requested_by_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    confirmed_by_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    contents: Mapped[list[Any] | None]
    """SHA-256 of the contents still to be removed, emptied when they are."""
    counts: Mapped[dict[str, Any] | None]
    """Rows deleted of each table, and contents."""
    erased_at: Mapped[datetime | None]
