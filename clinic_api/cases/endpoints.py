"""Routes of cases."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, Query, Response, status

from clinic_api.cases.filters import CaseFilter
from clinic_api.cases.repository import CaseRepository
from clinic_api.cases.schemas import CaseCreate, CaseRead, TimelineCheck, TimelineEvent
from clinic_api.cases.service import CaseService
from clinic_api.jobs.doorbell import DoorbellOf
from clinic_api.kit.idempotency import IdempotencyKey, create_once
from clinic_api.kit.pagination import MAX_LIMIT, Page, Paging, page_parameters
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf, SettingsOf
from clinic_api.kit.versions import set_etag

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/cases", tags=["cases"])

MayRead = Annotated[Principal, Depends(requires(Permission.CASE_READ))]
MayCreate = Annotated[Principal, Depends(requires(Permission.CASE_CREATE))]


@router.post("", status_code=status.HTTP_201_CREATED)
def create_case(
    body: CaseCreate,
    principal: MayCreate,
    session: SessionOf,
    settings: SettingsOf,
    doorbell: DoorbellOf,
    background: BackgroundTasks,
    response: Response,
    idempotency_key: IdempotencyKey = None,
) -> CaseRead:
    """Open a case; once this is answered, it will get its first opinion and triage whatever stops in between."""
    service = CaseService(CaseRepository(session, principal))

    def create() -> CaseRead:
        case, job_id = service.create(body, max_attempts=settings.job_max_attempts)
        background.add_task(doorbell.ring, job_id)  # runs after the commit and after the answer
        return case

    case = create_once(
        session,
        principal,
        key=idempotency_key,
        operation="create_case",
        request=body,
        answer_type=CaseRead,
        create=create,
    )
    set_etag(response, case.version)
    return case


@router.get("")
def list_cases(
    principal: MayRead, session: SessionOf, page: Paging, wanted: Annotated[CaseFilter, Query()]
) -> Page[CaseRead]:
    """List the cases the account may see, the newest first: all, or those found by words, state, urgency and more."""
    return CaseService(CaseRepository(session, principal)).page(page, wanted)


@router.get("/{case_id}")
def read_case(case_id: str, principal: MayRead, session: SessionOf, response: Response) -> CaseRead:
    """Show one case; its version is the ETag."""
    case = CaseService(CaseRepository(session, principal)).read(case_id)
    set_etag(response, case.version)
    return case


@router.get("/{case_id}/timeline")
def list_timeline(
    case_id: str,
    principal: MayRead,
    session: SessionOf,
    cursor: Annotated[str | None, Query(description="next_cursor of the page before", max_length=64)] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = MAX_LIMIT,
) -> Page[TimelineEvent]:
    """Tell what happened to a case, the oldest line first; lines are added, never changed."""
    page = page_parameters(cursor, limit)
    return CaseService(CaseRepository(session, principal)).timeline(case_id, page)


@router.get("/{case_id}/timeline/verify")
def verify_timeline(case_id: str, principal: MayRead, session: SessionOf) -> TimelineCheck:
    """Check that no line of the time line was changed, cut out or put in: each carries the digest of the one before."""
    return CaseService(CaseRepository(session, principal)).verify_timeline(case_id)
