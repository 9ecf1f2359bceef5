"""Counting what happened to the service, in the database: every process counts, and no restart forgets."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from clinic_api.database import database_now
from clinic_api.operation.models import ServiceMark

__all__ = ["BACKUP_MADE", "JOBS_FENCED", "LEASES_EXPIRED", "marks", "note"]

BACKUP_MADE = "backups_total"
JOBS_FENCED = "jobs_fenced_total"
LEASES_EXPIRED = "leases_expired_total"


def note(session: Session, name: str, times: int = 1) -> None:
    """Count ``times`` more of ``name``, and note that it happened now."""
    is_postgres = session.get_bind().dialect.name == "postgresql"
    row = {"name": name, "value": times, "at": database_now(session)}
    insert: Any = (postgresql if is_postgres else sqlite).insert(ServiceMark).values(**row)
    raised = {"value": ServiceMark.value + times, "at": insert.excluded.at}
    session.execute(insert.on_conflict_do_update(index_elements=["name"], set_=raised))


def marks(session: Session) -> dict[str, ServiceMark]:
    """Return everything counted so far, by name."""
    return {mark.name: mark for mark in session.scalars(select(ServiceMark))}
