from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.point_create_quantity import (
    PointCreateQuantity,
    check_point_create_quantity,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="PointCreate")


@_attrs_define
class PointCreate:
    """A new measuring point. Quantity and unit are those of the machine description's ``sensors``.

    Attributes:
        name (str):
        position (str): where on the machine, as in the machine description
        quantity (PointCreateQuantity):
        channel (None | str | Unset): where it stands in recordings
        direction (None | str | Unset):
        sensor_description (str | Unset):  Default: ''.
        unit (None | str | Unset):
    """

    name: str
    position: str
    quantity: PointCreateQuantity
    channel: None | str | Unset = UNSET
    direction: None | str | Unset = UNSET
    sensor_description: str | Unset = ""
    unit: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        position = self.position

        quantity: str = self.quantity

        channel: None | str | Unset
        if isinstance(self.channel, Unset):
            channel = UNSET
        else:
            channel = self.channel

        direction: None | str | Unset
        if isinstance(self.direction, Unset):
            direction = UNSET
        else:
            direction = self.direction

        sensor_description = self.sensor_description

        unit: None | str | Unset
        if isinstance(self.unit, Unset):
            unit = UNSET
        else:
            unit = self.unit

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "position": position,
                "quantity": quantity,
            }
        )
        if channel is not UNSET:
            field_dict["channel"] = channel
        if direction is not UNSET:
            field_dict["direction"] = direction
        if sensor_description is not UNSET:
            field_dict["sensor_description"] = sensor_description
        if unit is not UNSET:
            field_dict["unit"] = unit

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        position = d.pop("position")

        quantity = check_point_create_quantity(d.pop("quantity"))

        def _parse_channel(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        channel = _parse_channel(d.pop("channel", UNSET))

        def _parse_direction(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        direction = _parse_direction(d.pop("direction", UNSET))

        sensor_description = d.pop("sensor_description", UNSET)

        def _parse_unit(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        unit = _parse_unit(d.pop("unit", UNSET))

        point_create = cls(
            name=name,
            position=position,
            quantity=quantity,
            channel=channel,
            direction=direction,
            sensor_description=sensor_description,
            unit=unit,
        )

        return point_create
