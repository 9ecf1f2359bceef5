from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="CalendarYearWrite")


@_attrs_define
class CalendarYearWrite:
    """A year as it is to count, whole.

    Attributes:
        notice (str):
        off (list[list[datetime.date]]):
        reason (str):
        worked (list[datetime.date]):
    """

    notice: str
    off: list[list[datetime.date]]
    reason: str
    worked: list[datetime.date]

    def to_dict(self) -> dict[str, Any]:
        notice = self.notice

        off = []
        for off_item_data in self.off:
            off_item = []
            for off_item_item_data in off_item_data:
                off_item_item = off_item_item_data.isoformat()
                off_item.append(off_item_item)

            off.append(off_item)

        reason = self.reason

        worked = []
        for worked_item_data in self.worked:
            worked_item = worked_item_data.isoformat()
            worked.append(worked_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "notice": notice,
                "off": off,
                "reason": reason,
                "worked": worked,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        notice = d.pop("notice")

        off = []
        _off = d.pop("off")
        for off_item_data in _off:
            off_item = []
            _off_item = off_item_data
            for off_item_item_data in _off_item:
                off_item_item = datetime.date.fromisoformat(off_item_item_data)

                off_item.append(off_item_item)

            off.append(off_item)

        reason = d.pop("reason")

        worked = []
        _worked = d.pop("worked")
        for worked_item_data in _worked:
            worked_item = datetime.date.fromisoformat(worked_item_data)

            worked.append(worked_item)

        calendar_year_write = cls(
            notice=notice,
            off=off,
            reason=reason,
            worked=worked,
        )

        return calendar_year_write
