"""Which processes are at work: each one that works without being asked signs its row every so often."""

from __future__ import annotations

import os
import platform
import time
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final, Literal

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from clinic_api.database import Database, database_now
from clinic_api.operation.models import ServiceProcess
from diagnostics.version import package_version

__all__ = ["ABSENT_AFTER", "Presence", "sign"]

ABSENT_AFTER: Final = timedelta(seconds=60)
"""Who has not signed for so long is not at work: four signatures were missed."""
_SIGN_EVERY_SECONDS: Final = 15.0
_FORGOTTEN_AFTER: Final = timedelta(days=1)

ProcessKind = Literal["worker", "deliverer"]


@dataclass
class Presence:
    """The signature of this process, written at most every 15 seconds."""

    kind: ProcessKind
    _next: float = field(default=0.0)

    def sign(self, database: Database) -> None:
        """Sign now if it is time; raises what the database raises."""
        if time.monotonic() < self._next:
            return
        with database.session() as session:
            sign(session, self.kind)
        self._next = time.monotonic() + _SIGN_EVERY_SECONDS


def sign(session: Session, kind: ProcessKind) -> None:
    """Write that this process is at work, and forget those that have not signed for a day."""
    now = database_now(session)
    is_postgres = session.get_bind().dialect.name == "postgresql"
    key = {"kind": kind, "host": platform.node()[:120], "pid": os.getpid()}
    row = {**key, "version": package_version(), "started_at": now, "seen_at": now}
    insert: Any = (postgresql if is_postgres else sqlite).insert(ServiceProcess).values(**row)
    session.execute(
        insert.on_conflict_do_update(
            index_elements=list(key), set_={"seen_at": insert.excluded.seen_at, "version": insert.excluded.version}
        )
    )
    session.execute(delete(ServiceProcess).where(ServiceProcess.seen_at < now - _FORGOTTEN_AFTER))
