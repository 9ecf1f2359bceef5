"""What work items take and say."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from clinic_api.cases.schemas import UrgencyLevel
from clinic_api.kit.fields import LongText, RequestBody, TextRead

__all__ = ["WorkItemDismiss", "WorkItemIntoCase", "WorkItemRead", "WorkItemState"]

WorkItemState = Literal["open", "claimed", "case", "dismissed"]


class WorkItemRead(BaseModel):
    """One need and what was decided about it."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    factory_id: str | None
    source: Literal["questionnaire", "alarm"]
    source_id: str = Field(description="the answers, or the case that an alarm is about")
    equipment_id: str | None
    department: str
    text: TextRead
    urgency: UrgencyLevel
    state: WorkItemState
    claimed_by: str | None
    case_id: str | None
    reason: str | None
    created_at: datetime
    closed_at: datetime | None
    version: int


class WorkItemIntoCase(RequestBody):
    """Open a case for a need."""

    factory_id: Annotated[str | None, Field(max_length=40)] = None
    """Needed where the need came from a firm that was no factory of the hospital."""
    equipment_id: Annotated[str | None, Field(max_length=40)] = None
    complaint: LongText | None = None
    """What the case begins with; the need's own words where left out."""
    language: Literal["en", "zh"] = "zh"


class WorkItemDismiss(RequestBody):
    """Why nothing is done about a need, or where it was dealt with."""

    reason: LongText
