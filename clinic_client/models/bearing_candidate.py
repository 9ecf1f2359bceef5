from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.marker_group import MarkerGroup
    from ..models.text_read import TextRead


T = TypeVar("T", bound="BearingCandidate")


@_attrs_define
class BearingCandidate:
    """A bearing of the catalogue that would make the lines found.

    Attributes:
        component (str):
        consequence (TextRead): One text in both languages.
        designation (str):
        fault (str):
        fit (float):
        groups (list[MarkerGroup]):
        line_hz (float):
        manufacturer (None | str):
    """

    component: str
    consequence: TextRead
    designation: str
    fault: str
    fit: float
    groups: list[MarkerGroup]
    line_hz: float
    manufacturer: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        component = self.component

        consequence = self.consequence.to_dict()

        designation = self.designation

        fault = self.fault

        fit = self.fit

        groups = []
        for groups_item_data in self.groups:
            groups_item = groups_item_data.to_dict()
            groups.append(groups_item)

        line_hz = self.line_hz

        manufacturer: None | str
        manufacturer = self.manufacturer

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "component": component,
                "consequence": consequence,
                "designation": designation,
                "fault": fault,
                "fit": fit,
                "groups": groups,
                "line_hz": line_hz,
                "manufacturer": manufacturer,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.marker_group import MarkerGroup
        from ..models.text_read import TextRead

        d = dict(src_dict)
        component = d.pop("component")

        consequence = TextRead.from_dict(d.pop("consequence"))

        designation = d.pop("designation")

        fault = d.pop("fault")

        fit = d.pop("fit")

        groups = []
        _groups = d.pop("groups")
        for groups_item_data in _groups:
            groups_item = MarkerGroup.from_dict(groups_item_data)

            groups.append(groups_item)

        line_hz = d.pop("line_hz")

        def _parse_manufacturer(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        manufacturer = _parse_manufacturer(d.pop("manufacturer"))

        bearing_candidate = cls(
            component=component,
            consequence=consequence,
            designation=designation,
            fault=fault,
            fit=fit,
            groups=groups,
            line_hz=line_hz,
            manufacturer=manufacturer,
        )

        bearing_candidate.additional_properties = d
        return bearing_candidate

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
