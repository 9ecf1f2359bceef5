from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="IdentityRead")


@_attrs_define
class IdentityRead:
    """A person who logged in by the organisation's provider; without an account they may do nothing.

    Attributes:
        account_id (None | str):
        created_at (datetime.datetime):
        email (str):
        id (str):
        issuer (str):
        last_login_at (datetime.datetime):
        name (str):
        subject (str):
    """

    account_id: None | str
    created_at: datetime.datetime
    email: str
    id: str
    issuer: str
    last_login_at: datetime.datetime
    name: str
    subject: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        account_id: None | str
        account_id = self.account_id

        created_at = self.created_at.isoformat()

        email = self.email

        id = self.id

        issuer = self.issuer

        last_login_at = self.last_login_at.isoformat()

        name = self.name

        subject = self.subject

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "account_id": account_id,
                "created_at": created_at,
                "email": email,
                "id": id,
                "issuer": issuer,
                "last_login_at": last_login_at,
                "name": name,
                "subject": subject,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_account_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        account_id = _parse_account_id(d.pop("account_id"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        email = d.pop("email")

        id = d.pop("id")

        issuer = d.pop("issuer")

        last_login_at = datetime.datetime.fromisoformat(d.pop("last_login_at"))

        name = d.pop("name")

        subject = d.pop("subject")

        identity_read = cls(
            account_id=account_id,
            created_at=created_at,
            email=email,
            id=id,
            issuer=issuer,
            last_login_at=last_login_at,
            name=name,
            subject=subject,
        )

        identity_read.additional_properties = d
        return identity_read

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
