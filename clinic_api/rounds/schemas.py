"""What rounds take and say."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from clinic_api.kit.fields import ClockTime, LongText, RequestBody, TextRead
from diagnostics.vocabulary import DEPARTMENTS
from experts.rounds import INSTRUMENTS

__all__ = [
    "FactoryVisit",
    "RoundChangeRead",
    "RoundCreate",
    "RoundDroppedRead",
    "RoundPlannedRead",
    "RoundRead",
    "RoundReplan",
    "RoundRouteRead",
    "RoundState",
    "RoundUnplannedRead",
]

RoundState = Literal["proposed", "accepted"]
_Id = Annotated[str, Field(max_length=40)]
_Tag = Annotated[str, Field(min_length=1, max_length=40)]
_Language = Literal["en", "zh"]


def _known(kind: str, names: object) -> AfterValidator:
    """Return the validator that refuses what is none of ``names``."""

    def refuse_unknown(value: str) -> str:
        if value not in names:  # type: ignore[operator]
            raise PydanticCustomError(f"{kind}_unknown", f"is not a known {kind}")
        return value

    return AfterValidator(refuse_unknown)


_Department = Annotated[str, Field(max_length=40), _known("department", DEPARTMENTS)]
_Instrument = Annotated[str, Field(max_length=40), _known("instrument", INSTRUMENTS)]


def _refuse_backwards(shift: list[str]) -> list[str]:
    if shift[0] >= shift[1]:
        raise PydanticCustomError("window_backwards", "has to end after it begins")
    return shift


_Shift = Annotated[list[ClockTime], Field(min_length=2, max_length=2), AfterValidator(_refuse_backwards)]


class FactoryVisit(RequestBody):
    """A visit to a factory that no case asks for."""

    factory_id: _Id
    equipment_ids: list[_Id] = Field(min_length=1, max_length=50)
    purpose: LongText
    minutes: int | None = Field(default=None, ge=5, le=480, description="at the factory; by the machines without it")
    urgency: int | None = Field(default=None, ge=1, le=5)
    department: _Department | None = None
    specialties: list[_Tag] = Field(default_factory=list, max_length=20)
    instruments: list[_Instrument] = Field(default_factory=list, max_length=20)
    languages: list[_Language] = Field(default_factory=list, max_length=2)


class RoundCreate(RequestBody):
    """A day to plan."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"day": "2026-12-01"}]})

    day: date
    doctor_ids: list[_Id] | None = Field(
        default=None,
        min_length=1,
        max_length=60,
        description="without it the thirty who suit the visits best and live nearest, of those who have none that day",
    )
    case_ids: list[_Id] | None = Field(
        default=None, max_length=300, description="all open cases for rounds without it; none for an empty list"
    )
    visits: list[FactoryVisit] = Field(default_factory=list, max_length=100)
    shift: _Shift | None = Field(default=None, description="from leaving home to being back there")
    on_day_off: bool = Field(default=False, description="plan although nobody works that day")


class RoundReplan(RequestBody):
    """A visit that falls out."""

    visit_id: _Id


class RoundPlannedRead(BaseModel):
    """One stop of a route."""

    stop_id: str
    visit_id: str | None
    factory_id: str
    factory_name: TextRead
    address: str
    purpose: str
    equipment_ids: list[str]
    case_ids: list[str]
    urgency: int
    instruments: list[str]
    sets_out_at: datetime
    arrival_at: datetime
    start_at: datetime
    departure_at: datetime
    travel_minutes: int
    travel_km: float
    waiting_minutes: int
    reasons: list[TextRead]


class RoundRouteRead(BaseModel):
    """One doctor's day."""

    doctor_id: str
    leaves_at: datetime
    returns_at: datetime
    stops: list[RoundPlannedRead]
    back_minutes: int
    back_km: float
    travel_minutes: int
    travel_km: float
    carry: list[str] = Field(description="instruments to carry over the day")


class RoundUnplannedRead(BaseModel):
    """A stop nobody comes to, with the reason and what would help."""

    stop_id: str
    factory_id: str
    factory_name: TextRead
    purpose: str
    equipment_ids: list[str]
    case_ids: list[str]
    urgency: int
    code: str = Field(examples=["nobody_suited"])
    reason: TextRead
    change: TextRead


class RoundDroppedRead(BaseModel):
    """A stop that fell out."""

    stop_id: str
    visit_id: str | None
    factory_id: str
    factory_name: TextRead
    doctor_id: str
    start_at: datetime


class RoundChangeRead(BaseModel):
    """What the last replanning changed at one stop."""

    stop_id: str
    kind: Literal["dropped", "left_out", "time", "doctor", "added"]
    text: TextRead


class RoundRead(BaseModel):
    """The plan of one day; a doctor sees the own route of it."""

    id: str
    day: date
    state: RoundState
    revision: int = Field(description="how often it was replanned")
    doctor_ids: list[str]
    shift: list[str]
    routes: list[RoundRouteRead]
    unplanned: list[RoundUnplannedRead]
    dropped: list[RoundDroppedRead]
    changes: list[RoundChangeRead]
    travel_minutes: int
    travel_km: float
    complete_search: bool = Field(description="whether the search ended before its time did")
    planned_at: datetime
    created_at: datetime
    version: int
