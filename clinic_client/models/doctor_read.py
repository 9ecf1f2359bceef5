from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.doctor_read_employment import (
    DoctorReadEmployment,
    check_doctor_read_employment,
)

if TYPE_CHECKING:
    from ..models.doctor_read_specialties import DoctorReadSpecialties


T = TypeVar("T", bound="DoctorRead")


@_attrs_define
class DoctorRead:
    """A doctor; ``specialties`` grades tags 0…1, ``home`` is latitude and longitude in degrees.

    Attributes:
        capacity_minutes (float):
        category (int):
        departments (list[str]):
        employment (DoctorReadEmployment):
        home (list[float] | None):
        id (str):
        languages (list[str]):
        load_minutes (float):
        name_en (str):
        name_zh (str):
        specialties (DoctorReadSpecialties):
        title_en (str):
        title_zh (str):
    """

    capacity_minutes: float
    category: int
    departments: list[str]
    employment: DoctorReadEmployment
    home: list[float] | None
    id: str
    languages: list[str]
    load_minutes: float
    name_en: str
    name_zh: str
    specialties: DoctorReadSpecialties
    title_en: str
    title_zh: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        capacity_minutes = self.capacity_minutes

        category = self.category

        departments = self.departments

        employment: str = self.employment

        home: list[float] | None
        if isinstance(self.home, list):
            home = self.home

        else:
            home = self.home

        id = self.id

        languages = self.languages

        load_minutes = self.load_minutes

        name_en = self.name_en

        name_zh = self.name_zh

        specialties = self.specialties.to_dict()

        title_en = self.title_en

        title_zh = self.title_zh

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "capacity_minutes": capacity_minutes,
                "category": category,
                "departments": departments,
                "employment": employment,
                "home": home,
                "id": id,
                "languages": languages,
                "load_minutes": load_minutes,
                "name_en": name_en,
                "name_zh": name_zh,
                "specialties": specialties,
                "title_en": title_en,
                "title_zh": title_zh,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.doctor_read_specialties import DoctorReadSpecialties

        d = dict(src_dict)
        capacity_minutes = d.pop("capacity_minutes")

        category = d.pop("category")

        departments = cast(list[str], d.pop("departments"))

        employment = check_doctor_read_employment(d.pop("employment"))

        def _parse_home(data: object) -> list[float] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                home_type_0 = cast(list[float], data)

                return home_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[float] | None, data)

        home = _parse_home(d.pop("home"))

        id = d.pop("id")

        languages = cast(list[str], d.pop("languages"))

        load_minutes = d.pop("load_minutes")

        name_en = d.pop("name_en")

        name_zh = d.pop("name_zh")

        specialties = DoctorReadSpecialties.from_dict(d.pop("specialties"))

        title_en = d.pop("title_en")

        title_zh = d.pop("title_zh")

        doctor_read = cls(
            capacity_minutes=capacity_minutes,
            category=category,
            departments=departments,
            employment=employment,
            home=home,
            id=id,
            languages=languages,
            load_minutes=load_minutes,
            name_en=name_en,
            name_zh=name_zh,
            specialties=specialties,
            title_en=title_en,
            title_zh=title_zh,
        )

        doctor_read.additional_properties = d
        return doctor_read

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
