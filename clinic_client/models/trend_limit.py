from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="TrendLimit")


@_attrs_define
class TrendLimit:
    """Where a zone of the velocity ends.

    Attributes:
        velocity_rms_mm_s (float):
        zone (str): the zone that ends here
    """

    velocity_rms_mm_s: float
    zone: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        velocity_rms_mm_s = self.velocity_rms_mm_s

        zone = self.zone

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "velocity_rms_mm_s": velocity_rms_mm_s,
                "zone": zone,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        velocity_rms_mm_s = d.pop("velocity_rms_mm_s")

        zone = d.pop("zone")

        trend_limit = cls(
            velocity_rms_mm_s=velocity_rms_mm_s,
            zone=zone,
        )

        trend_limit.additional_properties = d
        return trend_limit

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
