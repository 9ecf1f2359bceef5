"""What hazard observations take and say."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from clinic_api.kit.fields import LongText, RequestBody, ShortText, TextRead

__all__ = ["HazardAnswer", "HazardCreate", "HazardForReporter", "HazardRead", "HazardState"]

HazardState = Literal["seen", "under_way", "removed", "no_hazard"]


class HazardCreate(RequestBody):
    """Something dangerous that somebody saw. A photo is attached to the id afterwards."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"what": "皮带护罩松动，手可以伸进去", "place": "2号车间东侧", "language": "zh"}]
        }
    )

    what: LongText
    place: ShortText
    equipment_id: Annotated[str | None, Field(max_length=40)] = None
    factory_id: Annotated[str | None, Field(max_length=40)] = None
    """Needed of the hospital's own people where no machine is named."""
    language: Literal["en", "zh"]
    contact: ShortText | None = None


class HazardAnswer(RequestBody):
    """How an observation ends: never without a word to whoever reported it."""

    outcome: Literal["removed", "no_hazard"]
    feedback: LongText = Field(description="what the reporter is told")
    reason: LongText | None = Field(default=None, description="why it is no hazard; needed then")


class HazardForReporter(BaseModel):
    """What became of an observation."""

    model_config = ConfigDict(from_attributes=True)

    number: str = Field(description="to ask with later")
    what: str
    place: str
    state: HazardState
    state_text: TextRead
    feedback: str | None
    created_at: datetime
    closed_at: datetime | None


class HazardRead(HazardForReporter):
    """An observation as the factory and the hospital see it."""

    id: str
    factory_id: str
    equipment_id: str | None
    language: Literal["en", "zh"]
    reporter_name: str
    contact: str | None
    begun_by: str | None
    begun_at: datetime | None
    reason: str | None
    closed_by: str | None
    version: int
