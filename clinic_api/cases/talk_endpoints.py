"""Routes of what is said about a case: comments, questions and answers, second opinions."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response, status

from clinic_api.cases.comments import CaseComments
from clinic_api.cases.questions import CaseQuestions
from clinic_api.cases.repository import CaseRepository
from clinic_api.cases.schemas import CaseRead
from clinic_api.cases.second_opinions import SecondOpinions
from clinic_api.cases.talk_schemas import (
    AnswersGiven,
    CommentCreate,
    CommentRead,
    ConsultationCreate,
    ConsultationRead,
    QuestionRead,
    QuestionsAsked,
    SecondOpinion,
)
from clinic_api.kit.idempotency import IdempotencyKey, create_once
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf
from clinic_api.kit.versions import IfMatch, set_etag

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/cases/{case_id}", tags=["cases"])

MayRead = Annotated[Principal, Depends(requires(Permission.CASE_READ))]
MayComment = Annotated[Principal, Depends(requires(Permission.CASE_COMMENT))]
MayAsk = Annotated[Principal, Depends(requires(Permission.CASE_ASK))]
MayAnswer = Annotated[Principal, Depends(requires(Permission.CASE_ANSWER))]
MayConsult = Annotated[Principal, Depends(requires(Permission.SECOND_OPINION_ASK))]
MayGiveOpinion = Annotated[Principal, Depends(requires(Permission.SECOND_OPINION_GIVE))]


@router.get("/comments")
def list_comments(case_id: str, principal: MayRead, session: SessionOf, page: Paging) -> Page[CommentRead]:
    """List the comments on a case and on those merged into it, the newest first."""
    return CaseComments(CaseRepository(session, principal)).page(case_id, page)


@router.post("/comments", status_code=status.HTTP_201_CREATED)
def create_comment(
    case_id: str,
    body: CommentCreate,
    principal: MayComment,
    session: SessionOf,
    idempotency_key: IdempotencyKey = None,
) -> CommentRead:
    """Write a comment for everyone, or for the hospital alone."""
    comments = CaseComments(CaseRepository(session, principal))
    return create_once(
        session,
        principal,
        key=idempotency_key,
        operation=f"create_comment {case_id}",
        request=body,
        answer_type=CommentRead,
        create=lambda: comments.write(case_id, body),
    )


@router.get("/questions")
def list_questions(case_id: str, principal: MayRead, session: SessionOf, page: Paging) -> Page[QuestionRead]:
    """List the questions to the factory and their answers, the newest first."""
    return CaseQuestions(CaseRepository(session, principal)).page(case_id, page)


@router.post("/questions")
def ask_information(
    case_id: str,
    body: QuestionsAsked,
    principal: MayAsk,
    session: SessionOf,
    response: Response,
    if_match: IfMatch = None,
) -> CaseRead:
    """Ask the factory for information; the case waits and its clocks stand still until every question is answered."""
    case = CaseQuestions(CaseRepository(session, principal)).ask(case_id, body, if_match=if_match)
    set_etag(response, case.version)
    return case


@router.post("/answers")
def give_information(
    case_id: str,
    body: AnswersGiven,
    principal: MayAnswer,
    session: SessionOf,
    response: Response,
    if_match: IfMatch = None,
) -> CaseRead:
    """Answer open questions; with the last answer the case goes on where it was."""
    case = CaseQuestions(CaseRepository(session, principal)).answer(case_id, body, if_match=if_match)
    set_etag(response, case.version)
    return case


@router.get("/consultations")
def list_consultations(case_id: str, principal: MayRead, session: SessionOf, page: Paging) -> Page[ConsultationRead]:
    """List the second opinions on a case, the newest first; they are the hospital's own."""
    return SecondOpinions(CaseRepository(session, principal)).page(case_id, page)


@router.post("/consultations", status_code=status.HTTP_201_CREATED)
def ask_second_opinion(
    case_id: str,
    body: ConsultationCreate,
    principal: MayConsult,
    session: SessionOf,
    idempotency_key: IdempotencyKey = None,
) -> ConsultationRead:
    """Ask another doctor for a second opinion; the attending doctor stays."""
    opinions = SecondOpinions(CaseRepository(session, principal))
    return create_once(
        session,
        principal,
        key=idempotency_key,
        operation=f"ask_second_opinion {case_id}",
        request=body,
        answer_type=ConsultationRead,
        create=lambda: opinions.ask(case_id, body),
    )


@router.post("/consultations/{consultation_id}/opinion")
def give_second_opinion(
    case_id: str, consultation_id: str, body: SecondOpinion, principal: MayGiveOpinion, session: SessionOf
) -> ConsultationRead:
    """Give the second opinion that was asked for; afterwards the case is no longer shown to the consulted doctor."""
    return SecondOpinions(CaseRepository(session, principal)).give(case_id, consultation_id, body)


@router.post("/consultations/{consultation_id}/withdraw")
def withdraw_second_opinion(
    case_id: str, consultation_id: str, principal: MayConsult, session: SessionOf
) -> ConsultationRead:
    """No longer ask for a second opinion."""
    return SecondOpinions(CaseRepository(session, principal)).withdraw(case_id, consultation_id)
