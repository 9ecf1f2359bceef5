from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.storage_state_read_place import (
    StorageStateReadPlace,
    check_storage_state_read_place,
)

T = TypeVar("T", bound="StorageStateRead")


@_attrs_define
class StorageStateRead:
    """What is stored, as the rows tell it, and the disk of the data folder.

    Attributes:
        content_bytes (int):
        contents (int):
        database_bytes (int):
        disk_free_bytes (int):
        disk_low (bool):
        disk_total_bytes (int):
        place (StorageStateReadPlace):
    """

    content_bytes: int
    contents: int
    database_bytes: int
    disk_free_bytes: int
    disk_low: bool
    disk_total_bytes: int
    place: StorageStateReadPlace
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        content_bytes = self.content_bytes

        contents = self.contents

        database_bytes = self.database_bytes

        disk_free_bytes = self.disk_free_bytes

        disk_low = self.disk_low

        disk_total_bytes = self.disk_total_bytes

        place: str = self.place

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "content_bytes": content_bytes,
                "contents": contents,
                "database_bytes": database_bytes,
                "disk_free_bytes": disk_free_bytes,
                "disk_low": disk_low,
                "disk_total_bytes": disk_total_bytes,
                "place": place,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        content_bytes = d.pop("content_bytes")

        contents = d.pop("contents")

        database_bytes = d.pop("database_bytes")

        disk_free_bytes = d.pop("disk_free_bytes")

        disk_low = d.pop("disk_low")

        disk_total_bytes = d.pop("disk_total_bytes")

        place = check_storage_state_read_place(d.pop("place"))

        storage_state_read = cls(
            content_bytes=content_bytes,
            contents=contents,
            database_bytes=database_bytes,
            disk_free_bytes=disk_free_bytes,
            disk_low=disk_low,
            disk_total_bytes=disk_total_bytes,
            place=place,
        )

        storage_state_read.additional_properties = d
        return storage_state_read

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
