"""What the API takes and says about the end of a case: measured again, opened, rated, discharged."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from clinic_api.cases.schemas import CodedProblem
from clinic_api.kit.fields import LongText, RequestBody
from clinic_api.treatments.fields import FaultCode, FindingIndex

__all__ = [
    "CalibrationRow",
    "ConfirmedFindingRead",
    "ConfirmedFindingTell",
    "DischargeCase",
    "DischargeRead",
    "FollowUpMeasure",
    "FollowUpRead",
    "MeasurementRead",
    "SatisfactionRead",
    "SatisfactionTell",
]


class FollowUpMeasure(RequestBody):
    """The recording made after treatment, uploaded before."""

    recording_id: Annotated[str, Field(max_length=40)]


class MeasurementRead(BaseModel):
    """A recording after treatment; ``comparison`` is null until it was examined, ``problem`` says why it stays so."""

    id: str
    case_id: str
    recording_id: str
    examination_id: str | None
    verdict: Literal["better", "same", "worse", "not_comparable"] | None
    comparison: dict[str, Any] | None
    problem: CodedProblem | None
    added_by: str
    added_at: datetime


class FollowUpRead(BaseModel):
    """The follow-up of a case: until when, and what was measured, the newest first."""

    due_on: date
    set_by: str
    measurements: list[MeasurementRead]


class ConfirmedFindingTell(RequestBody):
    """What was really found when the machine was opened.

    ``examination_finding`` names the predicted finding; null for something that was not predicted (``other``).
    """

    examination_finding: FindingIndex | None = None
    outcome: Literal["confirmed", "refuted", "other"]
    found_fault: FaultCode | None = None
    words: LongText
    seen_on: date


class ConfirmedFindingRead(BaseModel):
    """One line about a finding; of several about the same one, the newest counts."""

    id: str
    case_id: str
    examination_id: str | None
    examination_finding: int | None
    fault: str | None
    component: str | None
    predicted_probability: float | None
    outcome: Literal["confirmed", "refuted", "other"]
    found_fault: str | None
    words: str
    seen_on: date
    told_by: str
    told_at: datetime


class CalibrationRow(BaseModel):
    """What was predicted beside what was found: ``outcome`` 1 where the finding was confirmed, 0 where not."""

    id: str
    case_id: str
    examination_id: str
    fault: str
    component: str | None
    predicted_probability: float
    outcome: Literal[0, 1]
    found_fault: str | None
    seen_on: date


class SatisfactionTell(RequestBody):
    """1 (not at all) … 5 (very) content, and why."""

    score: Annotated[int, Field(ge=1, le=5)]
    words: LongText | None = None


class SatisfactionRead(BaseModel):
    """What the factory answered."""

    id: str
    case_id: str
    score: int
    words: str | None
    told_by: str
    told_at: datetime


class DischargeCase(RequestBody):
    """How the treatment ended; a reason is needed where no comparable follow-up shows it."""

    outcome: Literal["repaired", "improved", "unchanged"]
    reason: LongText | None = None


class DischargeRead(BaseModel):
    """How a case ended."""

    outcome: Literal["repaired", "improved", "unchanged", "untreated", "declined"]
    measurement_id: str | None
    reason: str | None
    discharged_by: str
    discharged_at: datetime
