from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="FamilyOffsetRead")


@_attrs_define
class FamilyOffsetRead:
    """The offset of one fault family in log odds, beside the overall one.

    Attributes:
        cases (int):
        confirmed (int):
        family (str):
        offset (float):
    """

    cases: int
    confirmed: int
    family: str
    offset: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        cases = self.cases

        confirmed = self.confirmed

        family = self.family

        offset = self.offset

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "cases": cases,
                "confirmed": confirmed,
                "family": family,
                "offset": offset,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        cases = d.pop("cases")

        confirmed = d.pop("confirmed")

        family = d.pop("family")

        offset = d.pop("offset")

        family_offset_read = cls(
            cases=cases,
            confirmed=confirmed,
            family=family,
            offset=offset,
        )

        family_offset_read.additional_properties = d
        return family_offset_read

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
