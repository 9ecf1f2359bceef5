from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.calendar_day import CalendarDay


T = TypeVar("T", bound="CalendarChangeRead")


@_attrs_define
class CalendarChangeRead:
    """One change of a year: as it was written then, by whom and why, and the days that counted otherwise from then.

    Attributes:
        days (list[CalendarDay]):
        id (str):
        made_at (datetime.datetime):
        made_by (str):
        notice (str):
        off (list[list[datetime.date]]):
        reason (str):
        version (int):
        worked (list[datetime.date]):
        year (int):
    """

    days: list[CalendarDay]
    id: str
    made_at: datetime.datetime
    made_by: str
    notice: str
    off: list[list[datetime.date]]
    reason: str
    version: int
    worked: list[datetime.date]
    year: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        days = []
        for days_item_data in self.days:
            days_item = days_item_data.to_dict()
            days.append(days_item)

        id = self.id

        made_at = self.made_at.isoformat()

        made_by = self.made_by

        notice = self.notice

        off = []
        for off_item_data in self.off:
            off_item = []
            for off_item_item_data in off_item_data:
                off_item_item = off_item_item_data.isoformat()
                off_item.append(off_item_item)

            off.append(off_item)

        reason = self.reason

        version = self.version

        worked = []
        for worked_item_data in self.worked:
            worked_item = worked_item_data.isoformat()
            worked.append(worked_item)

        year = self.year

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "days": days,
                "id": id,
                "made_at": made_at,
                "made_by": made_by,
                "notice": notice,
                "off": off,
                "reason": reason,
                "version": version,
                "worked": worked,
                "year": year,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.calendar_day import CalendarDay

        d = dict(src_dict)
        days = []
        _days = d.pop("days")
        for days_item_data in _days:
            days_item = CalendarDay.from_dict(days_item_data)

            days.append(days_item)

        id = d.pop("id")

        made_at = datetime.datetime.fromisoformat(d.pop("made_at"))

        made_by = d.pop("made_by")

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

        version = d.pop("version")

        worked = []
        _worked = d.pop("worked")
        for worked_item_data in _worked:
            worked_item = datetime.date.fromisoformat(worked_item_data)

            worked.append(worked_item)

        year = d.pop("year")

        calendar_change_read = cls(
            days=days,
            id=id,
            made_at=made_at,
            made_by=made_by,
            notice=notice,
            off=off,
            reason=reason,
            version=version,
            worked=worked,
            year=year,
        )

        calendar_change_read.additional_properties = d
        return calendar_change_read

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
