from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.channel_trend import ChannelTrend
    from ..models.text_read import TextRead
    from ..models.trend_limit import TrendLimit


T = TypeVar("T", bound="MachineTrend")


@_attrs_define
class MachineTrend:
    """The figures of a machine over its newest examinations, and the limits that its velocity stands by now.

    Attributes:
        channels (list[ChannelTrend]):
        equipment_id (str):
        limits (list[TrendLimit]):
        standard (None | TextRead): where the limits come from; null where none applies
    """

    channels: list[ChannelTrend]
    equipment_id: str
    limits: list[TrendLimit]
    standard: None | TextRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.text_read import TextRead

        channels = []
        for channels_item_data in self.channels:
            channels_item = channels_item_data.to_dict()
            channels.append(channels_item)

        equipment_id = self.equipment_id

        limits = []
        for limits_item_data in self.limits:
            limits_item = limits_item_data.to_dict()
            limits.append(limits_item)

        standard: dict[str, Any] | None
        if isinstance(self.standard, TextRead):
            standard = self.standard.to_dict()
        else:
            standard = self.standard

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "channels": channels,
                "equipment_id": equipment_id,
                "limits": limits,
                "standard": standard,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.channel_trend import ChannelTrend
        from ..models.text_read import TextRead
        from ..models.trend_limit import TrendLimit

        d = dict(src_dict)
        channels = []
        _channels = d.pop("channels")
        for channels_item_data in _channels:
            channels_item = ChannelTrend.from_dict(channels_item_data)

            channels.append(channels_item)

        equipment_id = d.pop("equipment_id")

        limits = []
        _limits = d.pop("limits")
        for limits_item_data in _limits:
            limits_item = TrendLimit.from_dict(limits_item_data)

            limits.append(limits_item)

        def _parse_standard(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                standard_type_0 = TextRead.from_dict(data)

                return standard_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        standard = _parse_standard(d.pop("standard"))

        machine_trend = cls(
            channels=channels,
            equipment_id=equipment_id,
            limits=limits,
            standard=standard,
        )

        machine_trend.additional_properties = d
        return machine_trend

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
