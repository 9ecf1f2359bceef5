"""Giving out many cases at once: each in a transaction of its own, so that one refusal holds up no other."""

from __future__ import annotations

from clinic_api.assignments.plan_schemas import BulkAssignment, BulkAssignmentRequest, BulkResult, BulkResultItem
from clinic_api.assignments.schemas import AssignmentCreate
from clinic_api.assignments.service import AssignmentService
from clinic_api.cases.repository import CaseRepository
from clinic_api.database import Database
from clinic_api.errors import ClinicError
from clinic_api.kit.fields import TextRead
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import transaction_of

__all__ = ["assign_many"]


def assign_many(database: Database, principal: Principal, asked: BulkAssignmentRequest) -> BulkResult:
    """Assign every case of ``asked`` that may be; what was refused says why. Asked again, it refuses what is done."""
    items = [_assign(database, principal, item) for item in asked.items]
    return BulkResult(assigned=sum(item.assigned for item in items), items=items)


def _assign(database: Database, principal: Principal, item: BulkAssignment) -> BulkResultItem:
    version = None if item.case_version is None else f'"{item.case_version}"'
    body = AssignmentCreate(doctor_id=item.doctor_id, reason=item.reason)
    try:
        with transaction_of(database, principal) as session:
            AssignmentService(CaseRepository(session, principal)).give(
                item.case_id, body, if_match=version, as_planned=item.reason is None
            )
    except ClinicError as refusal:
        return BulkResultItem(
            case_id=item.case_id,
            doctor_id=item.doctor_id,
            assigned=False,
            code=refusal.code,
            text=TextRead.of(refusal.text),
        )
    return BulkResultItem(case_id=item.case_id, doctor_id=item.doctor_id, assigned=True)
