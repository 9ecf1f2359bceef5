"""What the routes of the calendar take and give."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints
from pydantic_core import PydanticCustomError

from clinic_api.cases.planning import ClockKind
from clinic_api.kit.fields import LongText, RequestBody, refuse_control_characters

__all__ = [
    "CalendarChangeRead",
    "CalendarDay",
    "CalendarPreview",
    "CalendarRead",
    "CalendarYearRead",
    "CalendarYearWrite",
    "ClockMove",
    "ClockRule",
    "ClockRulesRead",
    "DaySpan",
]


def _refuse_backwards(span: list[date]) -> list[date]:
    if span[0] > span[1]:
        raise PydanticCustomError("span_backwards", "a span has to end on or after its first day")
    return span


DaySpan = Annotated[list[date], Field(min_length=2, max_length=2), AfterValidator(_refuse_backwards)]
"""First and last day, both included."""
Notice = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=240),
    AfterValidator(refuse_control_characters),
]


class CalendarYearWrite(RequestBody):
    """A year as it is to count, whole."""

    off: Annotated[list[DaySpan], Field(max_length=40)] = Field(examples=[[["2031-01-01", "2031-01-03"]]])
    worked: Annotated[list[date], Field(max_length=60)] = Field(examples=[["2031-01-04"]])
    """Saturdays and Sundays that are worked to make up for days off."""
    notice: Notice = Field(examples=["国办发明电〔2030〕7号, 2030-11-04"])
    """Where the days are announced."""
    reason: Annotated[LongText, Field(max_length=1000)] = Field(examples=["The holidays were announced."])


class CalendarDay(BaseModel):
    """A day that counts otherwise than before."""

    day: date
    worked_before: bool
    worked_after: bool


class CalendarYearRead(BaseModel):
    """One year as it counts now; ``version`` is the number of its changes, 0 as it ships, and the ETag."""

    year: int
    source: Literal["shipped", "changed"]
    notice: str
    off: list[DaySpan]
    worked: list[date]
    working_days: int
    version: int
    changed_at: datetime | None
    changed_by: str | None


class CalendarRead(BaseModel):
    """The years that are known; of ``missing`` ones, this year or the next, Mondays to Fridays count."""

    today: date
    years: list[CalendarYearRead]
    missing: list[int]


class CalendarChangeRead(BaseModel):
    """One change of a year: as it was written then, by whom and why, and the days that counted otherwise from then."""

    id: str
    year: int
    version: int
    notice: str
    off: list[DaySpan]
    worked: list[date]
    reason: str
    made_at: datetime
    made_by: str
    days: list[CalendarDay]


class ClockMove(BaseModel):
    """A running clock that would end at another moment."""

    case_id: str
    clock: ClockKind
    urgency: int
    due_before: datetime
    due_after: datetime


class CalendarPreview(BaseModel):
    """What a change would do: ``moved`` clocks, of these ``later`` and ``earlier`` ones, the first of them as
    ``examples``; the ``missed`` ones stay missed.
    """

    days: list[CalendarDay]
    moved: int
    later: int
    earlier: int
    missed: int
    examples: list[ClockMove]


class ClockRule(BaseModel):
    """How long one clock runs at one urgency: by the wall clock, or in working time."""

    clock: ClockKind
    urgency: int
    minutes: int
    in_working_time: bool
    """A working day counts 1440 minutes, from midnight to midnight in China."""


class ClockRulesRead(BaseModel):
    """The service's promises, and after which share of a clock somebody is told."""

    rules: list[ClockRule]
    warn_share: float
    escalate_share: float
