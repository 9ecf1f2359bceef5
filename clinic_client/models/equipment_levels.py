from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.channel_levels import ChannelLevels
    from ..models.level_limit import LevelLimit
    from ..models.text_read import TextRead


T = TypeVar("T", bound="EquipmentLevels")


@_attrs_define
class EquipmentLevels:
    """The levels of a machine and the limits of its velocity; ``standard`` says where these come from.

    Attributes:
        channels (list[ChannelLevels]):
        limits_mm_s (list[LevelLimit]):
        standard (None | TextRead):
    """

    channels: list[ChannelLevels]
    limits_mm_s: list[LevelLimit]
    standard: None | TextRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.text_read import TextRead

        channels = []
        for channels_item_data in self.channels:
            channels_item = channels_item_data.to_dict()
            channels.append(channels_item)

        limits_mm_s = []
        for limits_mm_s_item_data in self.limits_mm_s:
            limits_mm_s_item = limits_mm_s_item_data.to_dict()
            limits_mm_s.append(limits_mm_s_item)

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
                "limits_mm_s": limits_mm_s,
                "standard": standard,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.channel_levels import ChannelLevels
        from ..models.level_limit import LevelLimit
        from ..models.text_read import TextRead

        d = dict(src_dict)
        channels = []
        _channels = d.pop("channels")
        for channels_item_data in _channels:
            channels_item = ChannelLevels.from_dict(channels_item_data)

            channels.append(channels_item)

        limits_mm_s = []
        _limits_mm_s = d.pop("limits_mm_s")
        for limits_mm_s_item_data in _limits_mm_s:
            limits_mm_s_item = LevelLimit.from_dict(limits_mm_s_item_data)

            limits_mm_s.append(limits_mm_s_item)

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

        equipment_levels = cls(
            channels=channels,
            limits_mm_s=limits_mm_s,
            standard=standard,
        )

        equipment_levels.additional_properties = d
        return equipment_levels

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
