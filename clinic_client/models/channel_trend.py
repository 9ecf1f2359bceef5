from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.trend_point import TrendPoint


T = TypeVar("T", bound="ChannelTrend")


@_attrs_define
class ChannelTrend:
    """One channel, the oldest point first.

    Attributes:
        channel (str):
        direction (None | str):
        points (list[TrendPoint]):
        position (None | str): of its sensor, by the machine's description
    """

    channel: str
    direction: None | str
    points: list[TrendPoint]
    position: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        channel = self.channel

        direction: None | str
        direction = self.direction

        points = []
        for points_item_data in self.points:
            points_item = points_item_data.to_dict()
            points.append(points_item)

        position: None | str
        position = self.position

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "channel": channel,
                "direction": direction,
                "points": points,
                "position": position,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.trend_point import TrendPoint

        d = dict(src_dict)
        channel = d.pop("channel")

        def _parse_direction(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        direction = _parse_direction(d.pop("direction"))

        points = []
        _points = d.pop("points")
        for points_item_data in _points:
            points_item = TrendPoint.from_dict(points_item_data)

            points.append(points_item)

        def _parse_position(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        position = _parse_position(d.pop("position"))

        channel_trend = cls(
            channel=channel,
            direction=direction,
            points=points,
            position=position,
        )

        channel_trend.additional_properties = d
        return channel_trend

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
