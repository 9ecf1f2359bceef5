"""The kind of job that checks the whole service, as ``clinic check`` does, where the worker runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from clinic_api.database import database_now
from clinic_api.jobs import queue
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.queue import ClaimedJob, JobProblem
from clinic_api.operation.check import check_service
from clinic_api.operation.models import ServiceCheck
from clinic_api.settings import Settings

__all__ = ["SERVICE_CHECK", "CheckService"]

SERVICE_CHECK: Final = "service_check"


@dataclass(frozen=True)
class CheckService:
    """Checks in a child, since hashing files takes longer than a lease."""

    pauses_seconds: Sequence[float] | None = None

    def run(self, job: ClaimedJob, desk: Desk) -> None:
        """Check, and write what was found in the unit of work that ends the job."""
        found = desk.in_child(job, lambda: _results(desk.settings))
        with desk.database.session() as session:
            queue.finish(session, job)
            check = session.get_one(ServiceCheck, job.subject_id)
            check.results, check.finished_at = found["results"], database_now(session)

    def give_up(self, session: Session, job: ClaimedJob, problem: JobProblem) -> None:
        """Say why there is no result."""
        check = session.get(ServiceCheck, job.subject_id)
        if check is not None:
            check.problem = {"code": problem.code, "text": problem.text.to_json()}
            check.finished_at = database_now(session)

    def take_up_again(self, session: Session, subject_id: str) -> None:
        """Wait for a result again."""
        check = session.get(ServiceCheck, subject_id)
        if check is not None:
            check.problem = check.finished_at = None


def _results(settings: Settings) -> dict[str, Any]:
    parts = check_service(settings)
    return {"results": [{"name": part.name, "level": part.level, "text": part.text.to_json()} for part in parts]}
