from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="FactoryUpdate")


@_attrs_define
class FactoryUpdate:
    """A change of a factory; what is left out stays as it is, and null removes a coordinate.

    Attributes:
        address (None | str | Unset):
        contact_person (None | str | Unset):
        contact_phone (None | str | Unset):
        latitude_deg (float | None | Unset):
        longitude_deg (float | None | Unset):
        name_en (None | str | Unset):
        name_zh (None | str | Unset):
        note (None | str | Unset):
        visit_windows (list[list[str]] | None | Unset):
        working_hours (None | str | Unset):
    """

    address: None | str | Unset = UNSET
    contact_person: None | str | Unset = UNSET
    contact_phone: None | str | Unset = UNSET
    latitude_deg: float | None | Unset = UNSET
    longitude_deg: float | None | Unset = UNSET
    name_en: None | str | Unset = UNSET
    name_zh: None | str | Unset = UNSET
    note: None | str | Unset = UNSET
    visit_windows: list[list[str]] | None | Unset = UNSET
    working_hours: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        address: None | str | Unset
        if isinstance(self.address, Unset):
            address = UNSET
        else:
            address = self.address

        contact_person: None | str | Unset
        if isinstance(self.contact_person, Unset):
            contact_person = UNSET
        else:
            contact_person = self.contact_person

        contact_phone: None | str | Unset
        if isinstance(self.contact_phone, Unset):
            contact_phone = UNSET
        else:
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

        note: None | str | Unset
        if isinstance(self.note, Unset):
            note = UNSET
        else:
            note = self.note

        visit_windows: list[list[str]] | None | Unset
        if isinstance(self.visit_windows, Unset):
            visit_windows = UNSET
        elif isinstance(self.visit_windows, list):
            visit_windows = []
            for visit_windows_type_0_item_data in self.visit_windows:
                visit_windows_type_0_item = visit_windows_type_0_item_data

                visit_windows.append(visit_windows_type_0_item)

        else:
            visit_windows = self.visit_windows

        working_hours: None | str | Unset
        if isinstance(self.working_hours, Unset):
            working_hours = UNSET
        else:
            working_hours = self.working_hours

        field_dict: dict[str, Any] = {}

        field_dict.update({})
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
        if name_en is not UNSET:
            field_dict["name_en"] = name_en
        if name_zh is not UNSET:
            field_dict["name_zh"] = name_zh
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

        def _parse_address(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        address = _parse_address(d.pop("address", UNSET))

        def _parse_contact_person(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        contact_person = _parse_contact_person(d.pop("contact_person", UNSET))

        def _parse_contact_phone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        contact_phone = _parse_contact_phone(d.pop("contact_phone", UNSET))

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

        def _parse_note(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        note = _parse_note(d.pop("note", UNSET))

        def _parse_visit_windows(data: object) -> list[list[str]] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                visit_windows_type_0 = []
                _visit_windows_type_0 = data
                for visit_windows_type_0_item_data in _visit_windows_type_0:
                    visit_windows_type_0_item = cast(
                        list[str], visit_windows_type_0_item_data
                    )

                    visit_windows_type_0.append(visit_windows_type_0_item)

                return visit_windows_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[list[str]] | None | Unset, data)

        visit_windows = _parse_visit_windows(d.pop("visit_windows", UNSET))

        def _parse_working_hours(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        working_hours = _parse_working_hours(d.pop("working_hours", UNSET))

        factory_update = cls(
            address=address,
            contact_person=contact_person,
            contact_phone=contact_phone,
            latitude_deg=latitude_deg,
            longitude_deg=longitude_deg,
            name_en=name_en,
            name_zh=name_zh,
            note=note,
            visit_windows=visit_windows,
            working_hours=working_hours,
        )

        return factory_update
