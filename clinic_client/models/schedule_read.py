from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.schedule_read_measured_by import (
    ScheduleReadMeasuredBy,
    check_schedule_read_measured_by,
)

if TYPE_CHECKING:
    from ..models.turn_read import TurnRead


T = TypeVar("T", bound="ScheduleRead")


@_attrs_define
class ScheduleRead:
    """A schedule with what is open of it; ``overdue`` says that a measurement is late now.

    Attributes:
        active (bool):
        at (str):
        equipment_id (str):
        every_days (int):
        factory_id (str):
        id (str):
        measured_by (ScheduleReadMeasuredBy):
        next_due_at (datetime.datetime):
        open_turns (list[TurnRead]):
        overdue (bool):
        overdue_after_hours (int):
        version (int):
    """

    active: bool
    at: str
    equipment_id: str
    every_days: int
    factory_id: str
    id: str
    measured_by: ScheduleReadMeasuredBy
    next_due_at: datetime.datetime
    open_turns: list[TurnRead]
    overdue: bool
    overdue_after_hours: int
    version: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        active = self.active

        at = self.at

        equipment_id = self.equipment_id

        every_days = self.every_days

        factory_id = self.factory_id

        id = self.id

        measured_by: str = self.measured_by

        next_due_at = self.next_due_at.isoformat()

        open_turns = []
        for open_turns_item_data in self.open_turns:
            open_turns_item = open_turns_item_data.to_dict()
            open_turns.append(open_turns_item)

        overdue = self.overdue

        overdue_after_hours = self.overdue_after_hours

        version = self.version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "active": active,
                "at": at,
                "equipment_id": equipment_id,
                "every_days": every_days,
                "factory_id": factory_id,
                "id": id,
                "measured_by": measured_by,
                "next_due_at": next_due_at,
                "open_turns": open_turns,
                "overdue": overdue,
                "overdue_after_hours": overdue_after_hours,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.turn_read import TurnRead

        d = dict(src_dict)
        active = d.pop("active")

        at = d.pop("at")

        equipment_id = d.pop("equipment_id")

        every_days = d.pop("every_days")

        factory_id = d.pop("factory_id")

        id = d.pop("id")

        measured_by = check_schedule_read_measured_by(d.pop("measured_by"))

        next_due_at = datetime.datetime.fromisoformat(d.pop("next_due_at"))

        open_turns = []
        _open_turns = d.pop("open_turns")
        for open_turns_item_data in _open_turns:
            open_turns_item = TurnRead.from_dict(open_turns_item_data)

            open_turns.append(open_turns_item)

        overdue = d.pop("overdue")

        overdue_after_hours = d.pop("overdue_after_hours")

        version = d.pop("version")

        schedule_read = cls(
            active=active,
            at=at,
            equipment_id=equipment_id,
            every_days=every_days,
            factory_id=factory_id,
            id=id,
            measured_by=measured_by,
            next_due_at=next_due_at,
            open_turns=open_turns,
            overdue=overdue,
            overdue_after_hours=overdue_after_hours,
            version=version,
        )

        schedule_read.additional_properties = d
        return schedule_read

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
