"""Routes of the queue and of assignments."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response, status

from clinic_api.assignments.board import (
    FactoryCount,
    QueueCounts,
    QueueFilter,
    factory_counts,
    queue_counts,
    queue_page,
)
from clinic_api.assignments.bulk import assign_many
from clinic_api.assignments.loads import doctor_loads
from clinic_api.assignments.plan_schemas import BulkAssignmentRequest, BulkResult, QueuePlanRead, QueuePlanRequest
from clinic_api.assignments.queue_plan import plan_queue
from clinic_api.assignments.schemas import AssignmentCreate, CandidatesRead, DoctorLoadRead
from clinic_api.assignments.service import AssignmentService
from clinic_api.cases.action_schemas import ReasonGiven, ReassignRequest, ReferralRequest
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
def read_queue(
    principal: MaySeeQueue, session: SessionOf, page: Paging, wanted: Annotated[QueueFilter, Query()]
) -> Page[CaseRead]:
    """List the open cases: the overdue ones first, then the most urgent, the oldest first among equals."""
    return queue_page(CaseRepository(session, principal), page, wanted)


@router.get("/queue/counts")
def read_queue_counts(
    principal: MaySeeQueue, session: SessionOf, wanted: Annotated[QueueFilter, Query()]
) -> QueueCounts:
    """Count the open cases by what has to happen to them next, and how many of them are overdue."""
    return queue_counts(CaseRepository(session, principal), wanted)


@router.get("/queue/factories")
def read_factory_counts(principal: MaySeeQueue, session: SessionOf) -> list[FactoryCount]:
    """Count the machines and the open cases of each factory that has any."""
    return factory_counts(CaseRepository(session, principal))


@router.post("/queue/plan")
def plan_of_queue(body: QueuePlanRequest, principal: MayAssign, database: DatabaseOf) -> QueuePlanRead:
    """Plan who should have each waiting case, and why; or tell what would change if. Nothing is changed by it."""
    return plan_queue(database, principal, body)


@router.post("/queue/assignments")
def assign_cases(body: BulkAssignmentRequest, principal: MayAssign, database: DatabaseOf) -> BulkResult:
    """Give out many cases; each by itself, the answer tells what became of every one."""
    return assign_many(database, principal, body)


@router.get("/doctor-loads")
def list_doctor_loads(principal: MaySeeQueue, session: SessionOf) -> list[DoctorLoadRead]:
    """Tell how much work every doctor in service has now, and was given in each of the last four weeks."""
    return doctor_loads(session)


@router.get("/cases/{case_id}/candidates")
def list_candidates(case_id: str, principal: MayAssign, session: SessionOf) -> CandidatesRead:
    """List who could attend a case, with the fit, the load and what speaks for or against each."""
    return AssignmentService(CaseRepository(session, principal)).candidates(case_id)


@router.post("/cases/{case_id}/proposal")
def propose_doctor(
    case_id: str, principal: MayAssign, session: SessionOf, response: Response, if_match: IfMatch = None
) -> CaseRead:
    """Propose a doctor for a waiting case again: absences and loads have changed since the last proposal."""
    case = AssignmentService(CaseRepository(session, principal)).propose(case_id, if_match=if_match)
    set_etag(response, case.version)
    return case


@router.post("/cases/{case_id}/department")
def set_case_department(
    case_id: str,
    body: ReferralRequest,
    principal: MayAssign,
    session: SessionOf,
    response: Response,
    if_match: IfMatch = None,
) -> CaseRead:
    """Hand a case that waits for a doctor to another department; one of its doctors is proposed."""
    case = AssignmentService(CaseRepository(session, principal)).set_department(case_id, body, if_match=if_match)
    set_etag(response, case.version)
    return case


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
