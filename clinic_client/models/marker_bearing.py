from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.marker_bearing_source import (
    MarkerBearingSource,
    check_marker_bearing_source,
)

T = TypeVar("T", bound="MarkerBearing")


@_attrs_define
class MarkerBearing:
    """A bearing whose lines are among the groups, if its type is known.

    Attributes:
        component (str):
        designation (None | str):
        known (bool):
        source (MarkerBearingSource):
    """

    component: str
    designation: None | str
    known: bool
    source: MarkerBearingSource
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        component = self.component

        designation: None | str
        designation = self.designation

        known = self.known

        source: str = self.source

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "component": component,
                "designation": designation,
                "known": known,
                "source": source,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        component = d.pop("component")

        def _parse_designation(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        designation = _parse_designation(d.pop("designation"))

        known = d.pop("known")

        source = check_marker_bearing_source(d.pop("source"))

        marker_bearing = cls(
            component=component,
            designation=designation,
            known=known,
            source=source,
        )

        marker_bearing.additional_properties = d
        return marker_bearing

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
