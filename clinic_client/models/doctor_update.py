from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.doctor_update_employment_type_0 import (
    DoctorUpdateEmploymentType0,
    check_doctor_update_employment_type_0,
)
from ..models.doctor_update_languages_type_0_item import (
    DoctorUpdateLanguagesType0Item,
    check_doctor_update_languages_type_0_item,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.certificate_write import CertificateWrite
    from ..models.doctor_update_specialties_type_0 import DoctorUpdateSpecialtiesType0
    from ..models.doctor_update_weekly_hours_type_0 import DoctorUpdateWeeklyHoursType0


T = TypeVar("T", bound="DoctorUpdate")


@_attrs_define
class DoctorUpdate:
    """A change of a doctor; what is left out stays as it is, and null removes a place, a limit or the own hours.

    Attributes:
        base_load_minutes (float | None | Unset):
        capacity_minutes (float | None | Unset):
        category (int | None | Unset):
        certificates (list[CertificateWrite] | None | Unset):
        conflicts (list[str] | None | Unset):
        departments (list[str] | None | Unset):
        employment (DoctorUpdateEmploymentType0 | None | Unset):
        home_latitude_deg (float | None | Unset):
        home_longitude_deg (float | None | Unset):
        in_service (bool | None | Unset): false: gets no cases any longer
        instruments (list[str] | None | Unset):
        languages (list[DoctorUpdateLanguagesType0Item] | None | Unset):
        name_en (None | str | Unset):
        name_zh (None | str | Unset):
        region_en (None | str | Unset):
        region_zh (None | str | Unset):
        specialties (DoctorUpdateSpecialtiesType0 | None | Unset):
        title_en (None | str | Unset):
        title_zh (None | str | Unset):
        travel_limit_km (float | None | Unset):
        weekly_hours (DoctorUpdateWeeklyHoursType0 | None | Unset):
    """

    base_load_minutes: float | None | Unset = UNSET
    capacity_minutes: float | None | Unset = UNSET
    category: int | None | Unset = UNSET
    certificates: list[CertificateWrite] | None | Unset = UNSET
    conflicts: list[str] | None | Unset = UNSET
    departments: list[str] | None | Unset = UNSET
    employment: DoctorUpdateEmploymentType0 | None | Unset = UNSET
    home_latitude_deg: float | None | Unset = UNSET
    home_longitude_deg: float | None | Unset = UNSET
    in_service: bool | None | Unset = UNSET
    instruments: list[str] | None | Unset = UNSET
    languages: list[DoctorUpdateLanguagesType0Item] | None | Unset = UNSET
    name_en: None | str | Unset = UNSET
    name_zh: None | str | Unset = UNSET
    region_en: None | str | Unset = UNSET
    region_zh: None | str | Unset = UNSET
    specialties: DoctorUpdateSpecialtiesType0 | None | Unset = UNSET
    title_en: None | str | Unset = UNSET
    title_zh: None | str | Unset = UNSET
    travel_limit_km: float | None | Unset = UNSET
    weekly_hours: DoctorUpdateWeeklyHoursType0 | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.doctor_update_specialties_type_0 import (
            DoctorUpdateSpecialtiesType0,
        )
        from ..models.doctor_update_weekly_hours_type_0 import (
            DoctorUpdateWeeklyHoursType0,
        )

        base_load_minutes: float | None | Unset
        if isinstance(self.base_load_minutes, Unset):
            base_load_minutes = UNSET
        else:
            base_load_minutes = self.base_load_minutes

        capacity_minutes: float | None | Unset
        if isinstance(self.capacity_minutes, Unset):
            capacity_minutes = UNSET
        else:
            capacity_minutes = self.capacity_minutes

        category: int | None | Unset
        if isinstance(self.category, Unset):
            category = UNSET
        else:
            category = self.category

        certificates: list[dict[str, Any]] | None | Unset
        if isinstance(self.certificates, Unset):
            certificates = UNSET
        elif isinstance(self.certificates, list):
            certificates = []
            for certificates_type_0_item_data in self.certificates:
                certificates_type_0_item = certificates_type_0_item_data.to_dict()
                certificates.append(certificates_type_0_item)

        else:
            certificates = self.certificates

        conflicts: list[str] | None | Unset
        if isinstance(self.conflicts, Unset):
            conflicts = UNSET
        elif isinstance(self.conflicts, list):
            conflicts = self.conflicts

        else:
            conflicts = self.conflicts

        departments: list[str] | None | Unset
        if isinstance(self.departments, Unset):
            departments = UNSET
        elif isinstance(self.departments, list):
            departments = self.departments

        else:
            departments = self.departments

        employment: None | str | Unset
        if isinstance(self.employment, Unset):
            employment = UNSET
        elif isinstance(self.employment, str):
            employment = self.employment
        else:
            employment = self.employment

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

        in_service: bool | None | Unset
        if isinstance(self.in_service, Unset):
            in_service = UNSET
        else:
            in_service = self.in_service

        instruments: list[str] | None | Unset
        if isinstance(self.instruments, Unset):
            instruments = UNSET
        elif isinstance(self.instruments, list):
            instruments = self.instruments

        else:
            instruments = self.instruments

        languages: list[str] | None | Unset
        if isinstance(self.languages, Unset):
            languages = UNSET
        elif isinstance(self.languages, list):
            languages = []
            for languages_type_0_item_data in self.languages:
                languages_type_0_item: str = languages_type_0_item_data
                languages.append(languages_type_0_item)

        else:
            languages = self.languages

        name_en: None | str | Unset
        if isinstance(self.name_en, Unset):
            name_en = UNSET
        else:
            name_en = self.name_en

        name_zh: None | str | Unset
        if isinstance(self.name_zh, Unset):
            name_zh = UNSET
        else:
            name_zh = self.name_zh

        region_en: None | str | Unset
        if isinstance(self.region_en, Unset):
            region_en = UNSET
        else:
            region_en = self.region_en

        region_zh: None | str | Unset
        if isinstance(self.region_zh, Unset):
            region_zh = UNSET
        else:
            region_zh = self.region_zh

        specialties: dict[str, Any] | None | Unset
        if isinstance(self.specialties, Unset):
            specialties = UNSET
        elif isinstance(self.specialties, DoctorUpdateSpecialtiesType0):
            specialties = self.specialties.to_dict()
        else:
            specialties = self.specialties

        title_en: None | str | Unset
        if isinstance(self.title_en, Unset):
            title_en = UNSET
        else:
            title_en = self.title_en

        title_zh: None | str | Unset
        if isinstance(self.title_zh, Unset):
            title_zh = UNSET
        else:
            title_zh = self.title_zh

        travel_limit_km: float | None | Unset
        if isinstance(self.travel_limit_km, Unset):
            travel_limit_km = UNSET
        else:
            travel_limit_km = self.travel_limit_km

        weekly_hours: dict[str, Any] | None | Unset
        if isinstance(self.weekly_hours, Unset):
            weekly_hours = UNSET
        elif isinstance(self.weekly_hours, DoctorUpdateWeeklyHoursType0):
            weekly_hours = self.weekly_hours.to_dict()
        else:
            weekly_hours = self.weekly_hours

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if base_load_minutes is not UNSET:
            field_dict["base_load_minutes"] = base_load_minutes
        if capacity_minutes is not UNSET:
            field_dict["capacity_minutes"] = capacity_minutes
        if category is not UNSET:
            field_dict["category"] = category
        if certificates is not UNSET:
            field_dict["certificates"] = certificates
        if conflicts is not UNSET:
            field_dict["conflicts"] = conflicts
        if departments is not UNSET:
            field_dict["departments"] = departments
        if employment is not UNSET:
            field_dict["employment"] = employment
        if home_latitude_deg is not UNSET:
            field_dict["home_latitude_deg"] = home_latitude_deg
        if home_longitude_deg is not UNSET:
            field_dict["home_longitude_deg"] = home_longitude_deg
        if in_service is not UNSET:
            field_dict["in_service"] = in_service
        if instruments is not UNSET:
            field_dict["instruments"] = instruments
        if languages is not UNSET:
            field_dict["languages"] = languages
        if name_en is not UNSET:
            field_dict["name_en"] = name_en
        if name_zh is not UNSET:
            field_dict["name_zh"] = name_zh
        if region_en is not UNSET:
            field_dict["region_en"] = region_en
        if region_zh is not UNSET:
            field_dict["region_zh"] = region_zh
        if specialties is not UNSET:
            field_dict["specialties"] = specialties
        if title_en is not UNSET:
            field_dict["title_en"] = title_en
        if title_zh is not UNSET:
            field_dict["title_zh"] = title_zh
        if travel_limit_km is not UNSET:
            field_dict["travel_limit_km"] = travel_limit_km
        if weekly_hours is not UNSET:
            field_dict["weekly_hours"] = weekly_hours

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.certificate_write import CertificateWrite
        from ..models.doctor_update_specialties_type_0 import (
            DoctorUpdateSpecialtiesType0,
        )
        from ..models.doctor_update_weekly_hours_type_0 import (
            DoctorUpdateWeeklyHoursType0,
        )

        d = dict(src_dict)

        def _parse_base_load_minutes(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        base_load_minutes = _parse_base_load_minutes(d.pop("base_load_minutes", UNSET))

        def _parse_capacity_minutes(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        capacity_minutes = _parse_capacity_minutes(d.pop("capacity_minutes", UNSET))

        def _parse_category(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        category = _parse_category(d.pop("category", UNSET))

        def _parse_certificates(data: object) -> list[CertificateWrite] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                certificates_type_0 = []
                _certificates_type_0 = data
                for certificates_type_0_item_data in _certificates_type_0:
                    certificates_type_0_item = CertificateWrite.from_dict(
                        certificates_type_0_item_data
                    )

                    certificates_type_0.append(certificates_type_0_item)

                return certificates_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[CertificateWrite] | None | Unset, data)

        certificates = _parse_certificates(d.pop("certificates", UNSET))

        def _parse_conflicts(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                conflicts_type_0 = cast(list[str], data)

                return conflicts_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        conflicts = _parse_conflicts(d.pop("conflicts", UNSET))

        def _parse_departments(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                departments_type_0 = cast(list[str], data)

                return departments_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        departments = _parse_departments(d.pop("departments", UNSET))

        def _parse_employment(
            data: object,
        ) -> DoctorUpdateEmploymentType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                employment_type_0 = check_doctor_update_employment_type_0(data)

                return employment_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DoctorUpdateEmploymentType0 | None | Unset, data)

        employment = _parse_employment(d.pop("employment", UNSET))

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

        def _parse_in_service(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        in_service = _parse_in_service(d.pop("in_service", UNSET))

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

        def _parse_languages(
            data: object,
        ) -> list[DoctorUpdateLanguagesType0Item] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                languages_type_0 = []
                _languages_type_0 = data
                for languages_type_0_item_data in _languages_type_0:
                    languages_type_0_item = check_doctor_update_languages_type_0_item(
                        languages_type_0_item_data
                    )

                    languages_type_0.append(languages_type_0_item)

                return languages_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[DoctorUpdateLanguagesType0Item] | None | Unset, data)

        languages = _parse_languages(d.pop("languages", UNSET))

        def _parse_name_en(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name_en = _parse_name_en(d.pop("name_en", UNSET))

        def _parse_name_zh(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name_zh = _parse_name_zh(d.pop("name_zh", UNSET))

        def _parse_region_en(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        region_en = _parse_region_en(d.pop("region_en", UNSET))

        def _parse_region_zh(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        region_zh = _parse_region_zh(d.pop("region_zh", UNSET))

        def _parse_specialties(
            data: object,
        ) -> DoctorUpdateSpecialtiesType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                specialties_type_0 = DoctorUpdateSpecialtiesType0.from_dict(data)

                return specialties_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DoctorUpdateSpecialtiesType0 | None | Unset, data)

        specialties = _parse_specialties(d.pop("specialties", UNSET))

        def _parse_title_en(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        title_en = _parse_title_en(d.pop("title_en", UNSET))

        def _parse_title_zh(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        title_zh = _parse_title_zh(d.pop("title_zh", UNSET))

        def _parse_travel_limit_km(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        travel_limit_km = _parse_travel_limit_km(d.pop("travel_limit_km", UNSET))

        def _parse_weekly_hours(
            data: object,
        ) -> DoctorUpdateWeeklyHoursType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                weekly_hours_type_0 = DoctorUpdateWeeklyHoursType0.from_dict(data)

                return weekly_hours_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DoctorUpdateWeeklyHoursType0 | None | Unset, data)

        weekly_hours = _parse_weekly_hours(d.pop("weekly_hours", UNSET))

        doctor_update = cls(
            base_load_minutes=base_load_minutes,
            capacity_minutes=capacity_minutes,
            category=category,
            certificates=certificates,
            conflicts=conflicts,
            departments=departments,
            employment=employment,
            home_latitude_deg=home_latitude_deg,
            home_longitude_deg=home_longitude_deg,
            in_service=in_service,
            instruments=instruments,
            languages=languages,
            name_en=name_en,
            name_zh=name_zh,
            region_en=region_en,
            region_zh=region_zh,
            specialties=specialties,
            title_en=title_en,
            title_zh=title_zh,
            travel_limit_km=travel_limit_km,
            weekly_hours=weekly_hours,
        )

        return doctor_update
