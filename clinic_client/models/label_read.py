from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="LabelRead")


@_attrs_define
class LabelRead:
    """The label of a machine: ``url`` is what its QR code holds, ``short_code`` what is typed with a broken camera.

    Attributes:
        created_at (datetime.datetime):
        equipment_id (str):
        generation (int):
        id (str):
        short_code (str):
        url (str):
    """

    created_at: datetime.datetime
    equipment_id: str
    generation: int
    id: str
    short_code: str
    url: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at.isoformat()

        equipment_id = self.equipment_id

        generation = self.generation

        id = self.id

        short_code = self.short_code

        url = self.url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "equipment_id": equipment_id,
                "generation": generation,
                "id": id,
                "short_code": short_code,
                "url": url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        equipment_id = d.pop("equipment_id")

        generation = d.pop("generation")

        id = d.pop("id")

        short_code = d.pop("short_code")

        url = d.pop("url")

        label_read = cls(
            created_at=created_at,
            equipment_id=equipment_id,
            generation=generation,
            id=id,
            short_code=short_code,
            url=url,
        )

        label_read.additional_properties = d
        return label_read

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
