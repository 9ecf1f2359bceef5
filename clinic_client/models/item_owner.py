from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.item_owner_kind import ItemOwnerKind, check_item_owner_kind
from ..types import UNSET, Unset

T = TypeVar("T", bound="ItemOwner")


@_attrs_define
class ItemOwner:
    """Who is to do it: the factory (an account of it, or a name) or the attending doctor.

    Attributes:
        account_id (None | str | Unset):
        kind (ItemOwnerKind | Unset):  Default: 'factory'.
        name (None | str | Unset):
    """

    account_id: None | str | Unset = UNSET
    kind: ItemOwnerKind | Unset = "factory"
    name: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        account_id: None | str | Unset
        if isinstance(self.account_id, Unset):
            account_id = UNSET
        else:
            account_id = self.account_id

        kind: str | Unset = UNSET
        if not isinstance(self.kind, Unset):
            kind = self.kind

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if account_id is not UNSET:
            field_dict["account_id"] = account_id
        if kind is not UNSET:
            field_dict["kind"] = kind
        if name is not UNSET:
            field_dict["name"] = name

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_account_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        account_id = _parse_account_id(d.pop("account_id", UNSET))

        _kind = d.pop("kind", UNSET)
        kind: ItemOwnerKind | Unset
        if isinstance(_kind, Unset):
            kind = UNSET
        else:
            kind = check_item_owner_kind(_kind)

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        item_owner = cls(
            account_id=account_id,
            kind=kind,
            name=name,
        )

        return item_owner
