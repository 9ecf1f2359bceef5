"""The row of an assignment."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, TenantMixin

__all__ = ["Assignment"]


class Assignment(TenantMixin, Base):
    """One doctor attending one case from ``assigned_at`` until ``ended_at``; a case has at most one that has not
    ended.
    """

    __tablename__ = "assignments"
    __table_args__ = (
        Index(
            "uq_assignments_attending",
            "case_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    doctor_id: Mapped[str] = mapped_column(ForeignKey("doctors.id"), index=True)
    minutes: Mapped[float]
    assigned_by_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    """Null where the service gave it on itself (`cases.escalation`)."""
    assigned_by: Mapped[str] = mapped_column(String(240))
    reason: Mapped[str | None]
    assigned_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    ended_by_action: Mapped[str | None] = mapped_column(String(20))
    """What ended it: an action of the table of states, such as ``decline``."""
    ended_reason: Mapped[str | None]
    proposed_doctor_id: Mapped[str | None] = mapped_column(String(ID_LENGTH), ForeignKey("doctors.id"))
    """Who was proposed when the case was given; another one than ``doctor_id`` is a coordinator's override."""
    specialty: Mapped[str | None] = mapped_column(String(60))
    """The specialty tag the case was given for; null where triage asked for none."""

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor sees their own assignments."""
        return cls.doctor_id == doctor_id
