from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="TeamDoctorRead")


@_attrs_define
class TeamDoctorRead:
    """A doctor of another department who treats the case with the attending doctor.

    Attributes:
        department (str):
        department_name (TextRead): One text in both languages.
        doctor_id (str):
        doctor_name_en (str):
        doctor_name_zh (str):
        joined_at (datetime.datetime):
    """

    department: str
    department_name: TextRead
    doctor_id: str
    doctor_name_en: str
    doctor_name_zh: str
    joined_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        department = self.department

        department_name = self.department_name.to_dict()

        doctor_id = self.doctor_id

        doctor_name_en = self.doctor_name_en

        doctor_name_zh = self.doctor_name_zh

        joined_at = self.joined_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "department": department,
                "department_name": department_name,
                "doctor_id": doctor_id,
                "doctor_name_en": doctor_name_en,
                "doctor_name_zh": doctor_name_zh,
                "joined_at": joined_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        department = d.pop("department")

        department_name = TextRead.from_dict(d.pop("department_name"))

        doctor_id = d.pop("doctor_id")

        doctor_name_en = d.pop("doctor_name_en")

        doctor_name_zh = d.pop("doctor_name_zh")

        joined_at = datetime.datetime.fromisoformat(d.pop("joined_at"))

        team_doctor_read = cls(
            department=department,
            department_name=department_name,
            doctor_id=doctor_id,
            doctor_name_en=doctor_name_en,
            doctor_name_zh=doctor_name_zh,
            joined_at=joined_at,
        )

        team_doctor_read.additional_properties = d
        return team_doctor_read

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
