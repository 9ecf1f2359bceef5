"""Which departments triage names for a case, and whether somebody on the case is of them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.assignments.models import Assignment
from clinic_api.cases.models import Case
from clinic_api.cases.talk_models import CaseConsultation
from clinic_api.doctors.models import Doctor

__all__ = ["wanted_departments"]


def wanted_departments(session: Session, case: Case) -> list[tuple[str, bool]]:
    """Return the departments that triage names, each with whether the attending doctor or the team is of it."""
    wanted: Sequence[str] = (case.triage or {}).get("departments", ())
    if not wanted:
        return []
    attending = (
        select(Doctor.departments)
        .join(Assignment, Assignment.doctor_id == Doctor.id)
        .where(Assignment.case_id == case.id, Assignment.ended_at.is_(None))
    )
    team = select(CaseConsultation.department).where(
        CaseConsultation.case_id == case.id, CaseConsultation.kind == "team", CaseConsultation.ended_at.is_(None)
    )
    there = {*(session.scalar(attending) or ()), *session.scalars(team)}
    return [(department, department in there) for department in wanted]
