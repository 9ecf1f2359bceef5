"""The row of a week on call."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin

__all__ = ["OnCallWeek"]


class OnCallWeek(CreatedMixin, Base):
    """One doctor on call for one department from the Monday ``week`` until the next, in China's time."""

    __tablename__ = "on_call_weeks"
    __table_args__ = (UniqueConstraint("department", "week"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    department: Mapped[str] = mapped_column(String(20))
    week: Mapped[date] = mapped_column(Date)
    doctor_id: Mapped[str] = mapped_column(ForeignKey("doctors.id"), index=True)
    set_by: Mapped[str] = mapped_column(String(240))
