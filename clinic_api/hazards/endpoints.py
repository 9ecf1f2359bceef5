"""Routes of hazard observations."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response, status

from clinic_api.hazards.schemas import HazardAnswer, HazardCreate, HazardForReporter, HazardRead, HazardState
from clinic_api.hazards.service import HazardService
from clinic_api.kit.idempotency import IdempotencyKey, create_once
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf, SettingsOf
from clinic_api.kit.versions import IfMatch, set_etag

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["hazards"])

MayReport = Annotated[Principal, Depends(requires(Permission.HAZARD_REPORT))]
MayRead = Annotated[Principal, Depends(requires(Permission.HAZARD_READ))]
MayAnswer = Annotated[Principal, Depends(requires(Permission.HAZARD_ANSWER))]


@router.post("/hazards", status_code=status.HTTP_201_CREATED)
def report_hazard(
    body: HazardCreate,
    principal: MayReport,
    session: SessionOf,
    settings: SettingsOf,
    idempotency_key: IdempotencyKey = None,
) -> HazardForReporter:
    """Report something dangerous; with a label it is reported at that machine. The number asks for its answer."""
    return create_once(
        session,
        principal,
        key=idempotency_key,
        operation=f"report_hazard {principal.equipment_id}",
        request=body,
        answer_type=HazardForReporter,
        create=lambda: HazardService(session, principal, settings).report(body),
    )


@router.get("/hazards")
def list_hazards(
    principal: MayRead,
    session: SessionOf,
    settings: SettingsOf,
    page: Paging,
    state: Annotated[HazardState | None, Query()] = None,
) -> Page[HazardRead]:
    """List the observations, the newest first."""
    return HazardService(session, principal, settings).page(page, state=state)


@router.get("/hazards/{hazard_id}")
def read_hazard(
    hazard_id: str, principal: MayRead, session: SessionOf, settings: SettingsOf, response: Response
) -> HazardRead:
    """Show one observation; its version is the ETag."""
    hazard = HazardService(session, principal, settings).read(hazard_id)
    set_etag(response, hazard.version)
    return hazard


@router.get("/hazard-answers")
def read_hazard_by_number(
    principal: MayReport,
    session: SessionOf,
    settings: SettingsOf,
    number: Annotated[str, Query(max_length=40, description="the number given when it was reported")],
) -> HazardForReporter:
    """Tell whoever reported it what became of an observation."""
    return HazardService(session, principal, settings).by_number(number)


@router.post("/hazards/{hazard_id}/begin")
def begin_hazard(
    hazard_id: str,
    principal: MayAnswer,
    session: SessionOf,
    settings: SettingsOf,
    response: Response,
    if_match: IfMatch = None,
) -> HazardRead:
    """Say that somebody is at work on it."""
    hazard = HazardService(session, principal, settings).begin(hazard_id, if_match=if_match)
    set_etag(response, hazard.version)
    return hazard


@router.post("/hazards/{hazard_id}/close")
def close_hazard(
    hazard_id: str,
    body: HazardAnswer,
    principal: MayAnswer,
    session: SessionOf,
    settings: SettingsOf,
    response: Response,
    if_match: IfMatch = None,
) -> HazardRead:
    """Close it as removed or as no hazard, with an answer to whoever reported it."""
    hazard = HazardService(session, principal, settings).close(hazard_id, body, if_match=if_match)
    set_etag(response, hazard.version)
    return hazard
