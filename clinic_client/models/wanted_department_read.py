from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="WantedDepartmentRead")


@_attrs_define
class WantedDepartmentRead:
    """A department that triage names, and whether the attending doctor or the team is of it.

    Attributes:
        department (str):
        department_name (TextRead): One text in both languages.
        is_on_case (bool):
    """

    department: str
    department_name: TextRead
    is_on_case: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        department = self.department

        department_name = self.department_name.to_dict()

        is_on_case = self.is_on_case

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "department": department,
                "department_name": department_name,
                "is_on_case": is_on_case,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        department = d.pop("department")

        department_name = TextRead.from_dict(d.pop("department_name"))

        is_on_case = d.pop("is_on_case")

        wanted_department_read = cls(
            department=department,
            department_name=department_name,
            is_on_case=is_on_case,
        )

        wanted_department_read.additional_properties = d
        return wanted_department_read

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
