"""The figures of each channel of a machine over its examinations."""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import datetime
from typing import Any, Final, Literal

from pydantic import BaseModel, Field
from sqlalchemy import select

from clinic_api.equipment.models import Equipment
from clinic_api.examinations.models import Examination
from clinic_api.kit.fields import TextRead
from clinic_api.kit.repository import Repository
from diagnostics.errors import DiagnosticsError
from diagnostics.machine import Machine
from diagnostics.severity.iso20816 import choose_standard

__all__ = ["MachineTrend", "machine_trend"]

_MOST_EXAMINATIONS: Final = 500
"""Newest examinations that are shown: more points than a picture has room for."""


class TrendPoint(BaseModel):
    """The figures of one channel in one examination, null where they do not apply; rms and peak are in ``unit``."""

    at: datetime
    examination_id: str
    recording_id: str
    verdict: Literal["healthy", "fault", "not_assessable"]
    urgency: int
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
    position: str | None = Field(description="of its sensor, by the machine's description")
    direction: str | None
    points: list[TrendPoint]


class TrendLimit(BaseModel):
    """Where a zone of the velocity ends."""

    zone: str = Field(description="the zone that ends here", examples=["B"])
    velocity_rms_mm_s: float


class MachineTrend(BaseModel):
    """The figures of a machine over its newest examinations, and the limits that its velocity stands by now."""

    equipment_id: str
    channels: list[ChannelTrend]
    limits: list[TrendLimit]
    standard: TextRead | None = Field(description="where the limits come from; null where none applies")


def machine_trend(repository: Repository, equipment: Equipment) -> MachineTrend:
    """Return the figures of ``equipment`` over its newest visible examinations."""
    rows = repository.session.execute(
        select(
            Examination.id,
            Examination.recording_id,
            Examination.created_at,
            Examination.verdict,
            Examination.urgency,
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
    limits, standard = _limits(equipment.machine)
    return MachineTrend(
        equipment_id=equipment.id,
        channels=[_channel(equipment, channel, points[channel]) for channel in sorted(points, key=_natural)],
        limits=limits,
        standard=standard,
    )


def _channel(equipment: Equipment, channel: str, points: list[TrendPoint]) -> ChannelTrend:
    sensors = (equipment.machine or {}).get("sensors", ())
    sensor: dict[str, Any] = next((each for each in sensors if str(each["channel"]) == channel), {})
    return ChannelTrend(
        channel=channel, position=sensor.get("position"), direction=sensor.get("direction"), points=points
    )


def _limits(description: dict[str, Any] | None) -> tuple[list[TrendLimit], TextRead | None]:
    """Return where the zones of the machine's velocity end, and the standard that says so."""
    if description is None:
        return [], None
    try:
        standard = choose_standard(Machine.from_dict(description))
    except DiagnosticsError:
        return [], None
    if standard is None:
        return [], None
    ends = zip("ABC", standard.velocity_mm_s, strict=True)
    limits = [TrendLimit(zone=zone, velocity_rms_mm_s=end) for zone, end in ends if math.isfinite(end)]
    return limits, TextRead.of(standard.name)


def _point(row: Any, figures: dict[str, Any]) -> TrendPoint:
    of_examination = {"at": row.created_at, "examination_id": row.id, "recording_id": row.recording_id}
    of_examination |= {"verdict": row.verdict, "urgency": row.urgency}
    return TrendPoint.model_validate(figures | of_examination | {"speed_rpm": row.speed["rpm"]})


def _natural(channel: str) -> tuple[int, str]:
    """Order channels as people count: 2 before 10, names last."""
    return (int(channel) if channel.isascii() and channel.isdigit() and len(channel) < 9 else 1 << 31, channel)
