from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.hazard_create_language import (
    HazardCreateLanguage,
    check_hazard_create_language,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="HazardCreate")


@_attrs_define
class HazardCreate:
    """Something dangerous that somebody saw. A photo is attached to the id afterwards.

    Attributes:
        language (HazardCreateLanguage):
        place (str):
        what (str):
        contact (None | str | Unset):
        equipment_id (None | str | Unset):
        factory_id (None | str | Unset):
    """

    language: HazardCreateLanguage
    place: str
    what: str
    contact: None | str | Unset = UNSET
    equipment_id: None | str | Unset = UNSET
    factory_id: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        language: str = self.language

        place = self.place

        what = self.what

        contact: None | str | Unset
        if isinstance(self.contact, Unset):
            contact = UNSET
        else:
            contact = self.contact

        equipment_id: None | str | Unset
        if isinstance(self.equipment_id, Unset):
            equipment_id = UNSET
        else:
            equipment_id = self.equipment_id

        factory_id: None | str | Unset
        if isinstance(self.factory_id, Unset):
            factory_id = UNSET
        else:
            factory_id = self.factory_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "language": language,
                "place": place,
                "what": what,
            }
        )
        if contact is not UNSET:
            field_dict["contact"] = contact
        if equipment_id is not UNSET:
            field_dict["equipment_id"] = equipment_id
        if factory_id is not UNSET:
            field_dict["factory_id"] = factory_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        language = check_hazard_create_language(d.pop("language"))

        place = d.pop("place")

        what = d.pop("what")

        def _parse_contact(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        contact = _parse_contact(d.pop("contact", UNSET))

        def _parse_equipment_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        equipment_id = _parse_equipment_id(d.pop("equipment_id", UNSET))

        def _parse_factory_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        factory_id = _parse_factory_id(d.pop("factory_id", UNSET))

        hazard_create = cls(
            language=language,
            place=place,
            what=what,
            contact=contact,
            equipment_id=equipment_id,
            factory_id=factory_id,
        )

        return hazard_create
