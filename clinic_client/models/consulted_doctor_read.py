from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ConsultedDoctorRead")


@_attrs_define
class ConsultedDoctorRead:
    """A doctor who is asked for a second opinion and has not given it yet.

    Attributes:
        asked_at (datetime.datetime):
        consultation_id (str):
        doctor_id (str):
        doctor_name_en (str):
        doctor_name_zh (str):
    """

    asked_at: datetime.datetime
    consultation_id: str
    doctor_id: str
    doctor_name_en: str
    doctor_name_zh: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        asked_at = self.asked_at.isoformat()

        consultation_id = self.consultation_id

        doctor_id = self.doctor_id

        doctor_name_en = self.doctor_name_en

        doctor_name_zh = self.doctor_name_zh

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "asked_at": asked_at,
                "consultation_id": consultation_id,
                "doctor_id": doctor_id,
                "doctor_name_en": doctor_name_en,
                "doctor_name_zh": doctor_name_zh,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        asked_at = datetime.datetime.fromisoformat(d.pop("asked_at"))

        consultation_id = d.pop("consultation_id")

        doctor_id = d.pop("doctor_id")

        doctor_name_en = d.pop("doctor_name_en")

        doctor_name_zh = d.pop("doctor_name_zh")

        consulted_doctor_read = cls(
            asked_at=asked_at,
            consultation_id=consultation_id,
            doctor_id=doctor_id,
            doctor_name_en=doctor_name_en,
            doctor_name_zh=doctor_name_zh,
        )

        consulted_doctor_read.additional_properties = d
        return consulted_doctor_read

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
