from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.factory_visit_languages_item import (
    FactoryVisitLanguagesItem,
    check_factory_visit_languages_item,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="FactoryVisit")


@_attrs_define
class FactoryVisit:
    """A visit to a factory that no case asks for.

    Attributes:
        equipment_ids (list[str]):
        factory_id (str):
        purpose (str):
        department (None | str | Unset):
        instruments (list[str] | Unset):
        languages (list[FactoryVisitLanguagesItem] | Unset):
        minutes (int | None | Unset): at the factory; by the machines without it
        specialties (list[str] | Unset):
        urgency (int | None | Unset):
    """

    equipment_ids: list[str]
    factory_id: str
    purpose: str
    department: None | str | Unset = UNSET
    instruments: list[str] | Unset = UNSET
    languages: list[FactoryVisitLanguagesItem] | Unset = UNSET
    minutes: int | None | Unset = UNSET
    specialties: list[str] | Unset = UNSET
    urgency: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        equipment_ids = self.equipment_ids

        factory_id = self.factory_id

        purpose = self.purpose

        department: None | str | Unset
        if isinstance(self.department, Unset):
            department = UNSET
        else:
            department = self.department

        instruments: list[str] | Unset = UNSET
        if not isinstance(self.instruments, Unset):
            instruments = self.instruments

        languages: list[str] | Unset = UNSET
        if not isinstance(self.languages, Unset):
            languages = []
            for languages_item_data in self.languages:
                languages_item: str = languages_item_data
                languages.append(languages_item)

        minutes: int | None | Unset
        if isinstance(self.minutes, Unset):
            minutes = UNSET
        else:
            minutes = self.minutes

        specialties: list[str] | Unset = UNSET
        if not isinstance(self.specialties, Unset):
            specialties = self.specialties

        urgency: int | None | Unset
        if isinstance(self.urgency, Unset):
            urgency = UNSET
        else:
            urgency = self.urgency

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "equipment_ids": equipment_ids,
                "factory_id": factory_id,
                "purpose": purpose,
            }
        )
        if department is not UNSET:
            field_dict["department"] = department
        if instruments is not UNSET:
            field_dict["instruments"] = instruments
        if languages is not UNSET:
            field_dict["languages"] = languages
        if minutes is not UNSET:
            field_dict["minutes"] = minutes
        if specialties is not UNSET:
            field_dict["specialties"] = specialties
        if urgency is not UNSET:
            field_dict["urgency"] = urgency

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        equipment_ids = cast(list[str], d.pop("equipment_ids"))

        factory_id = d.pop("factory_id")

        purpose = d.pop("purpose")

        def _parse_department(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        department = _parse_department(d.pop("department", UNSET))

        instruments = cast(list[str], d.pop("instruments", UNSET))

        _languages = d.pop("languages", UNSET)
        languages: list[FactoryVisitLanguagesItem] | Unset = UNSET
        if _languages is not UNSET:
            languages = []
            for languages_item_data in _languages:
                languages_item = check_factory_visit_languages_item(languages_item_data)

                languages.append(languages_item)

        def _parse_minutes(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        minutes = _parse_minutes(d.pop("minutes", UNSET))

        specialties = cast(list[str], d.pop("specialties", UNSET))

        def _parse_urgency(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        urgency = _parse_urgency(d.pop("urgency", UNSET))

        factory_visit = cls(
            equipment_ids=equipment_ids,
            factory_id=factory_id,
            purpose=purpose,
            department=department,
            instruments=instruments,
            languages=languages,
            minutes=minutes,
            specialties=specialties,
            urgency=urgency,
        )

        return factory_visit
