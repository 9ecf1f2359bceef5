"""What a doctor may see hangs on the cases that the doctor attends or is consulted on now, and on those merged into
them.

The tables are named here by their columns only, so that any model can use these conditions without importing cases.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, CompoundSelect, Select, column, exists, select, table, union_all

__all__ = [
    "ACCOUNTS",
    "ASSIGNMENTS",
    "CASES",
    "CASE_RECORDINGS",
    "FOLLOW_UP_MEASUREMENTS",
    "assigned_case_ids",
    "attended_case_ids",
    "has_assigned_case",
]

ASSIGNMENTS = table(
    "assignments",
    column("case_id"),
    column("doctor_id"),
    column("factory_id"),
    column("minutes"),
    column("ended_at"),
)
CONSULTATIONS = table("case_consultations", column("case_id"), column("doctor_id"), column("kind"), column("ended_at"))
CASES = table(
    "cases",
    column("id"),
    column("factory_id"),
    column("equipment_id"),
    column("recording_id"),
    column("state"),
    column("merged_into_id"),
)
ACCOUNTS = table("accounts", column("id"), column("doctor_id"))
CASE_RECORDINGS = table("case_recordings", column("case_id"), column("recording_id"))
FOLLOW_UP_MEASUREMENTS = table("follow_up_measurements", column("case_id"), column("recording_id"))


def attended_case_ids(doctor_id: str) -> Select[str]:
    """Select the ids of the cases that ``doctor_id`` attends now."""
    return select(ASSIGNMENTS.c.case_id).where(ASSIGNMENTS.c.doctor_id == doctor_id, ASSIGNMENTS.c.ended_at.is_(None))


def assigned_case_ids(doctor_id: str) -> CompoundSelect[str]:
    """Select the ids of the cases that ``doctor_id`` may see now: attended, consulted on until the second opinion is
    given or withdrawn, treated in a team or reviewed on a panel until that ends, or merged into one of these.
    """
    consulted = select(CONSULTATIONS.c.case_id).where(
        CONSULTATIONS.c.doctor_id == doctor_id, CONSULTATIONS.c.ended_at.is_(None)
    )
    own = (attended_case_ids(doctor_id), consulted)
    merged = select(CASES.c.id).where(CASES.c.merged_into_id.in_(union_all(*own)))
    return union_all(*own, merged)


def has_assigned_case(doctor_id: str, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition "some case of this doctor meets ``conditions``" (on `CASES` and the outer query)."""
    return exists(select(CASES.c.id).where(CASES.c.id.in_(assigned_case_ids(doctor_id)), *conditions))
