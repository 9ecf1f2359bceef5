"""Whether a recording belongs to a case: then it is no other case's, and what is said about it stays as it is."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.expression import literal

from clinic_api.kit.doctor_scope import CASE_RECORDINGS, CASES, FOLLOW_UP_MEASUREMENTS

__all__ = ["is_used", "used"]


def used(recording_id: ColumnElement[str] | InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Return the condition that ``recording_id`` belongs to a case, by whichever way."""
    return or_(
        *(
            exists(select(table.c.recording_id).where(table.c.recording_id == recording_id))
            for table in (CASES, CASE_RECORDINGS, FOLLOW_UP_MEASUREMENTS)
        )
    )


def is_used(session: Session, recording_id: str) -> bool:
    """Tell whether a recording belongs to a case."""
    return bool(session.scalar(select(used(literal(recording_id)))))
