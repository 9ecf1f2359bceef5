"""The worker: the task that a ring starts, and the sweeper thread of the worker's main process."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from celery import Celery
from celery.signals import worker_ready, worker_shutting_down
from sqlalchemy.exc import SQLAlchemyError

from clinic_api.database import Database
from clinic_api.jobs.desk import Desk, JobKind
from clinic_api.jobs.doorbell import RING_TASK, Doorbell
from clinic_api.jobs.periodic import PeriodicTask
from clinic_api.jobs.relief import Relief
from clinic_api.migrations import tables
from clinic_api.notifications.kinds import DELIVERED
from clinic_api.operation.presence import Presence
from clinic_api.settings import Settings
from clinic_api.storage.access import storage_of

__all__ = ["Sweeper", "attach_worker"]

KNOWN_TABLES: Final = tables.METADATA.tables  # importing them makes every foreign key of a model lead somewhere
_LOG: Final = logging.getLogger(__name__)
_ABANDONED_AFTER_SECONDS: Final = 24 * 3600.0
_TASK_SECONDS: Final = (
    300.0  # a task starts no further job after this and rings again instead, well below Celery's time limit
)


def attach_worker(
    app: Celery, settings: Settings, kinds: Mapping[str, JobKind], periodic_tasks: Sequence[PeriodicTask] = ()
) -> None:
    """Give ``app`` the ring task and, in the worker's main process, the sweeper."""
    make_desk = _desk_of_process(settings, kinds, periodic_tasks)

    def ring(job_id: str) -> None:
        if make_desk().work_off(seconds=_TASK_SECONDS):
            Doorbell(settings.broker_url).ring(job_id)

    app.task(ring, name=RING_TASK, shared=False)  # of this app alone: a shared task may replace another app's
    sweeper = Sweeper(settings, make_desk)

    def start(**_: Any) -> None:
        sweeper.start()
        storage_of(settings).remove_abandoned(older_than_seconds=_ABANDONED_AFTER_SECONDS)

    def stop(**_: Any) -> None:
        sweeper.stop()

    worker_ready.connect(start, weak=False)
    worker_shutting_down.connect(stop, weak=False)


def _desk_of_process(
    settings: Settings, kinds: Mapping[str, JobKind], periodic_tasks: Sequence[PeriodicTask]
) -> Callable[[], Desk]:
    """Return a function giving the desk of the calling process; connections are never shared across a fork."""
    desks: dict[int, Desk] = {}

    def make_desk() -> Desk:
        if os.getpid() not in desks:
            desks[os.getpid()] = Desk(
                settings,
                Database(settings.database_url),
                storage_of(settings),
                kinds,
                periodic_tasks,
                takes=kinds.keys() - DELIVERED,
            )
        return desks[os.getpid()]

    return make_desk


@dataclass
class Sweeper:
    """A thread that, every ``sweep_seconds``, frees expired leases and rings for whatever is due; where the bell is
    silent it calls the relief, a process that asks the database for jobs.

    After the database did not answer, leases are not swept for one lease time, so that living workers can renew
    theirs first.
    """

    settings: Settings
    make_desk: Callable[[], Desk]
    relief: Relief = field(default_factory=Relief)
    presence: Presence = field(default_factory=lambda: Presence("worker"))
    _stopped: threading.Event = field(default_factory=threading.Event)
    _between_sweeps: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> None:
        """Start sweeping; the process forks only between two sweeps, so a child never inherits one half done."""
        lock = self._between_sweeps
        os.register_at_fork(before=lock.acquire, after_in_parent=lock.release, after_in_child=lock.release)
        threading.Thread(target=self._run, name="sweeper", daemon=True).start()

    def stop(self) -> None:
        """Stop after the sweep under way; called from a signal handler, so it waits for nothing."""
        self._stopped.set()
        self.relief.dismiss()

    def _run(self) -> None:
        doorbell = Doorbell(self.settings.broker_url)
        sweep_leases_from = 0.0
        while not self._stopped.wait(self.settings.sweep_seconds):
            try:
                with self._between_sweeps:
                    desk = self.make_desk()
                    self.presence.sign(desk.database)
                    desk.run_periodic_tasks()
                    job_ids = desk.sweep() if time.monotonic() >= sweep_leases_from else desk.due()
            except SQLAlchemyError as problem:
                sweep_leases_from = time.monotonic() + self.settings.lease_seconds
                _LOG.warning("sweep put off, the database does not answer: %s", type(problem).__name__)
            except Exception:
                _LOG.exception("sweep failed; the next one comes all the same")
            else:
                if not self._rang_all(doorbell, job_ids):
                    self.relief.call()  # outside of the lock: starting a process takes it, too

    def _rang_all(self, doorbell: Doorbell, job_ids: list[str]) -> bool:
        """Ring for each job; a bell that does not answer is left alone until the next sweep."""
        with self._between_sweeps:
            return all(doorbell.ring(job_id) for job_id in job_ids)
