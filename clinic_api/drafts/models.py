"""The rows of drafts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, UtcDateTime

__all__ = ["DRAFT_NAME_LENGTH", "Draft"]

DRAFT_NAME_LENGTH = 120


class Draft(Base):
    """The fields of one form as one person left them."""

    __tablename__ = "drafts"

    account_id: Mapped[str] = mapped_column(String(ID_LENGTH), ForeignKey("accounts.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(DRAFT_NAME_LENGTH), primary_key=True)
    values: Mapped[dict[str, Any]]
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime())
