"""``clinic check``: is everything that was accepted still there, and does every part do its work?"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clinic_api.audit.service import verify_chains
from clinic_api.cases.timeline_check import check_timelines
from clinic_api.database import Database, database_now
from clinic_api.jobs.models import Job, JobState, ScheduleSlot
from clinic_api.kit.health import broker_answers
from clinic_api.migrations import alembic_config
from clinic_api.operation.contents import named_contents
from clinic_api.operation.marks import BACKUP_MADE, marks
from clinic_api.operation.texts import TEXTS
from clinic_api.settings import Settings
from clinic_api.storage.access import storage_of
from diagnostics.errors import RecordingError
from diagnostics.sandbox import Sandbox
from diagnostics.texts import Text

__all__ = ["BACKUP_HOURS", "FREE_BYTES", "CheckResult", "QueueState", "check_service", "queue_state"]

BACKUP_HOURS: Final = 26  # a day and some slack: a nightly backup that was missed is told the next morning
_WORKER_SECONDS: Final = 180
_QUEUE_SECONDS: Final = 600
_HASHED_AT_MOST: Final = 100
FREE_BYTES: Final = 2 << 30
_GIB: Final = 1 << 30

Level = Literal["ok", "warning", "failed"]


@dataclass(frozen=True)
class CheckResult:
    """What one part of the check found."""

    name: str
    level: Level
    text: Text


@dataclass(frozen=True)
class QueueState:
    """The queue at one moment: jobs waiting and running, how long the oldest due one waits, how many gave up lately."""

    queued: int
    running: int
    oldest_queued_seconds: float
    dead_of_week: int


def check_service(settings: Settings) -> Iterator[CheckResult]:
    """Yield the result of each part; a part that cannot be looked at since the database is away ends the check."""
    database = Database(settings.database_url)
    try:
        with database.session(read_only=True) as session:
            yield _schema(session)
            yield from _contents(session, settings)
            yield _lines(session)
            yield _worker(session)
            yield _queue(session)
            yield _backup(session)
    finally:
        database.dispose()
    yield _broker(settings)
    yield _sandbox()
    yield _disk(settings)


def queue_state(session: Session) -> QueueState:
    """Return how the queue is now."""
    now = database_now(session)
    counted = session.execute(
        select(Job.state, func.count())
        .where(Job.state.in_((JobState.QUEUED.value, JobState.RUNNING.value)))
        .group_by(Job.state)
    )
    counts: dict[str, int] = dict(counted.all())
    oldest = session.scalar(select(func.min(Job.next_at)).where(Job.state == JobState.QUEUED.value, Job.next_at <= now))
    dead = session.scalar(
        select(func.count()).where(Job.state == JobState.DEAD.value, Job.finished_at > now - timedelta(days=7))
    )
    return QueueState(
        queued=counts.get(JobState.QUEUED.value, 0),
        running=counts.get(JobState.RUNNING.value, 0),
        oldest_queued_seconds=0.0 if oldest is None else (now - oldest).total_seconds(),
        dead_of_week=dead or 0,
    )


def _schema(session: Session) -> CheckResult:
    revision = MigrationContext.configure(session.connection()).get_current_revision() or "–"
    newest = ScriptDirectory.from_config(alembic_config()).get_current_head()
    if revision != newest:
        return _result("database", "failed", "check_schema_old", revision=revision, newest=newest)
    return _result("database", "ok", "check_database_ok", revision=revision)


def _contents(session: Session, settings: Settings) -> Iterator[CheckResult]:
    """Look for every content that a row names, and hash some of them anew."""
    storage = storage_of(settings)
    named = session.scalars(named_contents()).all()
    missing = sorted(set(named).difference(storage.list()))
    if missing:
        values = {"missing": len(missing), "named": len(named), "first": missing[0]}
        yield _result("contents", "failed", "check_contents_missing", **values)
        return
    sample = random.sample(named, min(_HASHED_AT_MOST, len(named)))
    changed = sorted(sha256 for sha256 in sample if storage.digest_of(sha256) != sha256)
    if changed:
        values = {"changed": len(changed), "hashed": len(sample), "first": changed[0]}
        yield _result("contents", "failed", "check_contents_changed", **values)
        return
    yield _result("contents", "ok", "check_contents_ok", named=len(named), hashed=len(sample))


def _lines(session: Session) -> CheckResult:
    """Go through every time line and every chain of the audit: each line carries the digest of the one before."""
    timelines, chains = check_timelines(session), verify_chains(session)
    broken = [state.case_id for state in timelines.broken]
    broken += [chain.chain for chain in chains if not chain.intact]
    if broken:
        return _result("lines", "failed", "check_lines_changed", broken=len(broken), first=broken[0])
    return _result("lines", "ok", "check_lines_ok", timelines=len(timelines.heads), chains=len(chains))


def _worker(session: Session) -> CheckResult:
    """A worker takes a turn of some periodic task at least once a minute."""
    last: datetime | None = session.scalar(select(func.max(ScheduleSlot.taken_at)))
    if last is None:
        return _result("worker", "warning", "check_worker_never")
    seconds = round((database_now(session) - last).total_seconds())
    if seconds > _WORKER_SECONDS:
        return _result("worker", "failed", "check_worker_absent", seconds=seconds)
    return _result("worker", "ok", "check_worker_ok", seconds=seconds)


def _queue(session: Session) -> CheckResult:
    state = queue_state(session)
    is_stuck = state.oldest_queued_seconds > _QUEUE_SECONDS
    key = "check_queue_stuck" if is_stuck or state.dead_of_week else "check_queue_ok"
    level: Level = "failed" if is_stuck else "warning" if state.dead_of_week else "ok"
    seconds = round(state.oldest_queued_seconds)
    return _result("queue", level, key, queued=state.queued, seconds=seconds, dead=state.dead_of_week)


def _backup(session: Session) -> CheckResult:
    made = marks(session).get(BACKUP_MADE)
    if made is None:
        return _result("backup", "warning", "check_backup_never")
    hours = round((database_now(session) - made.at).total_seconds() / 3600, 1)
    if hours > BACKUP_HOURS:
        return _result("backup", "failed", "check_backup_old", hours=hours, limit=BACKUP_HOURS)
    return _result("backup", "ok", "check_backup_ok", hours=hours)


def _broker(settings: Settings) -> CheckResult:
    if settings.broker_url is None:
        return _result("broker", "warning", "check_broker_absent")
    if broker_answers(settings.broker_url):
        return _result("broker", "ok", "check_broker_ok")
    return _result("broker", "warning", "check_broker_down")


def _sandbox() -> CheckResult:
    try:
        with Sandbox(mode="full") as sandbox:
            sandbox.attempts()
    except RecordingError as error:
        return CheckResult("sandbox", "failed", TEXTS("check_sandbox_open", reason=error.text))
    return _result("sandbox", "ok", "check_sandbox_ok")


def _disk(settings: Settings) -> CheckResult:
    free = shutil.disk_usage(settings.data_dir if settings.data_dir.exists() else ".").free
    is_low = free < FREE_BYTES
    key = "check_disk_low" if is_low else "check_disk_ok"
    return _result("disk", "warning" if is_low else "ok", key, free_gib=round(free / _GIB, 1))


def _result(name: str, level: Level, key: str, **values: object) -> CheckResult:
    return CheckResult(name, level, TEXTS(key, **values))
