from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.attachment_read_kind import AttachmentReadKind, check_attachment_read_kind

T = TypeVar("T", bound="AttachmentRead")


@_attrs_define
class AttachmentRead:
    """An attached file, without its bytes.

    Attributes:
        added_by (str):
        case_id (None | str):
        created_at (datetime.datetime):
        equipment_id (None | str):
        factory_id (str):
        filename (str):
        id (str):
        kind (AttachmentReadKind):
        media_type (str):
        removed_at (datetime.datetime | None):
        sha256 (str):
        size_bytes (int):
        subject_id (str):
    """

    added_by: str
    case_id: None | str
    created_at: datetime.datetime
    equipment_id: None | str
    factory_id: str
    filename: str
    id: str
    kind: AttachmentReadKind
    media_type: str
    removed_at: datetime.datetime | None
    sha256: str
    size_bytes: int
    subject_id: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        added_by = self.added_by

        case_id: None | str
        case_id = self.case_id

        created_at = self.created_at.isoformat()

        equipment_id: None | str
        equipment_id = self.equipment_id

        factory_id = self.factory_id

        filename = self.filename

        id = self.id

        kind: str = self.kind

        media_type = self.media_type

        removed_at: None | str
        if isinstance(self.removed_at, datetime.datetime):
            removed_at = self.removed_at.isoformat()
        else:
            removed_at = self.removed_at

        sha256 = self.sha256

        size_bytes = self.size_bytes

        subject_id = self.subject_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "added_by": added_by,
                "case_id": case_id,
                "created_at": created_at,
                "equipment_id": equipment_id,
                "factory_id": factory_id,
                "filename": filename,
                "id": id,
                "kind": kind,
                "media_type": media_type,
                "removed_at": removed_at,
                "sha256": sha256,
                "size_bytes": size_bytes,
                "subject_id": subject_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        added_by = d.pop("added_by")

        def _parse_case_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        case_id = _parse_case_id(d.pop("case_id"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_equipment_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        equipment_id = _parse_equipment_id(d.pop("equipment_id"))

        factory_id = d.pop("factory_id")

        filename = d.pop("filename")

        id = d.pop("id")

        kind = check_attachment_read_kind(d.pop("kind"))

        media_type = d.pop("media_type")

        def _parse_removed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                removed_at_type_0 = datetime.datetime.fromisoformat(data)

                return removed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        removed_at = _parse_removed_at(d.pop("removed_at"))

        sha256 = d.pop("sha256")

        size_bytes = d.pop("size_bytes")

        subject_id = d.pop("subject_id")

        attachment_read = cls(
            added_by=added_by,
            case_id=case_id,
            created_at=created_at,
            equipment_id=equipment_id,
            factory_id=factory_id,
            filename=filename,
            id=id,
            kind=kind,
            media_type=media_type,
            removed_at=removed_at,
            sha256=sha256,
            size_bytes=size_bytes,
            subject_id=subject_id,
        )

        attachment_read.additional_properties = d
        return attachment_read

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
