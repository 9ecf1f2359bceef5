from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="StopCreate")


@_attrs_define
class StopCreate:
    """Another machine to look at, added on the way.

    Attributes:
        equipment_id (str):
    """

    equipment_id: str

    def to_dict(self) -> dict[str, Any]:
        equipment_id = self.equipment_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "equipment_id": equipment_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        equipment_id = d.pop("equipment_id")

        stop_create = cls(
            equipment_id=equipment_id,
        )

        return stop_create
