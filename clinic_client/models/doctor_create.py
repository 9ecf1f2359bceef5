from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.doctor_create_employment import (
    DoctorCreateEmployment,
    check_doctor_create_employment,
)
from ..models.doctor_create_languages_item import (
    DoctorCreateLanguagesItem,
    check_doctor_create_languages_item,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.certificate_write import CertificateWrite
    from ..models.doctor_create_specialties import DoctorCreateSpecialties
    from ..models.doctor_create_weekly_hours_type_0 import DoctorCreateWeeklyHoursType0


T = TypeVar("T", bound="DoctorCreate")


@_attrs_define
class DoctorCreate:
    """A new doctor. ``capacity_minutes`` are those of a week; ``weekly_hours`` left out are the usual ones.

    Attributes:
        capacity_minutes (float):
        category (int): of ISO 18436-2, or its equal in other departments
        departments (list[str]):
        employment (DoctorCreateEmployment):
        languages (list[DoctorCreateLanguagesItem]):
        name_en (str):
        name_zh (str):
        title_en (str):
        title_zh (str):
        base_load_minutes (float | Unset): work of each week that is known from elsewhere Default: 0.0.
        certificates (list[CertificateWrite] | Unset):
        conflicts (list[str] | Unset): factories the doctor must not treat
        home_latitude_deg (float | None | Unset):
        home_longitude_deg (float | None | Unset):
        instruments (list[str] | None | Unset): what the doctor can carry; left out: what the own specialties usually
            need
        region_en (str | Unset):  Default: ''.
        region_zh (str | Unset):  Default: ''.
        specialties (DoctorCreateSpecialties | Unset):
        travel_limit_km (float | None | Unset):
        weekly_hours (DoctorCreateWeeklyHoursType0 | None | Unset): for each weekday (mon … sun) the spans at work,
            local times
    """

    capacity_minutes: float
    category: int
    departments: list[str]
    employment: DoctorCreateEmployment
    languages: list[DoctorCreateLanguagesItem]
    name_en: str
    name_zh: str
    title_en: str
    title_zh: str
    base_load_minutes: float | Unset = 0.0
    certificates: list[CertificateWrite] | Unset = UNSET
    conflicts: list[str] | Unset = UNSET
    home_latitude_deg: float | None | Unset = UNSET
    home_longitude_deg: float | None | Unset = UNSET
    instruments: list[str] | None | Unset = UNSET
    region_en: str | Unset = ""
    region_zh: str | Unset = ""
    specialties: DoctorCreateSpecialties | Unset = UNSET
    travel_limit_km: float | None | Unset = UNSET
    weekly_hours: DoctorCreateWeeklyHoursType0 | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.doctor_create_weekly_hours_type_0 import (
            DoctorCreateWeeklyHoursType0,
        )

        capacity_minutes = self.capacity_minutes

        category = self.category

        departments = self.departments

        employment: str = self.employment

        languages = []
        for languages_item_data in self.languages:
            languages_item: str = languages_item_data
            languages.append(languages_item)

        name_en = self.name_en

        name_zh = self.name_zh

        title_en = self.title_en

        title_zh = self.title_zh

        base_load_minutes = self.base_load_minutes

        certificates: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.certificates, Unset):
            certificates = []
            for certificates_item_data in self.certificates:
                certificates_item = certificates_item_data.to_dict()
                certificates.append(certificates_item)

        conflicts: list[str] | Unset = UNSET
        if not isinstance(self.conflicts, Unset):
            conflicts = self.conflicts

        home_latitude_deg: float | None | Unset
        if isinstance(self.home_latitude_deg, Unset):
            home_latitude_deg = UNSET
        else:
            home_latitude_deg = self.home_latitude_deg

        home_longitude_deg: float | None | Unset
        if isinstance(self.home_longitude_deg, Unset):
            home_longitude_deg = UNSET
        else:
            home_longitude_deg = self.home_longitude_deg

        instruments: list[str] | None | Unset
        if isinstance(self.instruments, Unset):
            instruments = UNSET
        elif isinstance(self.instruments, list):
            instruments = self.instruments

        else:
            instruments = self.instruments

        region_en = self.region_en

        region_zh = self.region_zh

        specialties: dict[str, Any] | Unset = UNSET
        if not isinstance(self.specialties, Unset):
            specialties = self.specialties.to_dict()

        travel_limit_km: float | None | Unset
        if isinstance(self.travel_limit_km, Unset):
            travel_limit_km = UNSET
        else:
            travel_limit_km = self.travel_limit_km

        weekly_hours: dict[str, Any] | None | Unset
        if isinstance(self.weekly_hours, Unset):
            weekly_hours = UNSET
        elif isinstance(self.weekly_hours, DoctorCreateWeeklyHoursType0):
            weekly_hours = self.weekly_hours.to_dict()
        else:
            weekly_hours = self.weekly_hours

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "capacity_minutes": capacity_minutes,
                "category": category,
                "departments": departments,
                "employment": employment,
                "languages": languages,
                "name_en": name_en,
                "name_zh": name_zh,
                "title_en": title_en,
                "title_zh": title_zh,
            }
        )
        if base_load_minutes is not UNSET:
            field_dict["base_load_minutes"] = base_load_minutes
        if certificates is not UNSET:
            field_dict["certificates"] = certificates
        if conflicts is not UNSET:
            field_dict["conflicts"] = conflicts
        if home_latitude_deg is not UNSET:
            field_dict["home_latitude_deg"] = home_latitude_deg
        if home_longitude_deg is not UNSET:
            field_dict["home_longitude_deg"] = home_longitude_deg
        if instruments is not UNSET:
            field_dict["instruments"] = instruments
        if region_en is not UNSET:
            field_dict["region_en"] = region_en
        if region_zh is not UNSET:
            field_dict["region_zh"] = region_zh
        if specialties is not UNSET:
            field_dict["specialties"] = specialties
        if travel_limit_km is not UNSET:
            field_dict["travel_limit_km"] = travel_limit_km
        if weekly_hours is not UNSET:
            field_dict["weekly_hours"] = weekly_hours

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.certificate_write import CertificateWrite
        from ..models.doctor_create_specialties import DoctorCreateSpecialties
        from ..models.doctor_create_weekly_hours_type_0 import (
            DoctorCreateWeeklyHoursType0,
        )

        d = dict(src_dict)
        capacity_minutes = d.pop("capacity_minutes")

        category = d.pop("category")

        departments = cast(list[str], d.pop("departments"))

        employment = check_doctor_create_employment(d.pop("employment"))

        languages = []
        _languages = d.pop("languages")
        for languages_item_data in _languages:
            languages_item = check_doctor_create_languages_item(languages_item_data)

            languages.append(languages_item)

        name_en = d.pop("name_en")

        name_zh = d.pop("name_zh")

        title_en = d.pop("title_en")

        title_zh = d.pop("title_zh")

        base_load_minutes = d.pop("base_load_minutes", UNSET)

        _certificates = d.pop("certificates", UNSET)
        certificates: list[CertificateWrite] | Unset = UNSET
        if _certificates is not UNSET:
            certificates = []
            for certificates_item_data in _certificates:
                certificates_item = CertificateWrite.from_dict(certificates_item_data)

                certificates.append(certificates_item)

        conflicts = cast(list[str], d.pop("conflicts", UNSET))

        def _parse_home_latitude_deg(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        home_latitude_deg = _parse_home_latitude_deg(d.pop("home_latitude_deg", UNSET))

        def _parse_home_longitude_deg(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        home_longitude_deg = _parse_home_longitude_deg(
            d.pop("home_longitude_deg", UNSET)
        )

        def _parse_instruments(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                instruments_type_0 = cast(list[str], data)

                return instruments_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        instruments = _parse_instruments(d.pop("instruments", UNSET))

        region_en = d.pop("region_en", UNSET)

        region_zh = d.pop("region_zh", UNSET)

        _specialties = d.pop("specialties", UNSET)
        specialties: DoctorCreateSpecialties | Unset
        if isinstance(_specialties, Unset):
            specialties = UNSET
        else:
            specialties = DoctorCreateSpecialties.from_dict(_specialties)

        def _parse_travel_limit_km(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        travel_limit_km = _parse_travel_limit_km(d.pop("travel_limit_km", UNSET))

        def _parse_weekly_hours(
            data: object,
        ) -> DoctorCreateWeeklyHoursType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                weekly_hours_type_0 = DoctorCreateWeeklyHoursType0.from_dict(data)

                return weekly_hours_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DoctorCreateWeeklyHoursType0 | None | Unset, data)

        weekly_hours = _parse_weekly_hours(d.pop("weekly_hours", UNSET))

        doctor_create = cls(
            capacity_minutes=capacity_minutes,
            category=category,
            departments=departments,
            employment=employment,
            languages=languages,
            name_en=name_en,
            name_zh=name_zh,
            title_en=title_en,
            title_zh=title_zh,
            base_load_minutes=base_load_minutes,
            certificates=certificates,
            conflicts=conflicts,
            home_latitude_deg=home_latitude_deg,
            home_longitude_deg=home_longitude_deg,
            instruments=instruments,
            region_en=region_en,
            region_zh=region_zh,
            specialties=specialties,
            travel_limit_km=travel_limit_km,
            weekly_hours=weekly_hours,
        )

        return doctor_create
