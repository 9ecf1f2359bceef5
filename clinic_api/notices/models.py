"""The rows of what people are told, and of what they chose to be told."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin, TenantMixin

__all__ = ["Notice", "NoticeChoice"]


_WAITING = text("mail_id IS NULL AND dropped_at IS NULL")


class Notice(TenantMixin, CreatedMixin, Base):
    """One event that one person is to be told of; ``mail_id`` is null until the mail is written."""

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("event_id", "account_id"),
        Index("ix_notices_waiting", "due_at", postgresql_where=_WAITING, sqlite_where=_WAITING),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    event_id: Mapped[str] = mapped_column(ForeignKey("events.id"))
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    relation: Mapped[str] = mapped_column(String(20))
    due_at: Mapped[datetime]
    mail_id: Mapped[str | None] = mapped_column(ForeignKey("mails.id"))
    dropped_at: Mapped[datetime | None]
    """When it was found that the person may not see the event any more."""


class NoticeChoice(Base):
    """How one person wants to be told of one topic, in place of what `rules` say."""

    __tablename__ = "notice_choices"
    __table_args__ = (CheckConstraint("choice IN ('now', 'digest', 'never')", name="choice_known"),)

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    topic: Mapped[str] = mapped_column(String(20), primary_key=True)
    choice: Mapped[str] = mapped_column(String(6))
