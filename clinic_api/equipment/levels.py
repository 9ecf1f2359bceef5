"""How the levels of one machine developed: a number for each channel and examination, and the limits beside them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from pydantic import BaseModel, Field
from sqlalchemy import select

from clinic_api.equipment.models import Equipment
from clinic_api.equipment.service import EquipmentService
from clinic_api.examinations.models import Examination
from clinic_api.kit.fields import TextRead
from diagnostics.errors import DiagnosticsError
from diagnostics.machine import Machine
from diagnostics.severity.iso20816 import choose_standard

__all__ = ["EquipmentLevels", "equipment_levels"]

_MOST_EXAMINATIONS: Final = 500


class LevelRead(BaseModel):
    """The level of one channel in one examination."""

    at: datetime
    examination_id: str
    value: float
    zone: str | None = Field(description="A to D, as it was rated then")
    verdict: str
    urgency: int


class ChannelLevels(BaseModel):
    """One channel in one unit, the oldest level first."""

    channel: str
    position: str | None = Field(description="from the machine description")
    direction: str | None
    quantity: str = Field(description="velocity_rms where it is known, otherwise rms of what was recorded")
    unit: str
    levels: list[LevelRead]


class LevelLimit(BaseModel):
    """Where a zone ends."""

    zone: str = Field(description="the zone that ends here", examples=["B"])
    value: float


class EquipmentLevels(BaseModel):
    """The levels of a machine and the limits of its velocity; ``standard`` says where these come from."""

    channels: list[ChannelLevels]
    limits_mm_s: list[LevelLimit]
    standard: TextRead | None


def equipment_levels(service: EquipmentService, equipment_id: str) -> EquipmentLevels:
    """Return the levels of the newest examinations that could be assessed; raises `NotFound`."""
    equipment = service.get_visible(Equipment, equipment_id)
    rows = service.session.execute(
        select(
            Examination.id,
            Examination.created_at,
            Examination.verdict,
            Examination.urgency,
            Examination.document["measurements"].label("measurements"),
        )
        .where(
            Examination.equipment_id == equipment.id,
            Examination.verdict != "not_assessable",
            service.visible(Examination),
        )
        .order_by(Examination.id.desc())
        .limit(_MOST_EXAMINATIONS)
    ).all()
    sensors = {str(sensor["channel"]): sensor for sensor in (equipment.machine or {}).get("sensors", ())}
    channels: dict[tuple[str, str], ChannelLevels] = {}
    for row in reversed(rows):
        for channel, measured in row.measurements.items():
            level = _level_of(measured)
            if level is not None:
                quantity, value, unit = level
                series = channels.setdefault((channel, unit), _channel(channel, quantity, unit, sensors))
                series.levels.append(_level(row, value, measured))
    limits, standard = _limits(equipment.machine)
    return EquipmentLevels(channels=list(channels.values()), limits_mm_s=limits, standard=standard)


def _channel(channel: str, quantity: str, unit: str, sensors: Mapping[str, Mapping[str, Any]]) -> ChannelLevels:
    sensor = sensors.get(channel, {})
    return ChannelLevels(
        channel=channel,
        position=sensor.get("position"),
        direction=sensor.get("direction"),
        quantity=quantity,
        unit=unit,
        levels=[],
    )


def _level(row: Any, value: float, measured: Mapping[str, Any]) -> LevelRead:
    return LevelRead(
        at=row.created_at,
        examination_id=row.id,
        value=value,
        zone=measured.get("zone"),
        verdict=row.verdict,
        urgency=row.urgency,
    )


def _level_of(measured: Mapping[str, Any]) -> tuple[str, float, str] | None:
    """Return quantity, value and unit of what is followed over time: the velocity where there is one."""
    if measured.get("velocity_rms_mm_s") is not None:
        return "velocity_rms", float(measured["velocity_rms_mm_s"]), "mm/s"
    if measured.get("rms") is not None:
        return "rms", float(measured["rms"]), str(measured.get("unit") or "")
    return None


def _limits(description: dict[str, Any] | None) -> tuple[list[LevelLimit], TextRead | None]:
    if description is None:
        return [], None
    try:
        standard = choose_standard(Machine.from_dict(description))
    except DiagnosticsError:
        return [], None
    if standard is None:
        return [], None
    ends = zip("ABC", standard.velocity_mm_s, strict=True)
    return [LevelLimit(zone=zone, value=end) for zone, end in ends if math.isfinite(end)], TextRead.of(standard.name)
