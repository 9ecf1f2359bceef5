from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="BearingOfNameplate")


@_attrs_define
class BearingOfNameplate:
    """A bearing as it is written on the nameplate.

    Attributes:
        designation (str):
        id (str): DE: drive end, NDE: non-drive end
        in_catalogue (bool): whether its frequencies are known; see GET /bearings
    """

    designation: str
    id: str
    in_catalogue: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        designation = self.designation

        id = self.id

        in_catalogue = self.in_catalogue

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "designation": designation,
                "id": id,
                "in_catalogue": in_catalogue,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        designation = d.pop("designation")

        id = d.pop("id")

        in_catalogue = d.pop("in_catalogue")

        bearing_of_nameplate = cls(
            designation=designation,
            id=id,
            in_catalogue=in_catalogue,
        )

        bearing_of_nameplate.additional_properties = d
        return bearing_of_nameplate

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
