"""What the routes of jobs take and give."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from clinic_api.kit.fields import LongText, RequestBody, TextRead

__all__ = ["JobDecision", "JobKindRead", "JobRead", "JobStateName", "JobsOverview", "ServiceProcessRead"]

JobStateName = Literal["queued", "running", "done", "dead"]


class JobKindRead(BaseModel):
    """The jobs of one kind that are not done, and how long the oldest due one has waited."""

    kind: str
    queued: int
    running: int
    dead: int
    oldest_queued_seconds: float | None


class ServiceProcessRead(BaseModel):
    """A worker or deliverer that was seen within the last day; ``at_work``: within the last minute."""

    kind: Literal["worker", "deliverer"]
    host: str
    pid: int
    version: str
    started_at: datetime
    seen_at: datetime
    at_work: bool


class JobsOverview(BaseModel):
    """How the queue is at ``at``."""

    at: datetime
    kinds: list[JobKindRead]
    processes: list[ServiceProcessRead]


class JobRead(BaseModel):
    """One piece of work; ``case_id`` is the case it belongs to, where it belongs to one."""

    id: str
    kind: str
    state: JobStateName
    subject_id: str
    case_id: str | None
    factory_id: str | None
    factory_name: TextRead | None
    attempt: int
    max_attempts: int
    created_at: datetime
    next_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    error_code: str | None
    error_text: TextRead | None
    request_id: str | None


class JobDecision(RequestBody):
    """Why an administrator tries a job again or gives it up; it is kept in the audit."""

    reason: Annotated[LongText, Field(max_length=1000)] = Field(examples=["The mail server is back."])
