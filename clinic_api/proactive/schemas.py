"""What proactive consultation takes and says."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from clinic_api.cases.schemas import UrgencyLevel
from clinic_api.kit.fields import RequestBody
from clinic_api.recordings.schemas import RecordingRead

__all__ = ["AlarmRead", "PushedRead", "ScheduleCreate", "ScheduleRead", "ScheduleUpdate", "TurnRead"]

TimeOfDay = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
"""Hours and minutes in China Standard Time."""
MeasuredBy = Literal["gateway", "factory", "visit"]
EveryDays = Annotated[int, Field(ge=1, le=366)]
OverdueHours = Annotated[int, Field(ge=1, le=24 * 60)]


class PushedRead(RecordingRead):
    """A recording that a gateway pushed; sent again, the same answer comes again."""

    sequence: str = Field(description="number under which the gateway sent it first")
    measured_at: datetime | None


class ScheduleCreate(RequestBody):
    """A new schedule of measurements of one machine."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"equipment_id": "eqp_01h00000000000000000000000", "every_days": 7, "measured_by": "gateway"}]
        }
    )

    equipment_id: Annotated[str, Field(max_length=40)]
    every_days: EveryDays
    at: TimeOfDay = "08:00"
    measured_by: MeasuredBy
    overdue_after_hours: OverdueHours = 24


class ScheduleUpdate(RequestBody):
    """A change of a schedule; what is left out stays as it is."""

    every_days: EveryDays | None = None
    at: TimeOfDay | None = None
    measured_by: MeasuredBy | None = None
    overdue_after_hours: OverdueHours | None = None
    active: bool | None = None


class TurnRead(BaseModel):
    """One measurement that was due."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    due_at: datetime
    overdue_at: datetime
    done_at: datetime | None
    recording_id: str | None


class ScheduleRead(BaseModel):
    """A schedule with what is open of it; ``overdue`` says that a measurement is late now."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    factory_id: str
    equipment_id: str
    every_days: int
    at: str
    measured_by: MeasuredBy
    overdue_after_hours: int
    active: bool
    next_due_at: datetime
    version: int
    open_turns: list[TurnRead]
    overdue: bool


class AlarmRead(BaseModel):
    """An alarm and what came of it: a case opened, an open one joined, or the coordinator asked."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    factory_id: str
    equipment_id: str
    examination_id: str
    case_id: str
    rule: Literal["finding", "zone", "trend"]
    urgency: UrgencyLevel
    effect: Literal["opened", "joined", "asked"]
    created_at: datetime
