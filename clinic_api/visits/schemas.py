"""What visits take and say."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from clinic_api.kit.fields import LongText, RequestBody, ShortText, TextRead

__all__ = [
    "StopCreate",
    "StopRead",
    "StopRecord",
    "VisitArrive",
    "VisitConsent",
    "VisitCreate",
    "VisitFinish",
    "VisitRead",
    "VisitState",
]

VisitState = Literal["planned", "under_way", "done", "cancelled"]
_Id = Annotated[str, Field(max_length=40)]


class VisitCreate(RequestBody):
    """A visit to plan."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "factory_id": "fac_01h00000000000000000000000",
                    "day": "2026-12-01",
                    "doctor_ids": ["doc_01h00000000000000000000000"],
                    "equipment_ids": ["eqp_01h00000000000000000000000"],
                    "purpose": "季度巡诊",
                }
            ]
        }
    )

    factory_id: _Id
    day: date
    doctor_ids: list[_Id] = Field(min_length=1, max_length=8)
    equipment_ids: list[_Id] = Field(min_length=1, max_length=50, description="the machines, in the order of the stops")
    purpose: LongText


class StopCreate(RequestBody):
    """Another machine to look at, added on the way."""

    equipment_id: _Id


class VisitArrive(RequestBody):
    """The doctors are on site."""

    met: ShortText = Field(description="whom they met at the factory")


class VisitConsent(RequestBody):
    """Whether a planned visit suits the factory."""

    agrees: bool
    words: LongText | None = Field(default=None, description="why not, and which day would; needed then")


class VisitFinish(RequestBody):
    """The doctors have left."""

    notes: LongText | None = None


class StopRecord(RequestBody):
    """What was seen at one machine: a finding leads to a case; without one the machine was found in order, or it was
    left out (``skipped``, with the reason in the notes).
    """

    finding: LongText | None = None
    notes: LongText | None = None
    skipped: bool = False
    language: Literal["en", "zh"] = "zh"


class StopRead(BaseModel):
    """One machine of a visit."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    equipment_id: str
    equipment_name: TextRead
    location: str
    position: int
    state: Literal["planned", "done", "skipped"]
    notes: str | None
    finding: str | None
    case_id: str | None
    joined: bool = Field(description="whether the case was open already")
    recorded_by: str | None
    recorded_at: datetime | None


class VisitRead(BaseModel):
    """A visit with its doctors and stops."""

    id: str
    factory_id: str
    factory_name: TextRead
    address: str
    day: date
    state: VisitState
    purpose: str
    doctor_ids: list[str]
    doctor_names: list[TextRead] = Field(description="who comes, in the order of ``doctor_ids``")
    arrived_at: datetime | None
    met: str | None
    left_at: datetime | None
    notes: str | None
    round_id: str | None = Field(description="the rounds that planned it")
    planned_arrival_at: datetime | None
    planned_start_at: datetime | None
    planned_departure_at: datetime | None
    travel_minutes: int | None = Field(description="of the journey to it")
    travel_km: float | None
    instruments: list[str] = Field(description="what to carry")
    case_ids: list[str] = Field(description="the open cases it was planned for")
    consent: Literal["agreed", "declined"] | None = Field(description="of the factory; null until it has answered")
    consent_words: str | None
    consent_by: str | None
    consent_at: datetime | None
    stops: list[StopRead]
    created_at: datetime
    version: int
