"""The job that deletes a factory: every row in one transaction, then the contents that nobody else has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import delete, select, text, union
from sqlalchemy.orm import Session

from clinic_api.audit.service import note
from clinic_api.database import database_now
from clinic_api.factory_data.models import FactoryDeletion
from clinic_api.factory_data.tables import factory_tables, rows_of
from clinic_api.jobs import queue
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.periodic import PeriodicTask
from clinic_api.jobs.queue import ClaimedJob, JobProblem, enqueue
from clinic_api.operation.contents import CONTENT_COLUMNS, named_contents
from clinic_api.settings import Settings
from clinic_api.signals.preparing import shelf_of

__all__ = ["DELETION", "DELETIONS", "EraseFactory"]

DELETION: Final = "factory_deletion"
_PRIORITY: Final = 5
_MAX_ATTEMPTS: Final = 100


@dataclass(frozen=True)
class EraseFactory:
    """The kind of job that deletes a factory. Killed at any moment, it is done again from where it was."""

    pauses_seconds: Sequence[float] | None = (60.0, 600.0, 3600.0)

    def run(self, job: ClaimedJob, desk: Desk) -> None:
        """Delete the rows, then the contents, then close."""
        with desk.database.session() as session:
            _erase_rows(session, job.subject_id)
        with desk.database.session(read_only=True) as session:
            deletion = session.get_one(FactoryDeletion, job.subject_id)
            left = list(deletion.contents or ())
            needed = set(session.scalars(named_contents()))
        going = [sha256 for sha256 in left if sha256 not in needed]
        for sha256 in going:
            shelf_of(desk.settings).remove(sha256)
        removed = sum(desk.storage.remove_old(sha256) for sha256 in going)
        with desk.database.session() as session:
            queue.finish(session, job)
            _close(session, job.subject_id, removed)

    def give_up(self, session: Session, job: ClaimedJob, problem: JobProblem) -> None:
        """Leave it as it is: what is half done stays marked, and an operator sees the dead job."""

    def take_up_again(self, session: Session, subject_id: str) -> None:
        """Leave it as it is: the next attempt goes on from there."""


def _erase_rows(session: Session, deletion_id: str) -> None:
    deletion = session.get_one(FactoryDeletion, deletion_id, with_for_update=True, populate_existing=True)
    if deletion.state != "erasing" or deletion.counts is not None:
        return
    factory_id = deletion.factory_id
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET LOCAL statement_timeout = 0"))
    contents = [
        select(column.label("sha256")).where(rows_of(column.class_.__table__, factory_id), column.is_not(None))
        for column in CONTENT_COLUMNS
    ]
    deletion.contents = list(session.scalars(union(*contents)))
    counts: dict[str, Any] = {}
    session.flush()
    for table in reversed(factory_tables()):
        deleted = session.execute(delete(table).where(rows_of(table, factory_id)).returning(*table.primary_key.columns))
        counts[table.name] = len(deleted.all())
    deletion.counts = {name: count for name, count in counts.items() if count}


def _close(session: Session, deletion_id: str, removed: int) -> None:
    deletion = session.get_one(FactoryDeletion, deletion_id, with_for_update=True, populate_existing=True)
    if deletion.state != "erasing":
        return
    counts = {**(deletion.counts or {}), "contents": removed}
    deletion.state, deletion.erased_at, deletion.counts, deletion.contents = (
        "erased",
        database_now(session),
        counts,
        None,
    )
    told = {"rows": sum(counts.values()) - removed, "contents": removed}
    note(session, None, "factory.erased", deletion.factory_id, told)


def _begin_due(session: Session, settings: Settings) -> None:
    """Start what was confirmed and whose time to be taken back is over."""
    due = session.scalars(
        select(FactoryDeletion)
        .where(FactoryDeletion.state == "confirmed", FactoryDeletion.due_at <= database_now(session))
        .with_for_update(skip_locked=True)
    ).all()
    for deletion in due:
        deletion.state = "erasing"
        enqueue(
            session,
            kind=DELETION,
            subject_id=deletion.id,
            factory_id=None,  # the job outlives the factory
            priority=_PRIORITY,
            max_attempts=_MAX_ATTEMPTS,
        )


DELETIONS: Final = PeriodicTask("factory_deletions", 300, _begin_due)
