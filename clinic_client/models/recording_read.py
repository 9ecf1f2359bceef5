from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.recording_facts_read import RecordingFactsRead


T = TypeVar("T", bound="RecordingRead")


@_attrs_define
class RecordingRead:
    """An uploaded recording, without its bytes.

    Attributes:
        created_at (datetime.datetime):
        equipment_id (None | str):
        factory_id (str):
        filename (str):
        format_ (str):
        id (str):
        sha256 (str):
        size_bytes (int):
        facts (None | RecordingFactsRead | Unset):
    """

    created_at: datetime.datetime
    equipment_id: None | str
    factory_id: str
    filename: str
    format_: str
    id: str
    sha256: str
    size_bytes: int
    facts: None | RecordingFactsRead | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.recording_facts_read import RecordingFactsRead

        created_at = self.created_at.isoformat()

        equipment_id: None | str
        equipment_id = self.equipment_id

        factory_id = self.factory_id

        filename = self.filename

        format_ = self.format_

        id = self.id

        sha256 = self.sha256

        size_bytes = self.size_bytes

        facts: dict[str, Any] | None | Unset
        if isinstance(self.facts, Unset):
            facts = UNSET
        elif isinstance(self.facts, RecordingFactsRead):
            facts = self.facts.to_dict()
        else:
            facts = self.facts

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "equipment_id": equipment_id,
                "factory_id": factory_id,
                "filename": filename,
                "format": format_,
                "id": id,
                "sha256": sha256,
                "size_bytes": size_bytes,
            }
        )
        if facts is not UNSET:
            field_dict["facts"] = facts

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.recording_facts_read import RecordingFactsRead

        d = dict(src_dict)
        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_equipment_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        equipment_id = _parse_equipment_id(d.pop("equipment_id"))

        factory_id = d.pop("factory_id")

        filename = d.pop("filename")

        format_ = d.pop("format")

        id = d.pop("id")

        sha256 = d.pop("sha256")

        size_bytes = d.pop("size_bytes")

        def _parse_facts(data: object) -> None | RecordingFactsRead | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                facts_type_0 = RecordingFactsRead.from_dict(data)

                return facts_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RecordingFactsRead | Unset, data)

        facts = _parse_facts(d.pop("facts", UNSET))

        recording_read = cls(
            created_at=created_at,
            equipment_id=equipment_id,
            factory_id=factory_id,
            filename=filename,
            format_=format_,
            id=id,
            sha256=sha256,
            size_bytes=size_bytes,
            facts=facts,
        )

        recording_read.additional_properties = d
        return recording_read

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
