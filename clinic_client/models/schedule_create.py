from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.schedule_create_measured_by import (
    ScheduleCreateMeasuredBy,
    check_schedule_create_measured_by,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="ScheduleCreate")


@_attrs_define
class ScheduleCreate:
    """A new schedule of measurements of one machine.

    Attributes:
        equipment_id (str):
        every_days (int):
        measured_by (ScheduleCreateMeasuredBy):
        at (str | Unset):  Default: '08:00'.
        overdue_after_hours (int | Unset):  Default: 24.
    """

    equipment_id: str
    every_days: int
    measured_by: ScheduleCreateMeasuredBy
    at: str | Unset = "08:00"
    overdue_after_hours: int | Unset = 24

    def to_dict(self) -> dict[str, Any]:
        equipment_id = self.equipment_id

        every_days = self.every_days

        measured_by: str = self.measured_by

        at = self.at

        overdue_after_hours = self.overdue_after_hours

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "equipment_id": equipment_id,
                "every_days": every_days,
                "measured_by": measured_by,
            }
        )
        if at is not UNSET:
            field_dict["at"] = at
        if overdue_after_hours is not UNSET:
            field_dict["overdue_after_hours"] = overdue_after_hours

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        equipment_id = d.pop("equipment_id")

        every_days = d.pop("every_days")

        measured_by = check_schedule_create_measured_by(d.pop("measured_by"))

        at = d.pop("at", UNSET)

        overdue_after_hours = d.pop("overdue_after_hours", UNSET)

        schedule_create = cls(
            equipment_id=equipment_id,
            every_days=every_days,
            measured_by=measured_by,
            at=at,
            overdue_after_hours=overdue_after_hours,
        )

        return schedule_create
