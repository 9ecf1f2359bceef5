from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="FactoryRead")


@_attrs_define
class FactoryRead:
    """A factory.

    Attributes:
        address (str):
        contact_person (str):
        contact_phone (str):
        created_at (datetime.datetime):
        id (str):
        latitude_deg (float | None):
        longitude_deg (float | None):
        name_en (str):
        name_zh (str):
        note (str):
        version (int):
        visit_windows (list[list[str]]):
        working_hours (str):
        machines (int | None | Unset): how many it has in use; in lists only
        open_cases (int | None | Unset): as far as you may see them; in lists only
    """

    address: str
    contact_person: str
    contact_phone: str
    created_at: datetime.datetime
    id: str
    latitude_deg: float | None
    longitude_deg: float | None
    name_en: str
    name_zh: str
    note: str
    version: int
    visit_windows: list[list[str]]
    working_hours: str
    machines: int | None | Unset = UNSET
    open_cases: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        address = self.address

        contact_person = self.contact_person

        contact_phone = self.contact_phone

        created_at = self.created_at.isoformat()

        id = self.id

        latitude_deg: float | None
        latitude_deg = self.latitude_deg

        longitude_deg: float | None
        longitude_deg = self.longitude_deg

        name_en = self.name_en

        name_zh = self.name_zh

        note = self.note

        version = self.version

        visit_windows = []
        for visit_windows_item_data in self.visit_windows:
            visit_windows_item = visit_windows_item_data

            visit_windows.append(visit_windows_item)

        working_hours = self.working_hours

        machines: int | None | Unset
        if isinstance(self.machines, Unset):
            machines = UNSET
        else:
            machines = self.machines

        open_cases: int | None | Unset
        if isinstance(self.open_cases, Unset):
            open_cases = UNSET
        else:
            open_cases = self.open_cases

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "address": address,
                "contact_person": contact_person,
                "contact_phone": contact_phone,
                "created_at": created_at,
                "id": id,
                "latitude_deg": latitude_deg,
                "longitude_deg": longitude_deg,
                "name_en": name_en,
                "name_zh": name_zh,
                "note": note,
                "version": version,
                "visit_windows": visit_windows,
                "working_hours": working_hours,
            }
        )
        if machines is not UNSET:
            field_dict["machines"] = machines
        if open_cases is not UNSET:
            field_dict["open_cases"] = open_cases

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        address = d.pop("address")

        contact_person = d.pop("contact_person")

        contact_phone = d.pop("contact_phone")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        id = d.pop("id")

        def _parse_latitude_deg(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        latitude_deg = _parse_latitude_deg(d.pop("latitude_deg"))

        def _parse_longitude_deg(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        longitude_deg = _parse_longitude_deg(d.pop("longitude_deg"))

        name_en = d.pop("name_en")

        name_zh = d.pop("name_zh")

        note = d.pop("note")

        version = d.pop("version")

        visit_windows = []
        _visit_windows = d.pop("visit_windows")
        for visit_windows_item_data in _visit_windows:
            visit_windows_item = cast(list[str], visit_windows_item_data)

            visit_windows.append(visit_windows_item)

        working_hours = d.pop("working_hours")

        def _parse_machines(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        machines = _parse_machines(d.pop("machines", UNSET))

        def _parse_open_cases(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        open_cases = _parse_open_cases(d.pop("open_cases", UNSET))

        factory_read = cls(
            address=address,
            contact_person=contact_person,
            contact_phone=contact_phone,
            created_at=created_at,
            id=id,
            latitude_deg=latitude_deg,
            longitude_deg=longitude_deg,
            name_en=name_en,
            name_zh=name_zh,
            note=note,
            version=version,
            visit_windows=visit_windows,
            working_hours=working_hours,
            machines=machines,
            open_cases=open_cases,
        )

        factory_read.additional_properties = d
        return factory_read

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
