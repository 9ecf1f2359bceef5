from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="GapRead")


@_attrs_define
class GapRead:
    """A week without anybody on call, and what to do.

    Attributes:
        department (str):
        reason (TextRead): One text in both languages.
        week (datetime.date):
    """

    department: str
    reason: TextRead
    week: datetime.date
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        department = self.department

        reason = self.reason.to_dict()

        week = self.week.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "department": department,
                "reason": reason,
                "week": week,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        department = d.pop("department")

        reason = TextRead.from_dict(d.pop("reason"))

        week = datetime.date.fromisoformat(d.pop("week"))

        gap_read = cls(
            department=department,
            reason=reason,
            week=week,
        )

        gap_read.additional_properties = d
        return gap_read

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
