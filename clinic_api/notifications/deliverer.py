"""``clinic deliver``: the process that makes deliveries, apart from the workers that examine recordings.

It asks the database for what is due; a receiver that hangs holds up one of its threads, and no examination.
"""

from __future__ import annotations

import logging
import signal
import threading
from types import FrameType
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from clinic_api.database import Database
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.kinds import KINDS
from clinic_api.migrations import tables
from clinic_api.notifications.kinds import DELIVERED
from clinic_api.operation.logs import configure_logs
from clinic_api.operation.presence import Presence
from clinic_api.settings import Settings, load_settings_or_exit
from clinic_api.storage.access import storage_of

__all__ = ["main", "run_deliverer"]

KNOWN_TABLES: Final = tables.METADATA.tables  # importing them makes every foreign key of a model lead somewhere
_LOG: Final = logging.getLogger(__name__)
_THREADS: Final = 4
_POLL_SECONDS: Final = 1.0
_LEASE_SECONDS: Final = 60.0  # longer than any attempt takes


def run_deliverer(settings: Settings, stopped: threading.Event) -> None:
    """Make deliveries until ``stopped``; what is under way then is finished first."""
    patient = settings.model_copy(update={"lease_seconds": max(settings.lease_seconds, _LEASE_SECONDS)})
    database = Database(settings.database_url)
    storage = storage_of(settings)
    desk = Desk(patient, database, storage, KINDS, takes=DELIVERED)
    threads = [threading.Thread(target=_work, args=(desk, stopped, n), name=f"deliverer-{n}") for n in range(_THREADS)]
    threads.append(threading.Thread(target=_sign, args=(database, stopped), name="deliverer-presence"))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    database.dispose()


def _work(desk: Desk, stopped: threading.Event, number: int) -> None:
    """Make one delivery after the other. Idle threads ask in turns, so that all together ask once a `_POLL_SECONDS`."""
    stopped.wait(number * _POLL_SECONDS)
    while not stopped.is_set():
        try:
            worked = desk.work_one()
        except SQLAlchemyError as problem:
            _LOG.warning("deliveries put off, the database does not answer: %s", type(problem).__name__)
            worked = False
        except Exception:
            _LOG.exception("a delivery failed unforeseen")
            worked = False
        if not worked:
            stopped.wait(_THREADS * _POLL_SECONDS)


def _sign(database: Database, stopped: threading.Event) -> None:
    """Tell now and then that this process is at work."""
    presence = Presence("deliverer")
    while not stopped.is_set():
        try:
            presence.sign(database)
        except SQLAlchemyError as problem:
            _LOG.warning("the database does not answer: %s", type(problem).__name__)
        stopped.wait(_POLL_SECONDS)


def main() -> None:
    """Run until SIGTERM or SIGINT."""
    settings = load_settings_or_exit()
    configure_logs(settings)
    stopped = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopped.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    run_deliverer(settings, stopped)


if __name__ == "__main__":
    main()
