"""One worker process at work: claims a job, runs its story, ends it; the same order whatever the job is about."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from sqlalchemy.orm import Session

from clinic_api.database import Database
from clinic_api.jobs import queue
from clinic_api.jobs.child import AttemptFailed, run_in_child
from clinic_api.jobs.periodic import PeriodicTask, run_due_tasks
from clinic_api.jobs.queue import ClaimedJob, JobProblem, LeaseLost, job_problem
from clinic_api.kit.request_id import acting_for_request
from clinic_api.operation.marks import JOBS_FENCED, LEASES_EXPIRED, note
from clinic_api.settings import Settings
from clinic_api.storage import Storage

__all__ = ["Desk", "JobKind"]

_LOG: Final = logging.getLogger(__name__)


class JobKind(Protocol):
    """What a job of one kind does."""

    @property
    def pauses_seconds(self) -> Sequence[float] | None:
        """How long to wait after the first, second … failed attempt; None: the queue's own pauses."""

    def run(self, job: ClaimedJob, desk: Desk) -> None:
        """Do the work and finish ``job`` in the one unit of work that writes its effect."""

    def give_up(self, session: Session, job: ClaimedJob, problem: JobProblem) -> None:
        """Lead the subject of a dead job on without it, in the unit of work that ends the job."""

    def take_up_again(self, session: Session, subject_id: str) -> None:
        """Take back what `give_up` said of the subject: an administrator lets its dead job be tried again."""


@dataclass(frozen=True)
class Desk:
    """The database, the storage and the known kinds of jobs of one worker process.

    It knows all ``kinds``, so that it can end whatever has died, and takes those in ``takes`` (None: all).
    """

    settings: Settings
    database: Database
    storage: Storage
    kinds: Mapping[str, JobKind]
    periodic_tasks: Sequence[PeriodicTask] = ()
    takes: Collection[str] | None = None

    def work_off(self, *, seconds: float) -> bool:
        """Run due jobs one after the other, starting none after ``seconds``; return whether the time ran out first."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if not self.work_one():
                return False
        return True

    def work_one(self) -> bool:
        """Run one due job; false when none is due."""
        job = self._claim()
        if job is None:
            return False
        self.run(job)
        return True

    def run(self, job: ClaimedJob) -> None:
        """Run one attempt at ``job``; a failed one is queued again or ends as dead."""
        with acting_for_request(job.request_id):
            self._attempt(job)

    def _attempt(self, job: ClaimedJob) -> None:
        try:
            self.kinds[job.kind].run(job, self)
        except LeaseLost:
            self._note_fenced(job)
        except AttemptFailed as failure:
            self._fail(job, failure.problem)
        except SystemExit:
            with self.database.session() as session:
                queue.hand_back(session, job)
            raise
        except Exception:
            _LOG.exception("job %s attempt %d failed", job.id, job.attempt)
            self._fail(job, job_problem("examination_failed"))

    def in_child(self, job: ClaimedJob, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Return what ``work`` computes in a forked child, holding the lease of ``job`` meanwhile."""
        return run_in_child(
            work,
            wall_seconds=self.settings.examination_timeout_seconds,
            heartbeat_seconds=self.settings.heartbeat_seconds,
            heartbeat=lambda: self._heartbeat(job),
        )

    def hold(self, job: ClaimedJob) -> None:
        """Prolong the lease of ``job`` between two parts of long work; raises `LeaseLost`."""
        if not self._heartbeat(job):
            raise LeaseLost

    def content(self, job: ClaimedJob, sha256: str) -> Path:
        """Return a file with a stored content, holding the lease of ``job`` while it comes from afar.

        Raises ``FileNotFoundError`` for one that is not kept and `LeaseLost`.
        """
        next_beat = time.monotonic() + self.settings.heartbeat_seconds

        def beat() -> None:
            nonlocal next_beat
            if time.monotonic() >= next_beat:
                self.hold(job)
                next_beat = time.monotonic() + self.settings.heartbeat_seconds

        return self.storage.fetch(sha256, meanwhile=beat)

    def sweep(self) -> list[str]:
        """End or queue again what lost its worker, and return the ids of the jobs whose bell is to be rung."""
        with self.database.session() as session:
            swept = queue.sweep_expired(session)
            if swept.count:
                note(session, LEASES_EXPIRED, swept.count)
            for dead in swept.dead:
                self.kinds[dead.kind].give_up(session, dead, job_problem("worker_lost"))
        return self.due()

    @property
    def _taken(self) -> tuple[str, ...]:
        return tuple(self.kinds if self.takes is None else self.takes)

    def run_periodic_tasks(self) -> None:
        """Do what is due every so often."""
        run_due_tasks(self.database, self.settings, self.periodic_tasks)

    def due(self) -> list[str]:
        """Return the ids of the due jobs whose bell is to be rung now."""
        with self.database.session() as session:
            return queue.due_to_ring(session, kinds=self._taken)

    def _claim(self) -> ClaimedJob | None:
        with self.database.session() as session:
            return queue.claim_next(session, kinds=self._taken, lease_seconds=self.settings.lease_seconds)

    def _heartbeat(self, job: ClaimedJob) -> bool:
        with self.database.session() as session:
            return queue.heartbeat(session, job, lease_seconds=self.settings.lease_seconds)

    def _fail(self, job: ClaimedJob, problem: JobProblem) -> None:
        try:
            with self.database.session() as session:
                if queue.fail(session, job, problem, pause_seconds=self._pause_seconds(job)):
                    self.kinds[job.kind].give_up(session, job, problem)
        except LeaseLost:
            self._note_fenced(job)

    def _pause_seconds(self, job: ClaimedJob) -> float | None:
        pauses = self.kinds[job.kind].pauses_seconds
        return None if pauses is None else pauses[min(job.attempt, len(pauses)) - 1]

    def _note_fenced(self, job: ClaimedJob) -> None:
        _LOG.warning("job %s attempt %d was fenced: its lease is no longer ours", job.id, job.attempt)
        with self.database.session() as session:
            note(session, JOBS_FENCED)
