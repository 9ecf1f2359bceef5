from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.point_update_quantity_type_0 import (
    PointUpdateQuantityType0,
    check_point_update_quantity_type_0,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="PointUpdate")


@_attrs_define
class PointUpdate:
    """A change of a measuring point; what is left out stays as it is.

    Attributes:
        channel (None | str | Unset): null removes it
        direction (None | str | Unset): null removes it
        name (None | str | Unset):
        position (None | str | Unset):
        quantity (None | PointUpdateQuantityType0 | Unset):
        sensor_description (None | str | Unset):
        unit (None | str | Unset): null removes it
    """

    channel: None | str | Unset = UNSET
    direction: None | str | Unset = UNSET
    name: None | str | Unset = UNSET
    position: None | str | Unset = UNSET
    quantity: None | PointUpdateQuantityType0 | Unset = UNSET
    sensor_description: None | str | Unset = UNSET
    unit: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
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

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        position: None | str | Unset
        if isinstance(self.position, Unset):
            position = UNSET
        else:
            position = self.position

        quantity: None | str | Unset
        if isinstance(self.quantity, Unset):
            quantity = UNSET
        elif isinstance(self.quantity, str):
            quantity = self.quantity
        else:
            quantity = self.quantity

        sensor_description: None | str | Unset
        if isinstance(self.sensor_description, Unset):
            sensor_description = UNSET
        else:
            sensor_description = self.sensor_description

        unit: None | str | Unset
        if isinstance(self.unit, Unset):
            unit = UNSET
        else:
            unit = self.unit

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if channel is not UNSET:
            field_dict["channel"] = channel
        if direction is not UNSET:
            field_dict["direction"] = direction
        if name is not UNSET:
            field_dict["name"] = name
        if position is not UNSET:
            field_dict["position"] = position
        if quantity is not UNSET:
            field_dict["quantity"] = quantity
        if sensor_description is not UNSET:
            field_dict["sensor_description"] = sensor_description
        if unit is not UNSET:
            field_dict["unit"] = unit

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

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

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_position(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        position = _parse_position(d.pop("position", UNSET))

        def _parse_quantity(data: object) -> None | PointUpdateQuantityType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                quantity_type_0 = check_point_update_quantity_type_0(data)

                return quantity_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PointUpdateQuantityType0 | Unset, data)

        quantity = _parse_quantity(d.pop("quantity", UNSET))

        def _parse_sensor_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        sensor_description = _parse_sensor_description(
            d.pop("sensor_description", UNSET)
        )

        def _parse_unit(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        unit = _parse_unit(d.pop("unit", UNSET))

        point_update = cls(
            channel=channel,
            direction=direction,
            name=name,
            position=position,
            quantity=quantity,
            sensor_description=sensor_description,
            unit=unit,
        )

        return point_update
