from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SheetCreate")


@_attrs_define
class SheetCreate:
    """A new QR code: of one factory, or of a campaign among firms not yet known.

    Attributes:
        name (str):
        factory_id (None | str | Unset):
    """

    name: str
    factory_id: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        factory_id: None | str | Unset
        if isinstance(self.factory_id, Unset):
            factory_id = UNSET
        else:
            factory_id = self.factory_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
            }
        )
        if factory_id is not UNSET:
            field_dict["factory_id"] = factory_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        def _parse_factory_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        factory_id = _parse_factory_id(d.pop("factory_id", UNSET))

        sheet_create = cls(
            name=name,
            factory_id=factory_id,
        )

        return sheet_create
