from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SessionListed")


@_attrs_define
class SessionListed:
    """One login of the account.

    Attributes:
        created_at (datetime.datetime):
        expires_at (datetime.datetime):
        id (str):
        is_current (bool):
        last_seen_at (datetime.datetime):
    """

    created_at: datetime.datetime
    expires_at: datetime.datetime
    id: str
    is_current: bool
    last_seen_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at.isoformat()

        expires_at = self.expires_at.isoformat()

        id = self.id

        is_current = self.is_current

        last_seen_at = self.last_seen_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "expires_at": expires_at,
                "id": id,
                "is_current": is_current,
                "last_seen_at": last_seen_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        id = d.pop("id")

        is_current = d.pop("is_current")

        last_seen_at = datetime.datetime.fromisoformat(d.pop("last_seen_at"))

        session_listed = cls(
            created_at=created_at,
            expires_at=expires_at,
            id=id,
            is_current=is_current,
            last_seen_at=last_seen_at,
        )

        session_listed.additional_properties = d
        return session_listed

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
