from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="RoundReplan")


@_attrs_define
class RoundReplan:
    """A visit that falls out.

    Attributes:
        visit_id (str):
    """

    visit_id: str

    def to_dict(self) -> dict[str, Any]:
        visit_id = self.visit_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "visit_id": visit_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        visit_id = d.pop("visit_id")

        round_replan = cls(
            visit_id=visit_id,
        )

        return round_replan
