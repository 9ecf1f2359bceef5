from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.calendar_year_read import CalendarYearRead


T = TypeVar("T", bound="CalendarRead")


@_attrs_define
class CalendarRead:
    """The years that are known; of ``missing`` ones, this year or the next, Mondays to Fridays count.

    Attributes:
        missing (list[int]):
        today (datetime.date):
        years (list[CalendarYearRead]):
    """

    missing: list[int]
    today: datetime.date
    years: list[CalendarYearRead]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        missing = self.missing

        today = self.today.isoformat()

        years = []
        for years_item_data in self.years:
            years_item = years_item_data.to_dict()
            years.append(years_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "missing": missing,
                "today": today,
                "years": years,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.calendar_year_read import CalendarYearRead

        d = dict(src_dict)
        missing = cast(list[int], d.pop("missing"))

        today = datetime.date.fromisoformat(d.pop("today"))

        years = []
        _years = d.pop("years")
        for years_item_data in _years:
            years_item = CalendarYearRead.from_dict(years_item_data)

            years.append(years_item)

        calendar_read = cls(
            missing=missing,
            today=today,
            years=years,
        )

        calendar_read.additional_properties = d
        return calendar_read

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
