from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.marker_speed_source import MarkerSpeedSource, check_marker_speed_source
from ..types import UNSET, Unset

T = TypeVar("T", bound="MarkerSpeed")


@_attrs_define
class MarkerSpeed:
    """The speed of the main shaft that the lines are for.

    Attributes:
        rpm (float | None):
        source (MarkerSpeedSource):
        examination_id (None | str | Unset):
    """

    rpm: float | None
    source: MarkerSpeedSource
    examination_id: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        rpm: float | None
        rpm = self.rpm

        source: str = self.source

        examination_id: None | str | Unset
        if isinstance(self.examination_id, Unset):
            examination_id = UNSET
        else:
            examination_id = self.examination_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "rpm": rpm,
                "source": source,
            }
        )
        if examination_id is not UNSET:
            field_dict["examination_id"] = examination_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_rpm(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        rpm = _parse_rpm(d.pop("rpm"))

        source = check_marker_speed_source(d.pop("source"))

        def _parse_examination_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        examination_id = _parse_examination_id(d.pop("examination_id", UNSET))

        marker_speed = cls(
            rpm=rpm,
            source=source,
            examination_id=examination_id,
        )

        marker_speed.additional_properties = d
        return marker_speed

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
