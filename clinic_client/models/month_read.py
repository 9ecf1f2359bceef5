from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.absent_figure import AbsentFigure
    from ..models.breakdown_read import BreakdownRead
    from ..models.median_read import MedianRead


T = TypeVar("T", bound="MonthRead")


@_attrs_define
class MonthRead:
    """The hospital's month. For funders counts under ``hidden_below`` are hidden, and what would give them away.

    Attributes:
        absent (list[AbsentFigure]):
        breakdowns (list[BreakdownRead]):
        counted_at (datetime.datetime):
        firms_served (int | None):
        hidden_below (int | None):
        medians (list[MedianRead]):
        month (str):
        satisfaction_answered_share (float | None):
        satisfaction_mean (float | None):
    """

    absent: list[AbsentFigure]
    breakdowns: list[BreakdownRead]
    counted_at: datetime.datetime
    firms_served: int | None
    hidden_below: int | None
    medians: list[MedianRead]
    month: str
    satisfaction_answered_share: float | None
    satisfaction_mean: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        absent = []
        for absent_item_data in self.absent:
            absent_item = absent_item_data.to_dict()
            absent.append(absent_item)

        breakdowns = []
        for breakdowns_item_data in self.breakdowns:
            breakdowns_item = breakdowns_item_data.to_dict()
            breakdowns.append(breakdowns_item)

        counted_at = self.counted_at.isoformat()

        firms_served: int | None
        firms_served = self.firms_served

        hidden_below: int | None
        hidden_below = self.hidden_below

        medians = []
        for medians_item_data in self.medians:
            medians_item = medians_item_data.to_dict()
            medians.append(medians_item)

        month = self.month

        satisfaction_answered_share: float | None
        satisfaction_answered_share = self.satisfaction_answered_share

        satisfaction_mean: float | None
        satisfaction_mean = self.satisfaction_mean

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "absent": absent,
                "breakdowns": breakdowns,
                "counted_at": counted_at,
                "firms_served": firms_served,
                "hidden_below": hidden_below,
                "medians": medians,
                "month": month,
                "satisfaction_answered_share": satisfaction_answered_share,
                "satisfaction_mean": satisfaction_mean,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.absent_figure import AbsentFigure
        from ..models.breakdown_read import BreakdownRead
        from ..models.median_read import MedianRead

        d = dict(src_dict)
        absent = []
        _absent = d.pop("absent")
        for absent_item_data in _absent:
            absent_item = AbsentFigure.from_dict(absent_item_data)

            absent.append(absent_item)

        breakdowns = []
        _breakdowns = d.pop("breakdowns")
        for breakdowns_item_data in _breakdowns:
            breakdowns_item = BreakdownRead.from_dict(breakdowns_item_data)

            breakdowns.append(breakdowns_item)

        counted_at = datetime.datetime.fromisoformat(d.pop("counted_at"))

        def _parse_firms_served(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        firms_served = _parse_firms_served(d.pop("firms_served"))

        def _parse_hidden_below(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        hidden_below = _parse_hidden_below(d.pop("hidden_below"))

        medians = []
        _medians = d.pop("medians")
        for medians_item_data in _medians:
            medians_item = MedianRead.from_dict(medians_item_data)

            medians.append(medians_item)

        month = d.pop("month")

        def _parse_satisfaction_answered_share(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        satisfaction_answered_share = _parse_satisfaction_answered_share(
            d.pop("satisfaction_answered_share")
        )

        def _parse_satisfaction_mean(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        satisfaction_mean = _parse_satisfaction_mean(d.pop("satisfaction_mean"))

        month_read = cls(
            absent=absent,
            breakdowns=breakdowns,
            counted_at=counted_at,
            firms_served=firms_served,
            hidden_below=hidden_below,
            medians=medians,
            month=month,
            satisfaction_answered_share=satisfaction_answered_share,
            satisfaction_mean=satisfaction_mean,
        )

        month_read.additional_properties = d
        return month_read

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
