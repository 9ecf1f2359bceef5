"""Taking and ending jobs: leases by the database's clock, results fenced by the lease, attempts counted before
running.

Every function works inside the caller's unit of work. Figures: a lost worker's job waits
``min(300, 5 · 2^attempt)`` seconds ± 20 % before its next attempt; a queued job whose bell was not answered is rung
again after 10 seconds.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Select, and_, case, func, insert, or_, select, update
from sqlalchemy.orm import Session, aliased

from clinic_api.database import DatabaseClock, database_now
from clinic_api.jobs.models import Job, JobEffect, JobState
from clinic_api.kit.ids import new_id
from clinic_api.kit.request_id import current_request_id
from diagnostics.texts import Catalogue, Text

__all__ = [
    "TEXTS",
    "ClaimedJob",
    "JobProblem",
    "LeaseLost",
    "Swept",
    "claim_next",
    "due_to_ring",
    "enqueue",
    "fail",
    "finish",
    "give_up",
    "hand_back",
    "heartbeat",
    "job_problem",
    "queue_again",
    "sweep_expired",
]

TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_BACKOFF_BASE_SECONDS: Final = 5.0
_BACKOFF_LIMIT_SECONDS: Final = 300.0
_BACKOFF_SPREAD: Final = 0.2
_RING_AGAIN_SECONDS: Final = 10
_RINGS_AT_ONCE: Final = 50
_FAIRNESS_WINDOW: Final = timedelta(hours=1)  # longer than any job runs
_ADD: Final = insert(Job).values(
    state=JobState.QUEUED.value,
    attempt=0,
    next_at=DatabaseClock(),
    dispatched_at=DatabaseClock(),
    created_at=DatabaseClock(),
)


class LeaseLost(Exception):
    """Another worker may have the job by now; nothing of this attempt may be written."""


@dataclass(frozen=True, slots=True)
class JobProblem:
    """Why an attempt failed: a stable code and a sentence for people."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class ClaimedJob:
    """A job this worker holds the lease of."""

    id: str
    kind: str
    subject_id: str
    factory_id: str | None
    attempt: int
    max_attempts: int
    request_id: str | None
    lease_token: str

    @property
    def is_last_attempt(self) -> bool:
        """Whether a failure now is the end."""
        return self.attempt >= self.max_attempts


def job_problem(code: str) -> JobProblem:
    """Return the problem named ``code`` with its text."""
    return JobProblem(code, TEXTS(code))


def enqueue(
    session: Session,
    *,
    kind: str,
    subject_id: str,
    factory_id: str | None,
    priority: int,
    max_attempts: int,
    due_at: datetime | None = None,
) -> str:
    """Add a job that is due at ``due_at`` (default: now; lower ``priority`` first) and return its id; it exists once
    the unit of work commits.
    """
    job_id = new_id("job")
    values = {
        "id": job_id,
        "factory_id": factory_id,
        "kind": kind,
        "subject_id": subject_id,
        "priority": priority,
        "max_attempts": max_attempts,
        "request_id": current_request_id(),
    }
    session.execute(_ADD if due_at is None else _ADD.values(next_at=due_at), values)
    return job_id


def claim_next(session: Session, *, kinds: Sequence[str], lease_seconds: float) -> ClaimedJob | None:
    """Take a due job of ``kinds`` under a fresh lease, counting the attempt, or return ``None``.

    Among jobs of one priority the factory with the fewest jobs under way comes first, then the one that has waited
    longest since a job of it was taken: a factory that queues a thousand jobs holds up nobody else's.
    """
    now = database_now(session)
    first_due = _first_due(kinds, now).with_for_update(skip_locked=True, of=Job).scalar_subquery()
    token = secrets.token_hex(16)
    row = session.execute(
        update(Job)
        .where(Job.id == first_due, Job.state == JobState.QUEUED.value)
        .values(
            state=JobState.RUNNING.value,
            attempt=Job.attempt + 1,
            lease_token=token,
            lease_until=now + timedelta(seconds=lease_seconds),
            started_at=now,
        )
        .returning(Job.id, Job.kind, Job.subject_id, Job.factory_id, Job.attempt, Job.max_attempts, Job.request_id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    return None if row is None else ClaimedJob(*row, lease_token=token)


def _first_due(kinds: Sequence[str], now: datetime) -> Select[str]:
    taken = aliased(Job)
    is_running = case((taken.state == JobState.RUNNING.value, 1), else_=0)
    lately = (
        select(
            taken.factory_id, func.sum(is_running).label("running"), func.max(taken.started_at).label("last_started_at")
        )
        .where(taken.started_at > now - _FAIRNESS_WINDOW)
        .group_by(taken.factory_id)
        .subquery()
    )
    return (
        select(Job.id)
        .outerjoin(lately, lately.c.factory_id == Job.factory_id)
        .where(Job.state == JobState.QUEUED.value, Job.next_at <= now, Job.kind.in_(kinds))
        .order_by(
            Job.priority,
            func.coalesce(lately.c.running, 0),
            lately.c.last_started_at.asc().nulls_first(),
            Job.next_at,
            Job.id,
        )
        .limit(1)
    )


def heartbeat(session: Session, job: ClaimedJob, *, lease_seconds: float) -> bool:
    """Prolong the lease of ``job``; false when it is no longer ours."""
    until = database_now(session) + timedelta(seconds=lease_seconds)
    return _change_held(session, job, lease_until=until)


def finish(session: Session, job: ClaimedJob) -> None:
    """Mark ``job`` done and note its one effect; raises `LeaseLost` so that the whole unit of work is undone."""
    now = database_now(session)
    if not _change_held(session, job, state=JobState.DONE.value, finished_at=now, lease_token=None, lease_until=None):
        raise LeaseLost(job.id)
    session.add(JobEffect(job_id=job.id, attempt=job.attempt, created_at=now))


def fail(session: Session, job: ClaimedJob, problem: JobProblem, *, pause_seconds: float | None = None) -> bool:
    """Queue ``job`` again after a pause (of its own, or the usual one), or end it as dead after its last attempt;
    return whether it is dead.

    Raises `LeaseLost` when the job is no longer ours.
    """
    now = database_now(session)
    values = _after_failure(job.attempt, job.is_last_attempt, problem, now, pause_seconds)
    changed = _change_held(session, job, **values)
    if not changed:
        raise LeaseLost(job.id)
    return job.is_last_attempt


def hand_back(session: Session, job: ClaimedJob) -> None:
    """Give ``job`` back because this worker is told to stop: due at once, the attempt does not count."""
    values = {"state": JobState.QUEUED.value, "attempt": Job.attempt - 1, "next_at": database_now(session)}
    _change_held(session, job, **values, lease_token=None, lease_until=None, dispatched_at=None)


def queue_again(session: Session, job: Job) -> None:
    """Let the dead ``job``, which the caller has locked, start anew: due at once, with all its attempts."""
    job.state, job.attempt, job.next_at = JobState.QUEUED.value, 0, database_now(session)
    job.finished_at = job.dispatched_at = job.error_code = job.error_text = None


def give_up(session: Session, job: Job, problem: JobProblem) -> ClaimedJob:
    """End the waiting ``job``, which the caller has locked, as dead; return it as whoever leads its subject on takes
    it.
    """
    for name, value in _after_failure(job.attempt, True, problem, database_now(session)).items():
        setattr(job, name, value)
    return _as_claimed(job)


@dataclass(frozen=True, slots=True)
class Swept:
    """How many leases had run out, and the jobs that ended as dead."""

    count: int
    dead: tuple[ClaimedJob, ...]


def sweep_expired(session: Session) -> Swept:
    """Queue again the jobs whose lease ran out, and end those without attempts left as dead."""
    now = database_now(session)
    expired = session.scalars(
        select(Job)
        .where(Job.state == JobState.RUNNING.value, Job.lease_until < now)
        .limit(_RINGS_AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    dead: list[ClaimedJob] = []
    for job in expired:
        last = job.attempt >= job.max_attempts
        if last:
            dead.append(_as_claimed(job))
        for name, value in _after_failure(job.attempt, last, job_problem("worker_lost"), now).items():
            setattr(job, name, value)
    return Swept(len(expired), tuple(dead))


def due_to_ring(session: Session, *, kinds: Sequence[str]) -> list[str]:
    """Return the ids of due jobs of ``kinds`` whose bell was not rung within the last 10 seconds, noting that it is
    rung now.
    """
    now = database_now(session)
    silent_since = now - timedelta(seconds=_RING_AGAIN_SECONDS)
    jobs = session.scalars(
        select(Job)
        .where(
            Job.state == JobState.QUEUED.value,
            Job.next_at <= now,
            Job.kind.in_(kinds),
            or_(
                Job.dispatched_at.is_(None),
                Job.dispatched_at < silent_since,
                and_(Job.attempt > 0, Job.dispatched_at < Job.next_at),
            ),
        )
        .order_by(Job.priority, Job.next_at)
        .limit(_RINGS_AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    for job in jobs:
        job.dispatched_at = now
    return [job.id for job in jobs]


def _change_held(session: Session, job: ClaimedJob, **values: object) -> bool:
    """Change the row of ``job`` only while its lease is ours; the check and the change are one statement."""
    changed = session.execute(
        update(Job)
        .where(Job.id == job.id, Job.state == JobState.RUNNING.value, Job.lease_token == job.lease_token)
        .values(**values)
        .returning(Job.id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    return changed is not None


def _after_failure(
    attempt: int, last: bool, problem: JobProblem, now: datetime, pause_seconds: float | None = None
) -> dict[str, object]:
    values: dict[str, object] = {
        "lease_token": None,
        "lease_until": None,
        "error_code": problem.code,
        "error_text": problem.text.to_json(),
    }
    if last:
        return values | {"state": JobState.DEAD.value, "finished_at": now}
    seconds = pause_seconds or min(_BACKOFF_LIMIT_SECONDS, _BACKOFF_BASE_SECONDS * 2**attempt)
    spread = 1 + _BACKOFF_SPREAD * (2 * secrets.randbelow(1001) / 1000 - 1)
    return values | {"state": JobState.QUEUED.value, "next_at": now + timedelta(seconds=seconds * spread)}


def _as_claimed(job: Job) -> ClaimedJob:
    return ClaimedJob(
        job.id,
        job.kind,
        job.subject_id,
        job.factory_id,
        job.attempt,
        job.max_attempts,
        job.request_id,
        job.lease_token or "",
    )
