"""The rows of the queue."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base
from clinic_api.kit.request_id import REQUEST_ID_LENGTH

__all__ = ["Job", "JobEffect", "JobState", "ScheduleSlot"]


class JobState(StrEnum):
    """Where a job is: ``done`` and ``dead`` are final."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"


class Job(Base):
    """One piece of work that was accepted and will end as done or dead with a reason.

    ``factory_id`` is null for the hospital's own work, such as a mail to its staff.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint("state IN ('queued', 'running', 'done', 'dead')", name="state_known"),
        Index("ix_jobs_due", "state", "priority", "next_at"),
        Index("ix_jobs_started_at", "started_at"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    factory_id: Mapped[str | None] = mapped_column(ForeignKey("factories.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    state: Mapped[str] = mapped_column(String(12), default=JobState.QUEUED.value)
    priority: Mapped[int]
    attempt: Mapped[int] = mapped_column(default=0)
    max_attempts: Mapped[int]
    lease_token: Mapped[str | None] = mapped_column(String(32))
    lease_until: Mapped[datetime | None]
    next_at: Mapped[datetime]
    dispatched_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    error_code: Mapped[str | None] = mapped_column(String(60))
    error_text: Mapped[dict[str, Any] | None]
    request_id: Mapped[str | None] = mapped_column(String(REQUEST_ID_LENGTH))


class JobEffect(Base):
    """The one effect a job had; its primary key is what makes a second one impossible."""

    __tablename__ = "job_effects"

    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id"), primary_key=True)
    attempt: Mapped[int]
    created_at: Mapped[datetime]


class ScheduleSlot(Base):
    """One turn of a periodic task that was taken; its primary key lets only one worker take it."""

    __tablename__ = "schedule_slots"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    slot: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    """Number of the turn: seconds since 1970 divided by the task's period."""
    taken_at: Mapped[datetime]
