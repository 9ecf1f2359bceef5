from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="VisitArrive")


@_attrs_define
class VisitArrive:
    """The doctors are on site.

    Attributes:
        met (str): whom they met at the factory
    """

    met: str

    def to_dict(self) -> dict[str, Any]:
        met = self.met

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "met": met,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        met = d.pop("met")

        visit_arrive = cls(
            met=met,
        )

        return visit_arrive
