"""What the questionnaire takes and says."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints

from clinic_api.kit.fields import RequestBody, ShortText, TextRead
from clinic_api.questionnaires.questions import Questionnaire

__all__ = [
    "AnswersRead",
    "DemandRead",
    "DemandRow",
    "DraftWrite",
    "OpenedSheet",
    "QuestionnaireDraftRead",
    "SheetCreate",
    "SheetOpen",
    "SheetRead",
    "SubmitReceipt",
]

Token = Annotated[str, StringConstraints(pattern=r"^[a-z2-7]{26}$")]


class SheetCreate(RequestBody):
    """A new QR code: of one factory, or of a campaign among firms not yet known."""

    name: ShortText = Field(examples=["工业园区秋季问卷"])
    factory_id: Annotated[str | None, Field(max_length=40)] = None


class SheetRead(BaseModel):
    """A QR code with the address it holds."""

    id: str
    factory_id: str | None
    name: str
    url: str
    created_at: datetime
    closed_at: datetime | None
    submitted: int = Field(description="answers that came with it")


class SheetOpen(RequestBody):
    """What the QR code holds, and the draft of somebody who comes back."""

    token: Token
    draft: Token | None = None


class OpenedSheet(BaseModel):
    """The questions, and what was answered so far."""

    name: str
    questionnaire: Questionnaire
    answers: dict[str, Any]
    submitted: bool


class DraftWrite(RequestBody):
    """Answers on their way; they are kept at every step, so that a closed page loses nothing."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "token": "a" * 26,
                    "answers": {"industry": "metal", "employees": 48, "noise_or_shaking": "getting_worse"},
                    "language": "zh",
                }
            ]
        }
    )

    token: Token
    draft: Token | None = None
    answers: dict[Annotated[str, Field(max_length=40)], JsonValue] = Field(max_length=100)
    language: Literal["en", "zh"]
    company: ShortText | None = None
    contact: ShortText | None = None


class QuestionnaireDraftRead(BaseModel):
    """What to come back with."""

    draft: str
    saved_at: datetime


class SubmitReceipt(BaseModel):
    """The answers have arrived."""

    reference: str
    submitted_at: datetime
    needs: int = Field(description="how many work items the answers became")


class AnswersRead(BaseModel):
    """Answers that were sent."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    sheet_id: str
    factory_id: str | None
    version: int
    language: Literal["en", "zh"]
    answers: dict[str, Any]
    company: str | None
    contact: str | None
    submitted_at: datetime | None


class DemandRow(BaseModel):
    """How often one thing was said; ``count`` is null where so few said it that a firm might be known by it."""

    id: str
    text: TextRead
    count: int | None


class DemandRead(BaseModel):
    """What firms need, counted: answers by question and option, needs by department."""

    version: int
    submitted: int | None
    departments: list[DemandRow]
    questions: dict[str, list[DemandRow]]
