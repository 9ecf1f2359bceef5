from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.figure import Figure
    from ..models.text_read import TextRead


T = TypeVar("T", bound="DepartmentOutcomeRead")


@_attrs_define
class DepartmentOutcomeRead:
    """How often a doctor was right the first time in one department.

    Attributes:
        department (str):
        first_time_right (Figure): One number and from how many it was counted; ``value`` is null, with a ``reason``,
            where nothing was.

            ``low`` and ``high`` are the 90 % interval of a share that is known from judged cases; its value is then the
            mean of
            the Beta posterior, which few cases leave near the middle.
        name (TextRead): One text in both languages.
    """

    department: str
    first_time_right: Figure
    name: TextRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        department = self.department

        first_time_right = self.first_time_right.to_dict()

        name = self.name.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "department": department,
                "first_time_right": first_time_right,
                "name": name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.figure import Figure
        from ..models.text_read import TextRead

        d = dict(src_dict)
        department = d.pop("department")

        first_time_right = Figure.from_dict(d.pop("first_time_right"))

        name = TextRead.from_dict(d.pop("name"))

        department_outcome_read = cls(
            department=department,
            first_time_right=first_time_right,
            name=name,
        )

        department_outcome_read.additional_properties = d
        return department_outcome_read

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
