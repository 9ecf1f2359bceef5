"""What the routes of measuring points take and give."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from clinic_api.kit.fields import RequestBody, ShortText, refuse_control_characters

__all__ = ["PointCreate", "PointList", "PointRead", "PointUpdate"]

_Word = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=40),
    AfterValidator(refuse_control_characters),
]
_Sensor = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=240), AfterValidator(refuse_control_characters)
]

Quantity = Literal[
    "acceleration",
    "velocity",
    "displacement",
    "current",
    "voltage",
    "sound_pressure",
    "temperature",
    "pressure",
    "flow",
    "ratio",
    "tachometer",
]
"""What a sensor measures: the quantities of the machine description."""


class PointCreate(RequestBody):
    """A new measuring point. Quantity and unit are those of the machine description's ``sensors``."""

    name: ShortText = Field(examples=["驱动端 垂直"])
    position: _Word = Field(description="where on the machine, as in the machine description", examples=["DE"])
    direction: _Word | None = Field(default=None, examples=["radial_v"])
    quantity: Quantity = Field(examples=["acceleration"])
    unit: _Word | None = Field(default=None, examples=["g"])
    channel: _Word | None = Field(default=None, description="where it stands in recordings", examples=["1"])
    sensor_description: _Sensor = Field(default="", examples=["100 mV/g, magnet"])


class PointUpdate(RequestBody):
    """A change of a measuring point; what is left out stays as it is."""

    name: ShortText | None = None
    position: _Word | None = None
    direction: _Word | None = Field(default=None, description="null removes it")
    quantity: Quantity | None = None
    unit: _Word | None = Field(default=None, description="null removes it")
    channel: _Word | None = Field(default=None, description="null removes it")
    sensor_description: _Sensor | None = None


class PointRead(BaseModel):
    """A measuring point; ``sensor`` is its entry for the machine description, as soon as its channel is known."""

    id: str
    factory_id: str
    equipment_id: str
    name: str
    position: str
    direction: str | None
    quantity: str
    unit: str | None
    channel: str | None
    sensor_description: str
    sensor: dict[str, Any] | None
    in_description: bool = Field(
        description="whether the machine description has a sensor of this quantity, place and direction"
    )
    retired_at: datetime | None
    created_at: datetime
    version: int


class PointList(BaseModel):
    """The points of one machine in use, the oldest first."""

    items: list[PointRead]
