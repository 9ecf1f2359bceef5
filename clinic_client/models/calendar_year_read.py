from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.calendar_year_read_source import (
    CalendarYearReadSource,
    check_calendar_year_read_source,
)

T = TypeVar("T", bound="CalendarYearRead")


@_attrs_define
class CalendarYearRead:
    """One year as it counts now; ``version`` is the number of its changes, 0 as it ships, and the ETag.

    Attributes:
        changed_at (datetime.datetime | None):
        changed_by (None | str):
        notice (str):
        off (list[list[datetime.date]]):
        source (CalendarYearReadSource):
        version (int):
        worked (list[datetime.date]):
        working_days (int):
        year (int):
    """

    changed_at: datetime.datetime | None
    changed_by: None | str
    notice: str
    off: list[list[datetime.date]]
    source: CalendarYearReadSource
    version: int
    worked: list[datetime.date]
    working_days: int
    year: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        changed_at: None | str
        if isinstance(self.changed_at, datetime.datetime):
            changed_at = self.changed_at.isoformat()
        else:
            changed_at = self.changed_at

        changed_by: None | str
        changed_by = self.changed_by

        notice = self.notice

        off = []
        for off_item_data in self.off:
            off_item = []
            for off_item_item_data in off_item_data:
                off_item_item = off_item_item_data.isoformat()
                off_item.append(off_item_item)

            off.append(off_item)

        source: str = self.source

        version = self.version

        worked = []
        for worked_item_data in self.worked:
            worked_item = worked_item_data.isoformat()
            worked.append(worked_item)

        working_days = self.working_days

        year = self.year

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "changed_at": changed_at,
                "changed_by": changed_by,
                "notice": notice,
                "off": off,
                "source": source,
                "version": version,
                "worked": worked,
                "working_days": working_days,
                "year": year,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_changed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                changed_at_type_0 = datetime.datetime.fromisoformat(data)

                return changed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        changed_at = _parse_changed_at(d.pop("changed_at"))

        def _parse_changed_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        changed_by = _parse_changed_by(d.pop("changed_by"))

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

        source = check_calendar_year_read_source(d.pop("source"))

        version = d.pop("version")

        worked = []
        _worked = d.pop("worked")
        for worked_item_data in _worked:
            worked_item = datetime.date.fromisoformat(worked_item_data)

            worked.append(worked_item)

        working_days = d.pop("working_days")

        year = d.pop("year")

        calendar_year_read = cls(
            changed_at=changed_at,
            changed_by=changed_by,
            notice=notice,
            off=off,
            source=source,
            version=version,
            worked=worked,
            working_days=working_days,
            year=year,
        )

        calendar_year_read.additional_properties = d
        return calendar_year_read

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
