from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DocumentRead")


@_attrs_define
class DocumentRead:
    """A document that this hospital issued; whose and what is in it is not told.

    Attributes:
        genuine (bool):
        issued_at (datetime.datetime):
        key_id (str):
        kind (str):
    """

    genuine: bool
    issued_at: datetime.datetime
    key_id: str
    kind: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        genuine = self.genuine

        issued_at = self.issued_at.isoformat()

        key_id = self.key_id

        kind = self.kind

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "genuine": genuine,
                "issued_at": issued_at,
                "key_id": key_id,
                "kind": kind,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        genuine = d.pop("genuine")

        issued_at = datetime.datetime.fromisoformat(d.pop("issued_at"))

        key_id = d.pop("key_id")

        kind = d.pop("kind")

        document_read = cls(
            genuine=genuine,
            issued_at=issued_at,
            key_id=key_id,
            kind=kind,
        )

        document_read.additional_properties = d
        return document_read

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
