"""The rows of a case, of its clocks and of its time line."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
    and_,
    false,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.cases.states import STATES, WAITING_FOR_DIAGNOSIS, CaseState
from clinic_api.database import ID_LENGTH, Base, TenantMixin
from clinic_api.kit.doctor_scope import CASES, assigned_case_ids
from clinic_api.kit.principal import Principal
from clinic_api.kit.request_id import REQUEST_ID_LENGTH

__all__ = ["SHA256_LENGTH", "Case", "CaseClock", "CaseEvent", "CaseMixin", "followed_case_ids", "of_same_factory"]

SHA256_LENGTH = 64
_STATE_NAMES = ", ".join(f"'{state}'" for state in STATES)


def followed_case_ids(principal: Principal) -> ColumnElement[bool] | None:
    """Return the condition on ``cases.id`` for the case whose link ``principal`` holds and the one it was merged into;
    None for the holder of a machine's label, who sees no case.
    """
    if principal.case_id is None:
        return None
    target = select(CASES.c.merged_into_id).where(CASES.c.id == principal.case_id).scalar_subquery()
    return or_(CASES.c.id == principal.case_id, CASES.c.id == target)


class Case(TenantMixin, Base):
    """One complaint of one factory. ``state`` changes through `transitions.transition` only."""

    __tablename__ = "cases"
    __table_args__ = (
        CheckConstraint(f"state IN ({_STATE_NAMES})", name="state_known"),
        CheckConstraint("mode IN ('reception', 'rounds', 'proactive')", name="mode_known"),
        CheckConstraint("urgency BETWEEN 1 AND 5", name="urgency_known"),
        Index("ix_cases_queue", "state", "urgency", "id"),
        Index("ix_cases_department_id", "department", "id"),
        Index("uq_cases_factory_id_id", "factory_id", "id", unique=True),
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
    merged_into_id: Mapped[str | None] = mapped_column(String(ID_LENGTH), ForeignKey("cases.id"), index=True)
    """Where a merged case goes on; never a merged case itself."""
    closed_at: Mapped[datetime | None]
    """When the case was discharged, merged or cancelled; null while it is open."""
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    @property
    def waits_for_diagnosis(self) -> bool:
        """Whether the first opinion is there and the diagnosis is not, also while the factory is asked meanwhile."""
        return CaseState(self.paused_in or self.state) in WAITING_FOR_DIAGNOSIS

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor sees the cases they attend or are consulted on now, and what was merged into these."""
        return cls.id.in_(assigned_case_ids(doctor_id))

    @classmethod
    def of_reporter(cls, principal: Principal) -> ColumnElement[bool]:
        """Who holds a case's link sees that case and the one it was merged into."""
        return _followed(cls.id, principal)


class CaseMixin(TenantMixin):
    """A row that belongs to one case: seen by whoever sees the case, unless the model says otherwise."""

    case_id: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor sees what belongs to the cases they may see."""
        return cls.case_id.in_(assigned_case_ids(doctor_id))

    @classmethod
    def of_reporter(cls, principal: Principal) -> ColumnElement[bool]:
        """Who holds a case's link sees what belongs to the case."""
        return _followed(cls.case_id, principal)


def _followed(case_id: Any, principal: Principal) -> ColumnElement[bool]:
    followed = followed_case_ids(principal)
    return false() if followed is None else case_id.in_(select(CASES.c.id).where(followed))


def of_same_factory() -> ForeignKeyConstraint:
    """Keep a row from belonging to a case of another factory."""
    return ForeignKeyConstraint(["factory_id", "case_id"], ["cases.factory_id", "cases.id"])


class CaseClock(CaseMixin, Base):
    """One clock of one case (see `clocks`). It counts by ``urgency``, from ``started_at``, without the time it stood
    still; it stands still while ``stopped_at`` is set.
    """

    __tablename__ = "case_clocks"
    __table_args__ = (
        of_same_factory(),
        CheckConstraint("kind IN ('first_opinion', 'accept', 'diagnosis')", name="kind_known"),
        CheckConstraint("urgency BETWEEN 1 AND 5", name="urgency_known"),
        Index("ix_case_clocks_running", "met_at", "stopped_at", "warn_at"),
    )

    case_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    urgency: Mapped[int]
    started_at: Mapped[datetime]
    paused_wall_seconds: Mapped[float] = mapped_column(default=0.0)
    paused_working_seconds: Mapped[float] = mapped_column(default=0.0)
    warn_at: Mapped[datetime]
    due_at: Mapped[datetime]
    escalate_at: Mapped[datetime]
    stopped_at: Mapped[datetime | None]
    met_at: Mapped[datetime | None]
    warned_at: Mapped[datetime | None]
    breached_at: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]


class CaseEvent(CaseMixin, Base):
    """One line of a case's time line; lines are added, never changed. ``by`` is null where the service itself acted.

    The lines of a case are numbered by ``seq`` from 1; each carries the digest of the one before (`kit.hash_chain`).
    """

    __tablename__ = "case_events"
    __table_args__ = (
        UniqueConstraint("case_id", "seq"),
        CheckConstraint("visibility IN ('everyone', 'hospital')", name="visibility_known"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(40))
    text: Mapped[dict[str, Any]]
    by: Mapped[str | None] = mapped_column(String(240))
    account_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    visibility: Mapped[str] = mapped_column(String(12))
    request_id: Mapped[str | None] = mapped_column(String(REQUEST_ID_LENGTH))
    seq: Mapped[int]
    previous_sha256: Mapped[str] = mapped_column(String(SHA256_LENGTH))
    sha256: Mapped[str] = mapped_column(String(SHA256_LENGTH))

    @classmethod
    def of_factory(cls, factory_id: str) -> ColumnElement[bool]:
        """A factory does not see what the hospital keeps to itself."""
        return and_(cls.factory_id == factory_id, cls.visibility == "everyone")

    @classmethod
    def of_reporter(cls, principal: Principal) -> ColumnElement[bool]:
        """Nor does who holds a case's link."""
        return and_(super().of_reporter(principal), cls.visibility == "everyone")
