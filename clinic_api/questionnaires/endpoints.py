"""Routes of the questionnaire. The first three need no login: the token of the QR code is the key, and it travels in
the body, so that no log and no address keeps it.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, status

from clinic_api.kit.idempotency import IdempotencyKey, create_once
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal, Role
from clinic_api.kit.unit_of_work import DatabaseOf, SessionOf, SettingsOf
from clinic_api.questionnaires.demand import demand
from clinic_api.questionnaires.questions import CURRENT_VERSION, Questionnaire, questionnaire
from clinic_api.questionnaires.respondents import open_sheet, save_draft, submit_answers
from clinic_api.questionnaires.schemas import (
    AnswersRead,
    DemandRead,
    DraftWrite,
    OpenedSheet,
    QuestionnaireDraftRead,
    SheetCreate,
    SheetOpen,
    SheetRead,
    SubmitReceipt,
)
from clinic_api.questionnaires.service import QuestionnaireService

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/questionnaires", tags=["questionnaires"])

MayRead = Annotated[Principal, Depends(requires(Permission.QUESTIONNAIRE_READ))]
MaySeeSheets = Annotated[Principal, Depends(requires(Permission.QUESTIONNAIRE_SHEET_READ))]
MayManage = Annotated[Principal, Depends(requires(Permission.QUESTIONNAIRE_MANAGE))]
MayCount = Annotated[Principal, Depends(requires(Permission.DEMAND_READ))]


@router.post("/open")
def open_questionnaire(body: SheetOpen, database: DatabaseOf) -> OpenedSheet:
    """Show the questions behind a QR code, and the answers saved so far with its draft."""
    return open_sheet(database, body)


@router.post("/draft")
def save_questionnaire_draft(body: DraftWrite, database: DatabaseOf, settings: SettingsOf) -> QuestionnaireDraftRead:
    """Keep answers that are not finished; come back with the ``draft``."""
    return save_draft(database, settings, body)


@router.post("/submit", status_code=status.HTTP_201_CREATED)
def submit_questionnaire(body: DraftWrite, database: DatabaseOf, settings: SettingsOf) -> SubmitReceipt:
    """Send the answers; with the same ``draft`` once, however often they are sent."""
    return submit_answers(database, settings, body)


@router.get("/questions")
def read_questionnaire(
    principal: MayRead, version: Annotated[int, Query(ge=1, le=CURRENT_VERSION)] = CURRENT_VERSION
) -> Questionnaire:
    """Show the questions of a version."""
    return questionnaire(version)


@router.get("/demand")
def read_demand(
    principal: MayCount,
    database: DatabaseOf,
    version: Annotated[int, Query(ge=1, le=CURRENT_VERSION)] = CURRENT_VERSION,
) -> DemandRead:
    """Count what firms need; a funder is not told counts below five."""
    with database.session(read_only=True) as session:  # counts over all factories, whoever asks
        return demand(session, version, hide_small=principal.role is Role.FUNDER)


@router.post("/sheets", status_code=status.HTTP_201_CREATED)
def create_questionnaire_sheet(
    body: SheetCreate,
    principal: MayManage,
    session: SessionOf,
    settings: SettingsOf,
    idempotency_key: IdempotencyKey = None,
) -> SheetRead:
    """Make a QR code for one factory or for a campaign."""
    return create_once(
        session,
        principal,
        key=idempotency_key,
        operation="create_questionnaire_sheet",
        request=body,
        answer_type=SheetRead,
        create=lambda: QuestionnaireService(session, principal, settings).create(body),
    )


@router.get("/sheets")
def list_questionnaire_sheets(
    principal: MaySeeSheets, session: SessionOf, settings: SettingsOf, page: Paging
) -> Page[SheetRead]:
    """List the QR codes you may see, a factory its own, and how many answers came with each, the newest first."""
    return QuestionnaireService(session, principal, settings).page(page)


@router.get("/sheets/{sheet_id}/answers")
def list_questionnaire_answers(
    sheet_id: str, principal: MayManage, session: SessionOf, settings: SettingsOf, page: Paging
) -> Page[AnswersRead]:
    """List the answers that were sent with a QR code, the newest first."""
    return QuestionnaireService(session, principal, settings).answers(sheet_id, page)


@router.post("/sheets/{sheet_id}/close")
def close_questionnaire_sheet(
    sheet_id: str, principal: MayManage, session: SessionOf, settings: SettingsOf
) -> SheetRead:
    """Take no more answers with a QR code."""
    return QuestionnaireService(session, principal, settings).close(sheet_id)
