from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.permission import Permission, check_permission
from ..types import UNSET, Unset

T = TypeVar("T", bound="ApiKeyCreate")


@_attrs_define
class ApiKeyCreate:
    """A key for one gateway or program.

    Attributes:
        name (str):
        equipment_ids (list[str] | None | Unset):
        expires_at (datetime.datetime | None | Unset):
        factory_id (None | str | Unset):
        scopes (list[Permission] | Unset):
    """

    name: str
    equipment_ids: list[str] | None | Unset = UNSET
    expires_at: datetime.datetime | None | Unset = UNSET
    factory_id: None | str | Unset = UNSET
    scopes: list[Permission] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        equipment_ids: list[str] | None | Unset
        if isinstance(self.equipment_ids, Unset):
            equipment_ids = UNSET
        elif isinstance(self.equipment_ids, list):
            equipment_ids = self.equipment_ids

        else:
            equipment_ids = self.equipment_ids

        expires_at: None | str | Unset
        if isinstance(self.expires_at, Unset):
            expires_at = UNSET
        elif isinstance(self.expires_at, datetime.datetime):
            expires_at = self.expires_at.isoformat()
        else:
            expires_at = self.expires_at

        factory_id: None | str | Unset
        if isinstance(self.factory_id, Unset):
            factory_id = UNSET
        else:
            factory_id = self.factory_id

        scopes: list[str] | Unset = UNSET
        if not isinstance(self.scopes, Unset):
            scopes = []
            for scopes_item_data in self.scopes:
                scopes_item: str = scopes_item_data
                scopes.append(scopes_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
            }
        )
        if equipment_ids is not UNSET:
            field_dict["equipment_ids"] = equipment_ids
        if expires_at is not UNSET:
            field_dict["expires_at"] = expires_at
        if factory_id is not UNSET:
            field_dict["factory_id"] = factory_id
        if scopes is not UNSET:
            field_dict["scopes"] = scopes

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        def _parse_equipment_ids(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                equipment_ids_type_0 = cast(list[str], data)

                return equipment_ids_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        equipment_ids = _parse_equipment_ids(d.pop("equipment_ids", UNSET))

        def _parse_expires_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expires_at_type_0 = datetime.datetime.fromisoformat(data)

                return expires_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        expires_at = _parse_expires_at(d.pop("expires_at", UNSET))

        def _parse_factory_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        factory_id = _parse_factory_id(d.pop("factory_id", UNSET))

        _scopes = d.pop("scopes", UNSET)
        scopes: list[Permission] | Unset = UNSET
        if _scopes is not UNSET:
            scopes = []
            for scopes_item_data in _scopes:
                scopes_item = check_permission(scopes_item_data)

                scopes.append(scopes_item)

        api_key_create = cls(
            name=name,
            equipment_ids=equipment_ids,
            expires_at=expires_at,
            factory_id=factory_id,
            scopes=scopes,
        )

        return api_key_create
