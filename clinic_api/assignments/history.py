"""What came of earlier assignments of a case: who has given it back or was taken off it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.assignments.models import Assignment
from clinic_api.cases.states import Action

__all__ = ["GIVEN_BACK", "barred_doctors"]

GIVEN_BACK: Final = (Action.DECLINE.value, Action.REFER.value, Action.UNASSIGN.value)
"""How an assignment ends that its doctor did not work off."""


def barred_doctors(session: Session, case_ids: Collection[str]) -> Mapping[str, frozenset[str]]:
    """Return for each case the doctors who declined or referred it or were taken off it: nobody proposes them again; a
    coordinator may still choose one of them.
    """
    statement = select(Assignment.case_id, Assignment.doctor_id).where(
        Assignment.case_id.in_(case_ids), Assignment.ended_by_action.in_(GIVEN_BACK)
    )
    barred: dict[str, set[str]] = defaultdict(set)
    for case_id, doctor_id in session.execute(statement):
        barred[case_id].add(doctor_id)
    return {case_id: frozenset(doctors) for case_id, doctors in barred.items()}
