"""Routes of the queue and of assignments."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response, status

from clinic_api.assignments.bulk import assign_many
from clinic_api.assignments.plan_schemas import BulkAssignmentRequest, BulkResult, QueuePlanRead, QueuePlanRequest
from clinic_api.assignments.queue_plan import plan_queue
from clinic_api.assignments.schemas import AssignmentCreate
from clinic_api.assignments.service import AssignmentService
from clinic_api.cases.action_schemas import ReasonGiven, ReassignRequest
from clinic_api.cases.repository import CaseRepository
from clinic_api.cases.schemas import CaseRead
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import DatabaseOf, SessionOf
from clinic_api.kit.versions import IfMatch, set_etag

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["assignments"])

MaySeeQueue = Annotated[Principal, Depends(requires(Permission.QUEUE_READ))]
MayAssign = Annotated[Principal, Depends(requires(Permission.CASE_ASSIGN))]


@router.get("/queue")
def read_queue(principal: MaySeeQueue, session: SessionOf, page: Paging) -> Page[CaseRead]:
    """List the open cases, the most urgent first, the oldest first among equals."""
    return AssignmentService(CaseRepository(session, principal)).queue(page)


@router.post("/queue/plan")
def plan_of_queue(body: QueuePlanRequest, principal: MayAssign, database: DatabaseOf) -> QueuePlanRead:
    """Plan who should have each waiting case, and why; or tell what would change if. Nothing is changed by it."""
    return plan_queue(database, principal, body)


@router.post("/queue/assignments")
def assign_cases(body: BulkAssignmentRequest, principal: MayAssign, database: DatabaseOf) -> BulkResult:
    """Give out many cases; each by itself, the answer tells what became of every one."""
    return assign_many(database, principal, body)


@router.post("/cases/{case_id}/assignments", status_code=status.HTTP_201_CREATED)
def assign_case(
    case_id: str,
    body: AssignmentCreate,
    principal: MayAssign,
    session: SessionOf,
    response: Response,
    if_match: IfMatch = None,
) -> CaseRead:
    """Give a triaged case to a doctor; the answer is the case with its attending doctor."""
    case = AssignmentService(CaseRepository(session, principal)).assign(case_id, body, if_match=if_match)
    set_etag(response, case.version)
    return case


@router.post("/cases/{case_id}/unassign")
def unassign_case(
    case_id: str,
    body: ReasonGiven,
    principal: MayAssign,
    session: SessionOf,
    response: Response,
    if_match: IfMatch = None,
) -> CaseRead:
    """Take a case from its doctor; another one is proposed."""
    service = AssignmentService(CaseRepository(session, principal))
    case = service.unassign(case_id, body.reason, if_match=if_match)
    set_etag(response, case.version)
    return case


@router.post("/cases/{case_id}/reassign")
def reassign_case(
    case_id: str,
    body: ReassignRequest,
    principal: MayAssign,
    session: SessionOf,
    response: Response,
    if_match: IfMatch = None,
) -> CaseRead:
    """Give an assigned case to another doctor."""
    case = AssignmentService(CaseRepository(session, principal)).reassign(case_id, body, if_match=if_match)
    set_etag(response, case.version)
    return case
