"""The row of a change of the calendar."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base

__all__ = ["CalendarChange"]


class CalendarChange(Base):
    """One year as an administrator has written it, whole; the newest change of a year counts, none is removed."""

    __tablename__ = "calendar_changes"
    __table_args__ = (Index("ix_calendar_changes_year_id", "year", "id"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    year: Mapped[int]
    off: Mapped[list[Any]]
    """Spans of days off, both ends included, as ISO dates."""
    worked: Mapped[list[Any]]
    notice: Mapped[str] = mapped_column(String(240))
    """Where the days are announced."""
    reason: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(240))
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    first_day: Mapped[str] = mapped_column(String(10))
    """The first day that counts otherwise than before: no clock that ends before it is moved."""
