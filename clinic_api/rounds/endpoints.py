"""Routes of rounds, and the sheet of a visit."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response, status

from clinic_api.kit.downloads import CALENDAR_CONTENT, PDF_CONTENT, inert_headers, inert_pdf
from clinic_api.kit.idempotency import IdempotencyKey
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.repository import Repository
from clinic_api.kit.unit_of_work import DatabaseOf, SessionOf, SettingsOf, factory_scope
from clinic_api.kit.versions import IfMatch, set_etag
from clinic_api.rounds.schemas import RoundCreate, RoundRead, RoundReplan, RoundState
from clinic_api.rounds.service import RoundService, propose_rounds
from clinic_api.rounds.sheet import sheet_data
from clinic_api.typesetting.render import render_pdf

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["rounds"])

MayRead = Annotated[Principal, Depends(requires(Permission.ROUND_READ))]
MayPlan = Annotated[Principal, Depends(requires(Permission.VISIT_PLAN))]
MayReadVisit = Annotated[Principal, Depends(requires(Permission.VISIT_READ))]


@router.post("/rounds", status_code=status.HTTP_201_CREATED)
def propose_round(
    body: RoundCreate,
    principal: MayPlan,
    database: DatabaseOf,
    settings: SettingsOf,
    response: Response,
    idempotency_key: IdempotencyKey = None,
) -> RoundRead:
    """Plan a day: which doctor goes to which factories in what order. Nothing is agreed until it is accepted."""
    made = propose_rounds(database, principal, settings, body, key=idempotency_key)
    return _with_etag(response, made)


@router.get("/rounds")
def list_rounds(
    principal: MayRead,
    session: SessionOf,
    settings: SettingsOf,
    page: Paging,
    state: Annotated[RoundState | None, Query()] = None,
    day: Annotated[date | None, Query()] = None,
) -> Page[RoundRead]:
    """List the rounds, the newest first; to a doctor the accepted ones with a stop of their own."""
    return _service(session, principal, settings).page(page, state=state, day=day)


@router.get("/rounds/{round_id}")
def read_round(
    round_id: str, principal: MayRead, session: SessionOf, settings: SettingsOf, response: Response
) -> RoundRead:
    """Show the rounds of a day; their version is the ETag."""
    return _with_etag(response, _service(session, principal, settings).read(round_id))


@router.post("/rounds/{round_id}/accept")
def accept_round(
    round_id: str,
    principal: MayPlan,
    session: SessionOf,
    settings: SettingsOf,
    response: Response,
    if_match: IfMatch = None,
) -> RoundRead:
    """Make the planned stops into visits."""
    return _with_etag(response, _service(session, principal, settings).accept(round_id, if_match=if_match))


@router.post("/rounds/{round_id}/replan")
def replan_round(
    round_id: str,
    body: RoundReplan,
    principal: MayPlan,
    session: SessionOf,
    settings: SettingsOf,
    response: Response,
    if_match: IfMatch = None,
) -> RoundRead:
    """Call a visit of accepted rounds off and move up the rest."""
    return _with_etag(response, _service(session, principal, settings).replan(round_id, body, if_match=if_match))


@router.get("/rounds/{round_id}/calendar.ics", response_class=Response, responses={200: {"content": CALENDAR_CONTENT}})
def read_round_calendar(
    round_id: str,
    principal: MayRead,
    session: SessionOf,
    settings: SettingsOf,
    doctor_id: Annotated[str | None, Query(max_length=40, description="of one doctor; your own as a doctor")] = None,
) -> Response:
    """Give the visits as a calendar file (RFC 5545)."""
    content = _service(session, principal, settings).calendar(round_id, doctor_id)
    headers = inert_headers(f"rounds-{round_id}.ics")
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)


@router.get(
    "/visits/{visit_id}/sheet.pdf", response_class=Response, responses={200: {"content": PDF_CONTENT}}, tags=["visits"]
)
def read_visit_sheet(visit_id: str, principal: MayReadVisit, database: DatabaseOf, settings: SettingsOf) -> Response:
    """Give a visit as a sheet to print, in Chinese and English."""
    with database.session(read_only=True, factory_scope=factory_scope(principal)) as session:
        data = sheet_data(Repository(session, principal), visit_id)
    content = render_pdf("visit_sheet", data, "zh", mode=settings.parser_sandbox)
    return inert_pdf(content, f"visit-{visit_id}.pdf")


def _service(session: SessionOf, principal: Principal, settings: SettingsOf) -> RoundService:
    return RoundService(session, principal, settings)


def _with_etag(response: Response, made: RoundRead) -> RoundRead:
    set_etag(response, made.version)
    return made
