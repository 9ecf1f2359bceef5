from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="IdentityLink")


@_attrs_define
class IdentityLink:
    """The account that the person has here; null takes it away.

    Attributes:
        account_id (None | str):
    """

    account_id: None | str

    def to_dict(self) -> dict[str, Any]:
        account_id: None | str
        account_id = self.account_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "account_id": account_id,
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

        identity_link = cls(
            account_id=account_id,
        )

        return identity_link
