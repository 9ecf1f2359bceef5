"""Counting what a factory stores and queues, and refusing what is too much before it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import ColumnElement, case, func, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from clinic_api.database import utc_now
from clinic_api.errors import PayloadTooLarge, TooManyRequests
from clinic_api.jobs.models import Job, JobState
from clinic_api.notifications.kinds import DELIVERED
from clinic_api.quotas.models import FactoryUsage
from clinic_api.settings import Settings
from diagnostics.texts import Catalogue

__all__ = ["Quota", "Usage", "refuse_full_queue", "usage_of"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_GIB: Final = 1024**3
_QUEUE_MOVES_SECONDS: Final = 30


@dataclass(frozen=True)
class Usage:
    """What a factory has stored in bytes, how many files came today (UTC) and how many of its jobs wait."""

    stored_bytes: int
    files_today: int
    queued_jobs: int


@dataclass(frozen=True)
class Quota:
    """How much one factory may store (bytes in all, files a day of UTC) and how many examinations may wait."""

    stored_bytes: int
    files_per_day: int
    queued_jobs_factory: int
    queued_jobs: int

    @classmethod
    def of(cls, settings: Settings) -> Quota:
        """Return the quota of the settings."""
        return cls(
            settings.factory_stored_bytes,
            settings.factory_files_per_day,
            settings.factory_queued_jobs,
            settings.queued_jobs,
        )

    def refuse(self, session: Session, factory_id: str, size_bytes: int) -> None:
        """Refuse a file of ``size_bytes`` that would be too much, before it is read (a size that is not known is 0).

        Raises `PayloadTooLarge` ``quota_bytes`` and `TooManyRequests` ``quota_files``.
        """
        row = session.get(FactoryUsage, factory_id)
        if row is not None:
            self._refuse(row, size_bytes)

    def count(self, session: Session, factory_id: str, size_bytes: int) -> None:
        """Count a file in the unit of work that keeps it; raises as `refuse` does, and counts nothing then.

        The counter's own row decides, so files that come at the same moment cannot pass the limit together.
        """
        today = utc_now().date()
        _make_row(session, factory_id)
        of_day = case((FactoryUsage.day == today, FactoryUsage.files_of_day), else_=0)
        counted = session.scalar(
            update(FactoryUsage)
            .where(
                FactoryUsage.factory_id == factory_id,
                FactoryUsage.stored_bytes + size_bytes <= self.stored_bytes,
                of_day < self.files_per_day,
            )
            .values(stored_bytes=FactoryUsage.stored_bytes + size_bytes, files_of_day=of_day + 1, day=today)
            .returning(FactoryUsage.factory_id)
            .execution_options(synchronize_session=False)
        )
        if counted is None:
            self._refuse(session.get_one(FactoryUsage, factory_id, populate_existing=True), size_bytes)

    def _refuse(self, row: FactoryUsage, size_bytes: int) -> None:
        if row.stored_bytes + size_bytes > self.stored_bytes:
            limit = f"{self.stored_bytes / _GIB:.3g}"
            raise PayloadTooLarge("quota_bytes", _TEXTS("quota_bytes", limit_gib=limit))
        now = utc_now()
        if row.day == now.date() and row.files_of_day >= self.files_per_day:
            midnight = datetime.combine(now.date() + timedelta(days=1), time.min, UTC)
            text = _TEXTS("quota_files", limit=self.files_per_day)
            raise TooManyRequests("quota_files", text, retry_after_seconds=int((midnight - now).total_seconds()) + 1)


def refuse_full_queue(session: Session, quota: Quota, factory_id: str) -> None:
    """Raise `TooManyRequests` ``queue_full`` while as many examinations wait as are taken in, of the factory or in all.

    This is for what machines send: they send it again. What a person reports is always taken.
    """
    for limit, of_factory, words in (
        (quota.queued_jobs_factory, factory_id, "queue_full_factory"),
        (quota.queued_jobs, None, "queue_full"),
    ):
        if _queued(session, limit, of_factory):
            text = _TEXTS(words, limit=limit)
            raise TooManyRequests("queue_full", text, retry_after_seconds=_QUEUE_MOVES_SECONDS)


def usage_of(session: Session, factory_id: str) -> Usage:
    """Return what a factory uses now."""
    row = session.get(FactoryUsage, factory_id)
    queued = session.scalar(select(func.count()).select_from(Job).where(*_waiting(factory_id)))
    if row is None:
        return Usage(0, 0, queued or 0)
    return Usage(row.stored_bytes, row.files_of_day if row.day == utc_now().date() else 0, queued or 0)


def _queued(session: Session, limit: int, factory_id: str | None) -> bool:
    """Tell whether at least ``limit`` examinations wait, looking at no more than that."""
    last = select(Job.id).where(*_waiting(factory_id)).offset(limit - 1).limit(1)
    return session.scalar(last) is not None


def _waiting(factory_id: str | None) -> tuple[ColumnElement[bool], ...]:
    waiting = (Job.state == JobState.QUEUED.value, Job.kind.not_in(DELIVERED))
    return waiting if factory_id is None else (*waiting, Job.factory_id == factory_id)


def _make_row(session: Session, factory_id: str) -> None:
    insert = postgresql_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    values = {"factory_id": factory_id, "stored_bytes": 0, "day": utc_now().date(), "files_of_day": 0}
    session.execute(insert(FactoryUsage).values(values).on_conflict_do_nothing())
