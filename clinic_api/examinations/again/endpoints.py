"""Routes of examining again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, status

from clinic_api.examinations.again.schemas import (
    Overrides,
    ReExaminationCreate,
    ReExaminationList,
    ReExaminationRead,
    WhatIfRead,
)
from clinic_api.examinations.again.service import ReExaminations, what_if
from clinic_api.kit.idempotency import IdempotencyKey, create_once, earlier_answer
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.repository import Repository
from clinic_api.kit.unit_of_work import SessionOf, transaction_of
from clinic_api.signals.desk import ViewingDeskOf

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/examinations/{examination_id}", tags=["examinations"])

MayRead = Annotated[Principal, Depends(requires(Permission.EXAMINATION_READ))]
MayRepeat = Annotated[Principal, Depends(requires(Permission.EXAMINATION_REPEAT))]


@router.post("/what-if")
def examine_what_if(examination_id: str, body: Overrides, principal: MayRepeat, desk: ViewingDeskOf) -> WhatIfRead:
    """Examine the same recording under other assumptions and compare; nothing is kept."""
    return what_if(desk, principal, examination_id, body)


@router.post("/re-examinations", status_code=status.HTTP_201_CREATED)
def re_examine(
    examination_id: str,
    body: ReExaminationCreate,
    principal: MayRepeat,
    desk: ViewingDeskOf,
    key: IdempotencyKey = None,
) -> ReExaminationRead:
    """Examine the same recording under other assumptions and keep the result beside the opinion, with the reason."""
    operation = f"re_examine {examination_id}"
    with desk.database.session(read_only=True) as session:
        earlier = earlier_answer(
            session, principal, key=key, operation=operation, request=body, answer_type=ReExaminationRead
        )
    if earlier is not None:
        return earlier
    found = what_if(desk, principal, examination_id, body)
    with transaction_of(desk.database, principal) as session:
        kept = ReExaminations(Repository(session, principal))
        return create_once(
            session,
            principal,
            key=key,
            operation=operation,
            request=body,
            answer_type=ReExaminationRead,
            create=lambda: kept.keep(found, body),
        )


@router.get("/re-examinations")
def list_re_examinations(examination_id: str, principal: MayRead, session: SessionOf) -> ReExaminationList:
    """List what was kept of an examination under other assumptions, the newest first."""
    return ReExaminations(Repository(session, principal)).all(examination_id)


@router.get("/re-examinations/{re_examination_id}")
def read_re_examination(
    examination_id: str, re_examination_id: str, principal: MayRead, session: SessionOf
) -> ReExaminationRead:
    """Show one of them with its evidence."""
    return ReExaminations(Repository(session, principal)).read(examination_id, re_examination_id)
