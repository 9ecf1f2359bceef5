from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="TriageRead")


@_attrs_define
class TriageRead:
    """Where the case belongs and why.

    Attributes:
        departments (list[str]):
        missing_information (list[TextRead]):
        mode (str):
        reasons (list[TextRead]):
        specialties (list[str]):
        urgency (int):
    """

    departments: list[str]
    missing_information: list[TextRead]
    mode: str
    reasons: list[TextRead]
    specialties: list[str]
    urgency: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        departments = self.departments

        missing_information = []
        for missing_information_item_data in self.missing_information:
            missing_information_item = missing_information_item_data.to_dict()
            missing_information.append(missing_information_item)

        mode = self.mode

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        specialties = self.specialties

        urgency = self.urgency

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "departments": departments,
                "missing_information": missing_information,
                "mode": mode,
                "reasons": reasons,
                "specialties": specialties,
                "urgency": urgency,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        departments = cast(list[str], d.pop("departments"))

        missing_information = []
        _missing_information = d.pop("missing_information")
        for missing_information_item_data in _missing_information:
            missing_information_item = TextRead.from_dict(missing_information_item_data)

            missing_information.append(missing_information_item)

        mode = d.pop("mode")

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = TextRead.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        specialties = cast(list[str], d.pop("specialties"))

        urgency = d.pop("urgency")

        triage_read = cls(
            departments=departments,
            missing_information=missing_information,
            mode=mode,
            reasons=reasons,
            specialties=specialties,
            urgency=urgency,
        )

        triage_read.additional_properties = d
        return triage_read

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
