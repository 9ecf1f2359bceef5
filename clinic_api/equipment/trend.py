"""The figures of each channel of a machine over its examinations."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any, Final

from pydantic import BaseModel
from sqlalchemy import select

from clinic_api.equipment.models import Equipment
from clinic_api.examinations.models import Examination
from clinic_api.kit.repository import Repository

__all__ = ["MachineTrend", "machine_trend"]

_MOST_EXAMINATIONS: Final = 500
"""Newest examinations that are shown: more points than a picture has room for."""


class TrendPoint(BaseModel):
    """The figures of one channel in one examination, null where they do not apply; rms and peak are in ``unit``."""

    at: datetime
    examination_id: str
    recording_id: str
    speed_rpm: float | None
    rms: float | None = None
    peak: float | None = None
    crest_factor: float | None = None
    kurtosis: float | None = None
    velocity_rms_mm_s: float | None = None
    zone: str | None = None
    unit: str | None = None


class ChannelTrend(BaseModel):
    """One channel, the oldest point first."""

    channel: str
    points: list[TrendPoint]


class MachineTrend(BaseModel):
    """The figures of a machine over its newest examinations."""

    equipment_id: str
    channels: list[ChannelTrend]


def machine_trend(repository: Repository, equipment: Equipment) -> MachineTrend:
    """Return the figures of ``equipment`` over its newest visible examinations."""
    rows = repository.session.execute(
        select(
            Examination.id,
            Examination.recording_id,
            Examination.created_at,
            Examination.document["measurements"].label("measurements"),
            Examination.document["speed"].label("speed"),
        )
        .where(repository.visible(Examination), Examination.equipment_id == equipment.id)
        .order_by(Examination.id.desc())
        .limit(_MOST_EXAMINATIONS)
    ).all()
    points: dict[str, list[TrendPoint]] = defaultdict(list)
    for row in reversed(rows):
        for channel, figures in row.measurements.items():
            points[channel].append(_point(row, figures))
    return MachineTrend(
        equipment_id=equipment.id,
        channels=[ChannelTrend(channel=channel, points=points[channel]) for channel in sorted(points, key=_natural)],
    )


def _point(row: Any, figures: dict[str, Any]) -> TrendPoint:
    of_examination = {"at": row.created_at, "examination_id": row.id, "recording_id": row.recording_id}
    return TrendPoint.model_validate(figures | of_examination | {"speed_rpm": row.speed["rpm"]})


def _natural(channel: str) -> tuple[int, str]:
    """Order channels as people count: 2 before 10, names last."""
    return (int(channel) if channel.isascii() and channel.isdigit() and len(channel) < 9 else 1 << 31, channel)
