from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.work_clock_counts import WorkClockCounts, check_work_clock_counts

T = TypeVar("T", bound="WorkClock")


@_attrs_define
class WorkClock:
    """Until when the case is to be diagnosed.

    Attributes:
        counts (WorkClockCounts):
        due_at (datetime.datetime):
        is_late (bool):
        seconds_left (int | None):
        stopped_at (datetime.datetime | None):
    """

    counts: WorkClockCounts
    due_at: datetime.datetime
    is_late: bool
    seconds_left: int | None
    stopped_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        counts: str = self.counts

        due_at = self.due_at.isoformat()

        is_late = self.is_late

        seconds_left: int | None
        seconds_left = self.seconds_left

        stopped_at: None | str
        if isinstance(self.stopped_at, datetime.datetime):
            stopped_at = self.stopped_at.isoformat()
        else:
            stopped_at = self.stopped_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "counts": counts,
                "due_at": due_at,
                "is_late": is_late,
                "seconds_left": seconds_left,
                "stopped_at": stopped_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        counts = check_work_clock_counts(d.pop("counts"))

        due_at = datetime.datetime.fromisoformat(d.pop("due_at"))

        is_late = d.pop("is_late")

        def _parse_seconds_left(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        seconds_left = _parse_seconds_left(d.pop("seconds_left"))

        def _parse_stopped_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                stopped_at_type_0 = datetime.datetime.fromisoformat(data)

                return stopped_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        stopped_at = _parse_stopped_at(d.pop("stopped_at"))

        work_clock = cls(
            counts=counts,
            due_at=due_at,
            is_late=is_late,
            seconds_left=seconds_left,
            stopped_at=stopped_at,
        )

        work_clock.additional_properties = d
        return work_clock

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
