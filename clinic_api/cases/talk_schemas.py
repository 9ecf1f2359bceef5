"""What the API takes and says about comments, questions and second opinions."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from clinic_api.kit.fields import LongText, RequestBody

__all__ = [
    "Agreement",
    "Answer",
    "AnswersGiven",
    "CommentCreate",
    "CommentRead",
    "ConsultationCreate",
    "ConsultationRead",
    "QuestionRead",
    "QuestionsAsked",
    "SecondOpinion",
]

_Id = Annotated[str, Field(max_length=40)]
Agreement = Literal["agrees", "differs_slightly", "differs"]
"""How a second opinion stands to the attending doctor's view."""


class CommentCreate(RequestBody):
    """Something to say about the case."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"text": "夜班时噪声更大。", "visibility": "everyone"}]},
    )

    text: LongText
    visibility: Literal["everyone", "hospital"] = "everyone"
    """``hospital``: not for the factory and the reporter."""


class CommentRead(BaseModel):
    """A comment; ``case_id`` is another case's where that case was merged into the one asked for."""

    id: str
    case_id: str
    text: str
    visibility: Literal["everyone", "hospital"]
    by: str
    created_at: datetime


class QuestionsAsked(RequestBody):
    """What the hospital needs to know before it can go on."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"questions": ["请拍摄电机铭牌。", "何时开始出现异响？"]}]}
    )

    questions: Annotated[list[LongText], Field(min_length=1, max_length=10)]


class Answer(RequestBody):
    """The answer to one question."""

    question_id: _Id
    answer: LongText


class AnswersGiven(RequestBody):
    """Answers; when no question is left open, the case goes on where it was."""

    answers: Annotated[list[Answer], Field(min_length=1, max_length=20)]


class QuestionRead(BaseModel):
    """A question and, once given, its answer."""

    id: str
    case_id: str
    question: str
    asked_by: str
    asked_at: datetime
    answer: str | None
    answered_by: str | None
    answered_at: datetime | None


class ConsultationCreate(RequestBody):
    """The doctor who is asked for a second opinion, and what about."""

    doctor_id: _Id
    question: LongText


class SecondOpinion(RequestBody):
    """The second opinion."""

    opinion: LongText
    agreement: Agreement


class ConsultationRead(BaseModel):
    """A second opinion that was asked for; ``ended_at`` without ``answered_at``: it was withdrawn."""

    id: str
    case_id: str
    doctor_id: str
    doctor_name_en: str
    doctor_name_zh: str
    question: str
    asked_by: str
    asked_at: datetime
    opinion: str | None
    agreement: Agreement | None
    answered_at: datetime | None
    ended_at: datetime | None
