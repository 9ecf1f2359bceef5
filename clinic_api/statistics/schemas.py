"""What the API says about a month."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from clinic_api.kit.fields import TextRead

__all__ = ["AbsentFigure", "BreakdownRead", "CellRead", "MedianRead", "MonthRead", "StatisticsCase"]


class CellRead(BaseModel):
    """One cell; ``count`` is null where it is hidden, ``cases`` the address of its cases for those who may see them."""

    key: str
    label: TextRead
    count: int | None
    cases: str | None


class BreakdownRead(BaseModel):
    """One figure divided into cells; every case lies in exactly one, so they add up to ``total``."""

    name: str
    title: TextRead
    total: int | None
    cells: list[CellRead]
    on_time_share: float | None
    """Of clocks: in time / (in time + late), null for other figures and where nothing was due. For funders in
    steps of 1 to 20 %, as coarse as it takes to give no hidden cell away."""


class MedianRead(BaseModel):
    """The median time from opening until a clock was met, over the cases opened in the month."""

    clock: Literal["first_opinion", "accept", "diagnosis"]
    hours: float | None


class AbsentFigure(BaseModel):
    """A figure one would expect here, and why it is not."""

    name: str
    reason: TextRead


class MonthRead(BaseModel):
    """The hospital's month. For funders counts under ``hidden_below`` are hidden, and what would give them away."""

    month: str
    counted_at: datetime
    hidden_below: int | None
    firms_served: int | None
    """Factories that opened a case."""
    satisfaction_mean: float | None
    satisfaction_answered_share: float | None
    """Answers / cases asked; null where a part is hidden or nobody was asked."""
    breakdowns: list[BreakdownRead]
    medians: list[MedianRead]
    absent: list[AbsentFigure]


class StatisticsCase(BaseModel):
    """A case behind a figure."""

    id: str
    factory_id: str
    state: str
    department: str | None
    urgency: int | None
    mode: str
    created_at: datetime
