"""How long a case may take and how much of a doctor's time it takes, from ``planning.toml``."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from clinic_api.cases.working_time import WorkingCalendar, add_working

__all__ = [
    "ESCALATE_SHARE",
    "USUAL_URGENCY",
    "WALL_CLOCK_LEVELS",
    "WARN_SHARE",
    "ClockKind",
    "allowed_time",
    "diagnosis_due",
    "effort_minutes",
    "moment_after",
    "runs_in_working_time",
]

USUAL_URGENCY: Final = 3
"""Within a week: what a case counts as while nobody could judge it."""

WALL_CLOCK_LEVELS: Final = (1, 2)
"""Urgencies whose clocks run at weekends and on holidays, too."""


class ClockKind(StrEnum):
    """What the hospital promises to do in time."""

    FIRST_OPINION = "first_opinion"
    ACCEPT = "accept"
    DIAGNOSIS = "diagnosis"


class _Span(BaseModel):
    model_config = ConfigDict(extra="forbid")

    minutes: int = 0
    hours: int = 0
    working_days: int = 0

    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes, hours=self.hours, days=self.working_days)


class _Shares(BaseModel):
    model_config = ConfigDict(extra="forbid")

    warn: Annotated[float, Field(gt=0, lt=1)]
    escalate: Annotated[float, Field(gt=1)]


class _Planning(BaseModel):
    model_config = ConfigDict(extra="forbid")

    clocks: dict[ClockKind, dict[int, _Span]]
    shares: _Shares
    effort_minutes: dict[str, float]


_DATA: Final = _Planning.model_validate(
    tomllib.loads(Path(__file__).with_name("planning.toml").read_text(encoding="utf-8"))
)
WARN_SHARE: Final = _DATA.shares.warn
ESCALATE_SHARE: Final = _DATA.shares.escalate
"""Shares of a clock's time after which somebody is told."""


def runs_in_working_time(urgency: int) -> bool:
    """Tell whether the clocks of ``urgency`` stand still at weekends and on holidays."""
    return urgency not in WALL_CLOCK_LEVELS


def allowed_time(kind: ClockKind, urgency: int) -> timedelta:
    """Return how long ``kind`` may take at ``urgency`` 1 … 5, in the time that urgency is counted in."""
    return _DATA.clocks[kind][urgency].length()


def moment_after(start: datetime, span: timedelta, urgency: int, calendar: WorkingCalendar) -> datetime:
    """Return when ``span`` of the time that ``urgency`` is counted in has passed since ``start`` (aware)."""
    return add_working(start, span, calendar) if runs_in_working_time(urgency) else start + span


def diagnosis_due(urgency: int, opened_at: datetime, calendar: WorkingCalendar) -> datetime:
    """Return until when a case of ``urgency`` opened at ``opened_at`` (aware) is to be diagnosed."""
    return moment_after(opened_at, allowed_time(ClockKind.DIAGNOSIS, urgency), urgency, calendar)


def effort_minutes(mode: str) -> float:
    """Return the minutes of a doctor's time that a case handled by ``mode`` is planned with."""
    return _DATA.effort_minutes[mode]
