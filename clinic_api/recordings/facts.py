"""What whoever made a recording says about it where neither the file nor the machine's description does.

The facts stand beside the machine description and count for this recording alone; nobody has to be allowed to change
the machine for that. Whatever is not known is left out, and the examination says what it could not do without it.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from clinic_api.equipment.models import Equipment
from clinic_api.kit.fields import RequestBody, ShortText

__all__ = ["RecordingFacts", "RecordingFactsRead", "described_machine"]

MeasuredQuantity = Literal["acceleration", "velocity", "displacement", "sound_pressure", "current"]
_Channel = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
_Unit = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20)]
_Positive = Annotated[float, Field(gt=0, le=1e9, allow_inf_nan=False)]
_PLACES: Final = {"bearing_drive_end": "DE", "bearing_non_drive_end": "NDE"}


class RecordingFacts(RequestBody):
    """Facts about one recording; null is “I do not know”."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"speed_rpm": 1480, "quantity": "acceleration", "unit": "g", "bearing": "6205-2RS"}]
        }
    )

    speed_rpm: _Positive | None = None
    sampling_rate_hz: _Positive | None = Field(default=None, description="where the file does not carry it")
    quantity: MeasuredQuantity | None = Field(default=None, description="what the sensor measured")
    unit: _Unit | None = None
    channels: Annotated[list[_Channel], Field(max_length=64)] = Field(
        default=["1"], description="the channels that ``quantity`` and ``unit`` are said of"
    )
    bearing: ShortText | None = Field(default=None, description="designation of the bearing at the sensor")


class RecordingFactsRead(BaseModel):
    """The facts as they were told."""

    speed_rpm: float | None = None
    sampling_rate_hz: float | None = None
    quantity: str | None = None
    unit: str | None = None
    channels: list[str] = []
    bearing: str | None = None


def described_machine(equipment: Equipment | None, facts: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return the machine description that a recording is examined by; None where there is nothing to go by."""
    if equipment is None:
        return None
    if not facts:
        return equipment.machine or None
    told = RecordingFacts.model_validate(facts)
    description = dict(equipment.machine or _from_nameplate(equipment))
    if told.speed_rpm is not None:
        description["speed_rpm"] = told.speed_rpm
    if told.sampling_rate_hz is not None:
        description["recording"] = {**description.get("recording", {}), "sampling_rate_hz": told.sampling_rate_hz}
    if told.quantity is not None:
        description["sensors"] = [_sensor(channel, told.quantity, told.unit) for channel in told.channels]
    if told.bearing is not None:
        description["bearings"] = [{"id": "DE", "shaft": "main", "designation": told.bearing}]
    return description if description.get("sensors") else None


def _sensor(channel: str, quantity: str, unit: str | None) -> dict[str, Any]:
    known = {} if unit is None else {"unit": unit}
    return {"channel": channel, "quantity": quantity, "position": "DE", **known}


def _from_nameplate(equipment: Equipment) -> dict[str, Any]:
    """Return what the register knows of a machine that nobody has described; its bearings are there, of unknown type
    where the nameplate does not name them.
    """
    plate = equipment.nameplate or {}
    figures = {name: plate[name] for name in ("power_kw", "speed_rpm") if plate.get(name)}
    bearings = [
        {"id": place, "shaft": "main", "designation": plate[field]}
        for field, place in _PLACES.items()
        if plate.get(field)
    ]
    unknown = [{"id": "DE", "shaft": "main"}]
    return {"name": equipment.name_en, "kind": equipment.kind, **figures, "bearings": bearings or unknown}
