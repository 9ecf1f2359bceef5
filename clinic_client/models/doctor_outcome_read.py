from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.department_outcome_read import DepartmentOutcomeRead
    from ..models.figure import Figure
    from ..models.specialty_outcome_read import SpecialtyOutcomeRead


T = TypeVar("T", bound="DoctorOutcomeRead")


@_attrs_define
class DoctorOutcomeRead:
    """One doctor's record.

    Attributes:
        departments (list[DepartmentOutcomeRead]):
        doctor_id (str):
        first_time_right (Figure): One number and from how many it was counted; ``value`` is null, with a ``reason``,
            where nothing was.

            ``low`` and ``high`` are the 90 % interval of a share that is known from judged cases; its value is then the
            mean of
            the Beta posterior, which few cases leave near the middle.
        name_en (str):
        name_zh (str):
        specialties (list[SpecialtyOutcomeRead]):
    """

    departments: list[DepartmentOutcomeRead]
    doctor_id: str
    first_time_right: Figure
    name_en: str
    name_zh: str
    specialties: list[SpecialtyOutcomeRead]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        departments = []
        for departments_item_data in self.departments:
            departments_item = departments_item_data.to_dict()
            departments.append(departments_item)

        doctor_id = self.doctor_id

        first_time_right = self.first_time_right.to_dict()

        name_en = self.name_en

        name_zh = self.name_zh

        specialties = []
        for specialties_item_data in self.specialties:
            specialties_item = specialties_item_data.to_dict()
            specialties.append(specialties_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "departments": departments,
                "doctor_id": doctor_id,
                "first_time_right": first_time_right,
                "name_en": name_en,
                "name_zh": name_zh,
                "specialties": specialties,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.department_outcome_read import DepartmentOutcomeRead
        from ..models.figure import Figure
        from ..models.specialty_outcome_read import SpecialtyOutcomeRead

        d = dict(src_dict)
        departments = []
        _departments = d.pop("departments")
        for departments_item_data in _departments:
            departments_item = DepartmentOutcomeRead.from_dict(departments_item_data)

            departments.append(departments_item)

        doctor_id = d.pop("doctor_id")

        first_time_right = Figure.from_dict(d.pop("first_time_right"))

        name_en = d.pop("name_en")

        name_zh = d.pop("name_zh")

        specialties = []
        _specialties = d.pop("specialties")
        for specialties_item_data in _specialties:
            specialties_item = SpecialtyOutcomeRead.from_dict(specialties_item_data)

            specialties.append(specialties_item)

        doctor_outcome_read = cls(
            departments=departments,
            doctor_id=doctor_id,
            first_time_right=first_time_right,
            name_en=name_en,
            name_zh=name_zh,
            specialties=specialties,
        )

        doctor_outcome_read.additional_properties = d
        return doctor_outcome_read

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
