"""Routes of visits."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, Query, Response, status

from clinic_api.jobs.doorbell import DoorbellOf
from clinic_api.kit.idempotency import IdempotencyKey, create_once
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf, SettingsOf
from clinic_api.kit.versions import IfMatch, set_etag
from clinic_api.visits.schemas import (
    StopCreate,
    StopRecord,
    VisitArrive,
    VisitConsent,
    VisitCreate,
    VisitFinish,
    VisitRead,
    VisitState,
)
from clinic_api.visits.service import VisitService

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/visits", tags=["visits"])

MayRead = Annotated[Principal, Depends(requires(Permission.VISIT_READ))]
MayArrange = Annotated[Principal, Depends(requires(Permission.VISIT_ARRANGE))]
MayRecord = Annotated[Principal, Depends(requires(Permission.VISIT_RECORD))]


@router.post("", status_code=status.HTTP_201_CREATED)
def plan_visit(
    body: VisitCreate,
    principal: MayArrange,
    session: SessionOf,
    settings: SettingsOf,
    response: Response,
    idempotency_key: IdempotencyKey = None,
) -> VisitRead:
    """Plan a visit of doctors to one factory, with the machines they look at; doctors visit for their own cases."""
    visit = create_once(
        session,
        principal,
        key=idempotency_key,
        operation="plan_visit",
        request=body,
        answer_type=VisitRead,
        create=lambda: _service(session, principal, settings).plan(body),
    )
    return _with_etag(response, visit)


@router.get("")
def list_visits(
    principal: MayRead,
    session: SessionOf,
    settings: SettingsOf,
    page: Paging,
    state: Annotated[VisitState | None, Query()] = None,
) -> Page[VisitRead]:
    """List the visits, the newest first; a doctor's own, a factory's own."""
    return _service(session, principal, settings).page(page, state=state)


@router.get("/{visit_id}")
def read_visit(
    visit_id: str, principal: MayRead, session: SessionOf, settings: SettingsOf, response: Response
) -> VisitRead:
    """Show one visit; its version is the ETag."""
    return _with_etag(response, _service(session, principal, settings).read(visit_id))


@router.post("/{visit_id}/consent")
def consent_to_visit(
    visit_id: str,
    body: VisitConsent,
    principal: Annotated[Principal, Depends(requires(Permission.VISIT_CONSENT))],
    session: SessionOf,
    settings: SettingsOf,
    response: Response,
    if_match: IfMatch = None,
) -> VisitRead:
    """Say whether the day of a planned visit suits the factory."""
    return _with_etag(response, _service(session, principal, settings).consent(visit_id, body, if_match=if_match))


@router.post("/{visit_id}/cancel")
def cancel_visit(
    visit_id: str,
    principal: MayArrange,
    session: SessionOf,
    settings: SettingsOf,
    response: Response,
    if_match: IfMatch = None,
) -> VisitRead:
    """Call a visit off; doctors those that they planned."""
    return _with_etag(response, _service(session, principal, settings).cancel(visit_id, if_match=if_match))


@router.post("/{visit_id}/arrive")
def arrive_at_visit(
    visit_id: str,
    body: VisitArrive,
    principal: MayRecord,
    session: SessionOf,
    settings: SettingsOf,
    response: Response,
    if_match: IfMatch = None,
) -> VisitRead:
    """Say that the doctors are on site, and whom they met."""
    return _with_etag(response, _service(session, principal, settings).arrive(visit_id, body, if_match=if_match))


@router.post("/{visit_id}/finish")
def finish_visit(
    visit_id: str,
    body: VisitFinish,
    principal: MayRecord,
    session: SessionOf,
    settings: SettingsOf,
    response: Response,
    if_match: IfMatch = None,
) -> VisitRead:
    """Say that the doctors have left; every stop has a result by then."""
    return _with_etag(response, _service(session, principal, settings).finish(visit_id, body, if_match=if_match))


@router.post("/{visit_id}/stops", status_code=status.HTTP_201_CREATED)
def add_visit_stop(
    visit_id: str,
    body: StopCreate,
    principal: MayRecord,
    session: SessionOf,
    settings: SettingsOf,
    response: Response,
    if_match: IfMatch = None,
) -> VisitRead:
    """Add a machine to a visit."""
    return _with_etag(response, _service(session, principal, settings).add_stop(visit_id, body, if_match=if_match))


@router.post("/{visit_id}/stops/{stop_id}/record")
def record_visit_stop(
    visit_id: str,
    stop_id: str,
    body: StopRecord,
    principal: MayRecord,
    session: SessionOf,
    settings: SettingsOf,
    doorbell: DoorbellOf,
    background: BackgroundTasks,
    response: Response,
) -> VisitRead:
    """Write what was seen at a machine; a finding joins its open case or opens one."""
    visit, job_id = _service(session, principal, settings).record(visit_id, stop_id, body)
    if job_id is not None:
        background.add_task(doorbell.ring, job_id)  # runs after the commit and after the answer
    return _with_etag(response, visit)


def _service(session: SessionOf, principal: Principal, settings: SettingsOf) -> VisitService:
    return VisitService(session, principal, max_attempts=settings.job_max_attempts)


def _with_etag(response: Response, visit: VisitRead) -> VisitRead:
    set_etag(response, visit.version)
    return visit
