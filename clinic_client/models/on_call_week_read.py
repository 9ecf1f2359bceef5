from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="OnCallWeekRead")


@_attrs_define
class OnCallWeekRead:
    """Who is on call for a department in a week.

    Attributes:
        department (str):
        doctor_id (str):
        doctor_name (TextRead): One text in both languages.
        week (datetime.date):
    """

    department: str
    doctor_id: str
    doctor_name: TextRead
    week: datetime.date
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        department = self.department

        doctor_id = self.doctor_id

        doctor_name = self.doctor_name.to_dict()

        week = self.week.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "department": department,
                "doctor_id": doctor_id,
                "doctor_name": doctor_name,
                "week": week,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        department = d.pop("department")

        doctor_id = d.pop("doctor_id")

        doctor_name = TextRead.from_dict(d.pop("doctor_name"))

        week = datetime.date.fromisoformat(d.pop("week"))

        on_call_week_read = cls(
            department=department,
            doctor_id=doctor_id,
            doctor_name=doctor_name,
            week=week,
        )

        on_call_week_read.additional_properties = d
        return on_call_week_read

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
