"""What is done every so often: each turn is taken once, however many workers ask for it.

A turn is a row whose key is the task's name and the number of the turn, written in the unit of work that does the task:
two workers cannot both take it, and a turn that failed is free again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import delete, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from clinic_api.database import Database, database_now
from clinic_api.jobs.models import ScheduleSlot
from clinic_api.settings import Settings

__all__ = ["PeriodicTask", "run_due_tasks"]

_LOG: Final = logging.getLogger(__name__)
_KEPT: Final = timedelta(days=7)


@dataclass(frozen=True)
class PeriodicTask:
    """``run`` is called once every ``every_seconds`` in a unit of work of its own; it must take well under a lease."""

    name: str
    every_seconds: int
    run: Callable[[Session, Settings], None]


def run_due_tasks(database: Database, settings: Settings, tasks: Sequence[PeriodicTask]) -> list[str]:
    """Run each task of ``tasks`` whose turn nobody took yet; return the names of those run. A failing task is logged
    and keeps no other from its turn.
    """
    with database.session(read_only=True) as session:
        due = [task for task in tasks if session.get(ScheduleSlot, (task.name, _turn(session, task))) is None]
    return [task.name for task in due if _took_turn(database, settings, task)]


def _turn(session: Session, task: PeriodicTask) -> int:
    return int(database_now(session).timestamp()) // task.every_seconds


def _took_turn(database: Database, settings: Settings, task: PeriodicTask) -> bool:
    try:
        with database.session() as session:
            now = database_now(session)
            session.execute(delete(ScheduleSlot).where(ScheduleSlot.taken_at < now - _KEPT))
            session.execute(insert(ScheduleSlot).values(name=task.name, slot=_turn(session, task), taken_at=now))
            task.run(session, settings)
    except IntegrityError as error:
        if "schedule_slots" not in str(error.orig):
            _LOG.exception("periodic task %s failed", task.name)
        return False
    except Exception:
        _LOG.exception("periodic task %s failed", task.name)
        return False
    return True
