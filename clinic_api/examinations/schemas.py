"""What the API says about an examination."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from clinic_api.cases.schemas import UrgencyLevel
from clinic_api.kit.fields import TextRead
from clinic_api.outcomes.schemas import RecalibratedFinding

__all__ = ["ExaminationRead", "ExaminationSummary", "FigureRead", "Verdict"]

Verdict = Literal["healthy", "fault", "not_assessable"]


class FigureRead(BaseModel):
    """A figure that shows the evidence of one finding."""

    index: int
    finding_index: int
    caption: TextRead


class ExaminationSummary(BaseModel):
    """One line of a list of examinations."""

    id: str
    case_id: str | None = Field(description="null for a routine measurement, which belongs to no case")
    recording_id: str
    recording_filename: str
    factory_id: str
    factory_name: TextRead
    equipment_id: str | None
    equipment_name_en: str | None
    equipment_name_zh: str | None
    verdict: Verdict
    urgency: UrgencyLevel
    summary: TextRead
    status: Literal["opinion", "signed"]
    """``signed`` once an engineer has confirmed or corrected it; the opinion itself never changes."""
    created_at: datetime


class ExaminationRead(ExaminationSummary):
    """A whole examination; ``document`` is the contract ``examination/1``."""

    document: dict[str, Any]
    figures: list[FigureRead]
    recalibrated: list[RecalibratedFinding] | None
    """What the findings' probabilities count as under the active recalibration; null while none is active."""
