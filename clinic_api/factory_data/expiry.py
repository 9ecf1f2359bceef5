"""Letting exports run out: a turn marks them, and a job removes each one's file once the mark is sure to be kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.database import database_now
from clinic_api.factory_data.models import FactoryExport
from clinic_api.jobs import queue
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.periodic import PeriodicTask
from clinic_api.jobs.queue import ClaimedJob, JobProblem
from clinic_api.settings import Settings

__all__ = ["EXPORTS", "EXPORT_EXPIRY", "ExpireExport"]

EXPORT_EXPIRY: Final = "factory_export_expiry"
_PRIORITY: Final = 5
_MAX_ATTEMPTS: Final = 8


@dataclass(frozen=True)
class ExpireExport:
    """The kind of job that removes the file of an export that has run out."""

    pauses_seconds: Sequence[float] | None = (60.0, 600.0, 3600.0)

    def run(self, job: ClaimedJob, desk: Desk) -> None:
        """Remove the file, then forget its name."""
        with desk.database.session(read_only=True) as session:
            export = session.get(FactoryExport, job.subject_id)
            sha256 = None if export is None else export.sha256
        if sha256 is not None:
            desk.storage.remove_old(sha256)
        with desk.database.session() as session:
            queue.finish(session, job)
            export = session.get(FactoryExport, job.subject_id)
            if export is not None:
                export.sha256 = None

    def give_up(self, session: Session, job: ClaimedJob, problem: JobProblem) -> None:
        """Leave it: the row still names the file, and an operator sees the dead job."""

    def take_up_again(self, session: Session, subject_id: str) -> None:
        """Leave it: nothing was said of it."""


def _let_run_out(session: Session, settings: Settings) -> None:
    over = select(FactoryExport).where(FactoryExport.state == "ready", FactoryExport.expires_at < database_now(session))
    for export in session.scalars(over.with_for_update(skip_locked=True)).all():
        export.state = "expired"
        queue.enqueue(
            session,
            kind=EXPORT_EXPIRY,
            subject_id=export.id,
            factory_id=export.factory_id,
            priority=_PRIORITY,
            max_attempts=_MAX_ATTEMPTS,
        )


EXPORTS: Final = PeriodicTask("factory_exports", 3600, _let_run_out)
