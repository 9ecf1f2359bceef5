"""The row of a recalibration."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base

__all__ = ["KeptRecalibration"]

_NAME_LENGTH = 240  # as a time line writes a person's name


class KeptRecalibration(Base):
    """One recalibration of the stated probabilities; ``content`` is that of `experts.outcomes.Recalibration`, and never
    changes. At most one is active. It belongs to the hospital: it holds counts, no factory's rows.
    """

    __tablename__ = "recalibrations"
    __table_args__ = (
        CheckConstraint("state IN ('proposed', 'active', 'withdrawn')", name="state_known"),
        Index(
            "uq_recalibrations_active",
            "state",
            unique=True,
            sqlite_where=text("state = 'active'"),
            postgresql_where=text("state = 'active'"),
        ),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    state: Mapped[str] = mapped_column(String(12), default="proposed")
    content: Mapped[dict[str, Any]]
    based_on: Mapped[int]
    """How many judged findings it was learned from."""
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(_NAME_LENGTH))
    activated_at: Mapped[datetime | None]
    activated_by: Mapped[str | None] = mapped_column(String(_NAME_LENGTH))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None] = mapped_column(String(_NAME_LENGTH))
