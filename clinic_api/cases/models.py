"""The rows of a case and of its time line."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.cases.states import STATES, CaseState
from clinic_api.database import ID_LENGTH, Base, TenantMixin
from clinic_api.kit.doctor_scope import assigned_case_ids
from clinic_api.kit.principal import Principal

__all__ = ["Case", "CaseEvent"]

_STATE_NAMES = ", ".join(f"'{state}'" for state in STATES)


class Case(TenantMixin, Base):
    """One complaint of one factory. ``state`` changes through `transitions.transition` only."""

    __tablename__ = "cases"
    __table_args__ = (
        CheckConstraint(f"state IN ({_STATE_NAMES})", name="state_known"),
        CheckConstraint("mode IN ('reception', 'rounds', 'proactive')", name="mode_known"),
        CheckConstraint("urgency BETWEEN 1 AND 5", name="urgency_known"),
        Index("ix_cases_queue", "state", "urgency", "id"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    equipment_id: Mapped[str | None] = mapped_column(ForeignKey("equipment.id"), index=True)
    recording_id: Mapped[str | None] = mapped_column(ForeignKey("recordings.id"), unique=True)
    reporter_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    reporter_name: Mapped[str] = mapped_column(String(240))
    complaint: Mapped[str]
    language: Mapped[str] = mapped_column(String(2))
    mode: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(20), default=CaseState.SUBMITTED.value)
    paused_in: Mapped[str | None] = mapped_column(String(20))
    urgency: Mapped[int | None]
    department: Mapped[str | None] = mapped_column(String(20))
    triage: Mapped[dict[str, Any] | None]
    proposal: Mapped[dict[str, Any] | None]
    proposal_problem: Mapped[dict[str, Any] | None]
    opinion_problem: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor sees the cases assigned to them now."""
        return cls.id.in_(assigned_case_ids(doctor_id))

    @classmethod
    def of_reporter(cls, principal: Principal) -> ColumnElement[bool]:
        """Whoever follows the link of a case sees that one."""
        return false() if principal.case_id is None else cls.id == principal.case_id


class CaseEvent(TenantMixin, Base):
    """One line of a case's time line; lines are added, never changed. ``by`` is null where the service itself acted."""

    __tablename__ = "case_events"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(40))
    text: Mapped[dict[str, Any]]
    by: Mapped[str | None] = mapped_column(String(240))
    account_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor sees the time lines of the cases assigned to them now."""
        return cls.case_id.in_(assigned_case_ids(doctor_id))

    @classmethod
    def of_reporter(cls, principal: Principal) -> ColumnElement[bool]:
        """Whoever follows the link of a case sees its time line."""
        return false() if principal.case_id is None else cls.case_id == principal.case_id
