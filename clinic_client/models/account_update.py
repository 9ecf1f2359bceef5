from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.account_update_language import (
    AccountUpdateLanguage,
    check_account_update_language,
)

T = TypeVar("T", bound="AccountUpdate")


@_attrs_define
class AccountUpdate:
    """What people may change of their own account.

    Attributes:
        language (AccountUpdateLanguage):
    """

    language: AccountUpdateLanguage

    def to_dict(self) -> dict[str, Any]:
        language: str = self.language

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "language": language,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        language = check_account_update_language(d.pop("language"))

        account_update = cls(
            language=language,
        )

        return account_update
