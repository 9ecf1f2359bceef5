"""What a doctor may see hangs on the cases that are assigned to that doctor now.

The tables are named here by their columns only, so that any model can use these conditions without importing cases.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, column, exists, select, table

__all__ = ["ASSIGNMENTS", "CASES", "FOLLOW_UP_MEASUREMENTS", "assigned_case_ids", "has_assigned_case"]

ASSIGNMENTS = table(
    "assignments",
    column("case_id"),
    column("doctor_id"),
    column("factory_id"),
    column("minutes"),
    column("ended_at"),
)
CASES = table(
    "cases", column("id"), column("factory_id"), column("equipment_id"), column("recording_id"), column("state")
)
FOLLOW_UP_MEASUREMENTS = table("follow_up_measurements", column("case_id"), column("recording_id"))


def assigned_case_ids(doctor_id: str) -> Select[str]:
    """Select the ids of the cases that ``doctor_id`` attends now."""
    return select(ASSIGNMENTS.c.case_id).where(ASSIGNMENTS.c.doctor_id == doctor_id, ASSIGNMENTS.c.ended_at.is_(None))


def has_assigned_case(doctor_id: str, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition "some case of this doctor meets ``conditions``" (on `CASES` and the outer query)."""
    return exists(select(CASES.c.id).where(CASES.c.id.in_(assigned_case_ids(doctor_id)), *conditions))
