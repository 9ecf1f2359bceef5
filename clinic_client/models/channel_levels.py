from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.level_read import LevelRead


T = TypeVar("T", bound="ChannelLevels")


@_attrs_define
class ChannelLevels:
    """One channel in one unit, the oldest level first.

    Attributes:
        channel (str):
        direction (None | str):
        levels (list[LevelRead]):
        position (None | str): from the machine description
        quantity (str): velocity_rms where it is known, otherwise rms of what was recorded
        unit (str):
    """

    channel: str
    direction: None | str
    levels: list[LevelRead]
    position: None | str
    quantity: str
    unit: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        channel = self.channel

        direction: None | str
        direction = self.direction

        levels = []
        for levels_item_data in self.levels:
            levels_item = levels_item_data.to_dict()
            levels.append(levels_item)

        position: None | str
        position = self.position

        quantity = self.quantity

        unit = self.unit

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "channel": channel,
                "direction": direction,
                "levels": levels,
                "position": position,
                "quantity": quantity,
                "unit": unit,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.level_read import LevelRead

        d = dict(src_dict)
        channel = d.pop("channel")

        def _parse_direction(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        direction = _parse_direction(d.pop("direction"))

        levels = []
        _levels = d.pop("levels")
        for levels_item_data in _levels:
            levels_item = LevelRead.from_dict(levels_item_data)

            levels.append(levels_item)

        def _parse_position(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        position = _parse_position(d.pop("position"))

        quantity = d.pop("quantity")

        unit = d.pop("unit")

        channel_levels = cls(
            channel=channel,
            direction=direction,
            levels=levels,
            position=position,
            quantity=quantity,
            unit=unit,
        )

        channel_levels.additional_properties = d
        return channel_levels

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
