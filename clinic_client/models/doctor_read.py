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
    from ..models.absence_read import AbsenceRead
    from ..models.certificate_read import CertificateRead
    from ..models.doctor_read_specialties import DoctorReadSpecialties
    from ..models.doctor_read_weekly_hours import DoctorReadWeeklyHours
    from ..models.text_read import TextRead


T = TypeVar("T", bound="DoctorRead")


@_attrs_define
class DoctorRead:
    """A doctor; ``specialties`` grades tags 0…1, ``home`` is latitude and longitude in degrees.

    Attributes:
        absences (list[AbsenceRead]):
        at_work (bool):
        capacity_minutes (float):
        category (int):
        certificates (list[CertificateRead]):
        conflicts (list[str] | None):
        departments (list[str]):
        employment (DoctorReadEmployment):
        home (list[float] | None):
        id (str):
        in_service (bool):
        instruments (list[str]): codes of what they can carry to a factory
        languages (list[str]):
        load_minutes (float):
        name_en (str):
        name_zh (str):
        on_call_for (list[str]):
        region (TextRead): One text in both languages.
        specialties (DoctorReadSpecialties):
        title_en (str):
        title_zh (str):
        travel_limit_km (float | None):
        version (int):
        weekly_hours (DoctorReadWeeklyHours):
        without_certificate (list[str]):
    """

    absences: list[AbsenceRead]
    at_work: bool
    capacity_minutes: float
    category: int
    certificates: list[CertificateRead]
    conflicts: list[str] | None
    departments: list[str]
    employment: DoctorReadEmployment
    home: list[float] | None
    id: str
    in_service: bool
    instruments: list[str]
    languages: list[str]
    load_minutes: float
    name_en: str
    name_zh: str
    on_call_for: list[str]
    region: TextRead
    specialties: DoctorReadSpecialties
    title_en: str
    title_zh: str
    travel_limit_km: float | None
    version: int
    weekly_hours: DoctorReadWeeklyHours
    without_certificate: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        absences = []
        for absences_item_data in self.absences:
            absences_item = absences_item_data.to_dict()
            absences.append(absences_item)

        at_work = self.at_work

        capacity_minutes = self.capacity_minutes

        category = self.category

        certificates = []
        for certificates_item_data in self.certificates:
            certificates_item = certificates_item_data.to_dict()
            certificates.append(certificates_item)

        conflicts: list[str] | None
        if isinstance(self.conflicts, list):
            conflicts = self.conflicts

        else:
            conflicts = self.conflicts

        departments = self.departments

        employment: str = self.employment

        home: list[float] | None
        if isinstance(self.home, list):
            home = self.home

        else:
            home = self.home

        id = self.id

        in_service = self.in_service

        instruments = self.instruments

        languages = self.languages

        load_minutes = self.load_minutes

        name_en = self.name_en

        name_zh = self.name_zh

        on_call_for = self.on_call_for

        region = self.region.to_dict()

        specialties = self.specialties.to_dict()

        title_en = self.title_en

        title_zh = self.title_zh

        travel_limit_km: float | None
        travel_limit_km = self.travel_limit_km

        version = self.version

        weekly_hours = self.weekly_hours.to_dict()

        without_certificate = self.without_certificate

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "absences": absences,
                "at_work": at_work,
                "capacity_minutes": capacity_minutes,
                "category": category,
                "certificates": certificates,
                "conflicts": conflicts,
                "departments": departments,
                "employment": employment,
                "home": home,
                "id": id,
                "in_service": in_service,
                "instruments": instruments,
                "languages": languages,
                "load_minutes": load_minutes,
                "name_en": name_en,
                "name_zh": name_zh,
                "on_call_for": on_call_for,
                "region": region,
                "specialties": specialties,
                "title_en": title_en,
                "title_zh": title_zh,
                "travel_limit_km": travel_limit_km,
                "version": version,
                "weekly_hours": weekly_hours,
                "without_certificate": without_certificate,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.absence_read import AbsenceRead
        from ..models.certificate_read import CertificateRead
        from ..models.doctor_read_specialties import DoctorReadSpecialties
        from ..models.doctor_read_weekly_hours import DoctorReadWeeklyHours
        from ..models.text_read import TextRead

        d = dict(src_dict)
        absences = []
        _absences = d.pop("absences")
        for absences_item_data in _absences:
            absences_item = AbsenceRead.from_dict(absences_item_data)

            absences.append(absences_item)

        at_work = d.pop("at_work")

        capacity_minutes = d.pop("capacity_minutes")

        category = d.pop("category")

        certificates = []
        _certificates = d.pop("certificates")
        for certificates_item_data in _certificates:
            certificates_item = CertificateRead.from_dict(certificates_item_data)

            certificates.append(certificates_item)

        def _parse_conflicts(data: object) -> list[str] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                conflicts_type_0 = cast(list[str], data)

                return conflicts_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None, data)

        conflicts = _parse_conflicts(d.pop("conflicts"))

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

        in_service = d.pop("in_service")

        instruments = cast(list[str], d.pop("instruments"))

        languages = cast(list[str], d.pop("languages"))

        load_minutes = d.pop("load_minutes")

        name_en = d.pop("name_en")

        name_zh = d.pop("name_zh")

        on_call_for = cast(list[str], d.pop("on_call_for"))

        region = TextRead.from_dict(d.pop("region"))

        specialties = DoctorReadSpecialties.from_dict(d.pop("specialties"))

        title_en = d.pop("title_en")

        title_zh = d.pop("title_zh")

        def _parse_travel_limit_km(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        travel_limit_km = _parse_travel_limit_km(d.pop("travel_limit_km"))

        version = d.pop("version")

        weekly_hours = DoctorReadWeeklyHours.from_dict(d.pop("weekly_hours"))

        without_certificate = cast(list[str], d.pop("without_certificate"))

        doctor_read = cls(
            absences=absences,
            at_work=at_work,
            capacity_minutes=capacity_minutes,
            category=category,
            certificates=certificates,
            conflicts=conflicts,
            departments=departments,
            employment=employment,
            home=home,
            id=id,
            in_service=in_service,
            instruments=instruments,
            languages=languages,
            load_minutes=load_minutes,
            name_en=name_en,
            name_zh=name_zh,
            on_call_for=on_call_for,
            region=region,
            specialties=specialties,
            title_en=title_en,
            title_zh=title_zh,
            travel_limit_km=travel_limit_km,
            version=version,
            weekly_hours=weekly_hours,
            without_certificate=without_certificate,
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
