"""Work without a bell: while the broker is down, each worker keeps one process that asks the database for jobs.

``python -m clinic_api.jobs.relief`` works until nothing has been due for a few seconds, or its time is over, and ends;
the sweeper starts the next one when a bell is silent again. A signal to stop hands the job in hand back.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from types import FrameType
from typing import Final

__all__ = ["Relief", "main"]

_PR_SET_PDEATHSIG: Final = 1  # linux/prctl.h
_ENDS_AFTER_SECONDS: Final = 300.0
_IDLE_SECONDS: Final = 10.0
_POLL_SECONDS: Final = 0.5


@dataclass
class Relief:
    """The one relief process of a worker's main process."""

    _process: subprocess.Popen[bytes] | None = None

    def call(self) -> None:
        """Start the process unless it is at work."""
        if self._process is not None and self._process.poll() is None:
            return
        self._process = subprocess.Popen(
            [sys.executable, "-m", "clinic_api.jobs.relief"],
            preexec_fn=_die_with_worker if sys.platform == "linux" else None,
        )

    def dismiss(self) -> None:
        """Tell the process to stop; it hands its job back."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()


def main() -> None:
    """Work off what is due by asking the database."""
    from clinic_api.database import Database
    from clinic_api.examinations.sandbox import refuse_to_start_without_sandbox
    from clinic_api.jobs.desk import Desk
    from clinic_api.jobs.kinds import KINDS
    from clinic_api.migrations import tables
    from clinic_api.notifications.kinds import DELIVERED
    from clinic_api.operation.logs import configure_logs
    from clinic_api.settings import load_settings_or_exit
    from clinic_api.storage.access import storage_of

    tables.METADATA.sorted_tables  # noqa: B018 - importing them makes every foreign key of a model lead somewhere
    signal.signal(signal.SIGTERM, _stop)
    settings = load_settings_or_exit()
    configure_logs(settings)
    refuse_to_start_without_sandbox(settings.parser_sandbox)
    storage = storage_of(settings)
    desk = Desk(settings, Database(settings.database_url), storage, KINDS, takes=KINDS.keys() - DELIVERED)
    started = last_job = time.monotonic()
    while time.monotonic() - started < _ENDS_AFTER_SECONDS and time.monotonic() - last_job < _IDLE_SECONDS:
        if desk.work_one():
            last_job = time.monotonic()
        else:
            time.sleep(_POLL_SECONDS)


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


def _die_with_worker() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() == 1:
        os._exit(1)


if __name__ == "__main__":
    main()
