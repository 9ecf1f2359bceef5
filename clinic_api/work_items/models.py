"""The row of a work item."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin, TenantMixin

__all__ = ["WorkItem"]


class WorkItem(TenantMixin, CreatedMixin, Base):
    """One need: open until somebody claims it, and closed as a case or dismissed with a reason.

    ``factory_id`` is null where the firm is not a factory of the hospital yet.
    """

    __tablename__ = "work_items"
    __table_args__ = (
        CheckConstraint("source IN ('questionnaire', 'alarm')", name="source_known"),
        CheckConstraint("state IN ('open', 'claimed', 'case', 'dismissed')", name="state_known"),
        CheckConstraint("urgency BETWEEN 1 AND 5", name="urgency_known"),
        Index("ix_work_items_state_urgency_id", "state", "urgency", "id"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    factory_id: Mapped[str | None] = mapped_column(  # type: ignore[assignment]
        String(ID_LENGTH), ForeignKey("factories.id"), index=True
    )
    source: Mapped[str] = mapped_column(String(16))
    source_id: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    """The answers or the alarm it comes from."""
    equipment_id: Mapped[str | None] = mapped_column(ForeignKey("equipment.id"))
    department: Mapped[str] = mapped_column(String(20))
    text: Mapped[dict[str, Any]]
    urgency: Mapped[int]
    state: Mapped[str] = mapped_column(String(12), default="open")
    claimed_by_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    claimed_by: Mapped[str | None] = mapped_column(String(240))
    case_id: Mapped[str | None] = mapped_column(ForeignKey("cases.id"))
    reason: Mapped[str | None]
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it as declared
