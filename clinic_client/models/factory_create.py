from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="FactoryCreate")


@_attrs_define
class FactoryCreate:
    """A new factory; where it lies counts for rounds and visits.

    Attributes:
        name_en (str):
        name_zh (str):
        address (str | Unset):  Default: ''.
        contact_person (str | Unset):  Default: ''.
        contact_phone (str | Unset):  Default: ''.
        latitude_deg (float | None | Unset):
        longitude_deg (float | None | Unset):
        note (str | Unset):  Default: ''.
        visit_windows (list[list[str]] | Unset): when visits are received, from and until
        working_hours (str | Unset):  Default: ''.
    """

    name_en: str
    name_zh: str
    address: str | Unset = ""
    contact_person: str | Unset = ""
    contact_phone: str | Unset = ""
    latitude_deg: float | None | Unset = UNSET
    longitude_deg: float | None | Unset = UNSET
    note: str | Unset = ""
    visit_windows: list[list[str]] | Unset = UNSET
    working_hours: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        name_en = self.name_en

        name_zh = self.name_zh

        address = self.address

        contact_person = self.contact_person

        contact_phone = self.contact_phone

        latitude_deg: float | None | Unset
        if isinstance(self.latitude_deg, Unset):
            latitude_deg = UNSET
        else:
            latitude_deg = self.latitude_deg

        longitude_deg: float | None | Unset
        if isinstance(self.longitude_deg, Unset):
            longitude_deg = UNSET
        else:
            longitude_deg = self.longitude_deg

        note = self.note

        visit_windows: list[list[str]] | Unset = UNSET
        if not isinstance(self.visit_windows, Unset):
            visit_windows = []
            for visit_windows_item_data in self.visit_windows:
                visit_windows_item = visit_windows_item_data

                visit_windows.append(visit_windows_item)

        working_hours = self.working_hours

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name_en": name_en,
                "name_zh": name_zh,
            }
        )
        if address is not UNSET:
            field_dict["address"] = address
        if contact_person is not UNSET:
            field_dict["contact_person"] = contact_person
        if contact_phone is not UNSET:
            field_dict["contact_phone"] = contact_phone
        if latitude_deg is not UNSET:
            field_dict["latitude_deg"] = latitude_deg
        if longitude_deg is not UNSET:
            field_dict["longitude_deg"] = longitude_deg
        if note is not UNSET:
            field_dict["note"] = note
        if visit_windows is not UNSET:
            field_dict["visit_windows"] = visit_windows
        if working_hours is not UNSET:
            field_dict["working_hours"] = working_hours

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name_en = d.pop("name_en")

        name_zh = d.pop("name_zh")

        address = d.pop("address", UNSET)

        contact_person = d.pop("contact_person", UNSET)

        contact_phone = d.pop("contact_phone", UNSET)

        def _parse_latitude_deg(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        latitude_deg = _parse_latitude_deg(d.pop("latitude_deg", UNSET))

        def _parse_longitude_deg(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        longitude_deg = _parse_longitude_deg(d.pop("longitude_deg", UNSET))

        note = d.pop("note", UNSET)

        _visit_windows = d.pop("visit_windows", UNSET)
        visit_windows: list[list[str]] | Unset = UNSET
        if _visit_windows is not UNSET:
            visit_windows = []
            for visit_windows_item_data in _visit_windows:
                visit_windows_item = cast(list[str], visit_windows_item_data)

                visit_windows.append(visit_windows_item)

        working_hours = d.pop("working_hours", UNSET)

        factory_create = cls(
            name_en=name_en,
            name_zh=name_zh,
            address=address,
            contact_person=contact_person,
            contact_phone=contact_phone,
            latitude_deg=latitude_deg,
            longitude_deg=longitude_deg,
            note=note,
            visit_windows=visit_windows,
            working_hours=working_hours,
        )

        return factory_create
