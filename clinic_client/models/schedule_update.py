from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.schedule_update_measured_by_type_0 import (
    ScheduleUpdateMeasuredByType0,
    check_schedule_update_measured_by_type_0,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="ScheduleUpdate")


@_attrs_define
class ScheduleUpdate:
    """A change of a schedule; what is left out stays as it is.

    Attributes:
        active (bool | None | Unset):
        at (None | str | Unset):
        every_days (int | None | Unset):
        measured_by (None | ScheduleUpdateMeasuredByType0 | Unset):
        overdue_after_hours (int | None | Unset):
    """

    active: bool | None | Unset = UNSET
    at: None | str | Unset = UNSET
    every_days: int | None | Unset = UNSET
    measured_by: None | ScheduleUpdateMeasuredByType0 | Unset = UNSET
    overdue_after_hours: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        active: bool | None | Unset
        if isinstance(self.active, Unset):
            active = UNSET
        else:
            active = self.active

        at: None | str | Unset
        if isinstance(self.at, Unset):
            at = UNSET
        else:
            at = self.at

        every_days: int | None | Unset
        if isinstance(self.every_days, Unset):
            every_days = UNSET
        else:
            every_days = self.every_days

        measured_by: None | str | Unset
        if isinstance(self.measured_by, Unset):
            measured_by = UNSET
        elif isinstance(self.measured_by, str):
            measured_by = self.measured_by
        else:
            measured_by = self.measured_by

        overdue_after_hours: int | None | Unset
        if isinstance(self.overdue_after_hours, Unset):
            overdue_after_hours = UNSET
        else:
            overdue_after_hours = self.overdue_after_hours

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if active is not UNSET:
            field_dict["active"] = active
        if at is not UNSET:
            field_dict["at"] = at
        if every_days is not UNSET:
            field_dict["every_days"] = every_days
        if measured_by is not UNSET:
            field_dict["measured_by"] = measured_by
        if overdue_after_hours is not UNSET:
            field_dict["overdue_after_hours"] = overdue_after_hours

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_active(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        active = _parse_active(d.pop("active", UNSET))

        def _parse_at(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        at = _parse_at(d.pop("at", UNSET))

        def _parse_every_days(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        every_days = _parse_every_days(d.pop("every_days", UNSET))

        def _parse_measured_by(
            data: object,
        ) -> None | ScheduleUpdateMeasuredByType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                measured_by_type_0 = check_schedule_update_measured_by_type_0(data)

                return measured_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ScheduleUpdateMeasuredByType0 | Unset, data)

        measured_by = _parse_measured_by(d.pop("measured_by", UNSET))

        def _parse_overdue_after_hours(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        overdue_after_hours = _parse_overdue_after_hours(
            d.pop("overdue_after_hours", UNSET)
        )

        schedule_update = cls(
            active=active,
            at=at,
            every_days=every_days,
            measured_by=measured_by,
            overdue_after_hours=overdue_after_hours,
        )

        return schedule_update
