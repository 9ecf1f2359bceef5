from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="UploadRead")


@_attrs_define
class UploadRead:
    """How far an upload is; ``recording_id`` is there once all of it came and was kept.

    Attributes:
        equipment_id (str):
        filename (str):
        id (str):
        offset (int):
        recording_id (None | str):
        size_bytes (int):
    """

    equipment_id: str
    filename: str
    id: str
    offset: int
    recording_id: None | str
    size_bytes: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        equipment_id = self.equipment_id

        filename = self.filename

        id = self.id

        offset = self.offset

        recording_id: None | str
        recording_id = self.recording_id

        size_bytes = self.size_bytes

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "equipment_id": equipment_id,
                "filename": filename,
                "id": id,
                "offset": offset,
                "recording_id": recording_id,
                "size_bytes": size_bytes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        equipment_id = d.pop("equipment_id")

        filename = d.pop("filename")

        id = d.pop("id")

        offset = d.pop("offset")

        def _parse_recording_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        recording_id = _parse_recording_id(d.pop("recording_id"))

        size_bytes = d.pop("size_bytes")

        upload_read = cls(
            equipment_id=equipment_id,
            filename=filename,
            id=id,
            offset=offset,
            recording_id=recording_id,
            size_bytes=size_bytes,
        )

        upload_read.additional_properties = d
        return upload_read

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
