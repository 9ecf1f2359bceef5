from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="OnCallWeekWrite")


@_attrs_define
class OnCallWeekWrite:
    """Who is on call for a department in a week.

    Attributes:
        department (str):
        doctor_id (str):
        week (datetime.date): the Monday on which the week begins, in China
    """

    department: str
    doctor_id: str
    week: datetime.date

    def to_dict(self) -> dict[str, Any]:
        department = self.department

        doctor_id = self.doctor_id

        week = self.week.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "department": department,
                "doctor_id": doctor_id,
                "week": week,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        department = d.pop("department")

        doctor_id = d.pop("doctor_id")

        week = datetime.date.fromisoformat(d.pop("week"))

        on_call_week_write = cls(
            department=department,
            doctor_id=doctor_id,
            week=week,
        )

        return on_call_week_write
