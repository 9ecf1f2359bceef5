from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.calendar_day import CalendarDay
    from ..models.clock_move import ClockMove


T = TypeVar("T", bound="CalendarPreview")


@_attrs_define
class CalendarPreview:
    """What a change would do: ``moved`` clocks, of these ``later`` and ``earlier`` ones, the first of them as
    ``examples``; the ``missed`` ones stay missed.

        Attributes:
            days (list[CalendarDay]):
            earlier (int):
            examples (list[ClockMove]):
            later (int):
            missed (int):
            moved (int):
    """

    days: list[CalendarDay]
    earlier: int
    examples: list[ClockMove]
    later: int
    missed: int
    moved: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        days = []
        for days_item_data in self.days:
            days_item = days_item_data.to_dict()
            days.append(days_item)

        earlier = self.earlier

        examples = []
        for examples_item_data in self.examples:
            examples_item = examples_item_data.to_dict()
            examples.append(examples_item)

        later = self.later

        missed = self.missed

        moved = self.moved

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "days": days,
                "earlier": earlier,
                "examples": examples,
                "later": later,
                "missed": missed,
                "moved": moved,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.calendar_day import CalendarDay
        from ..models.clock_move import ClockMove

        d = dict(src_dict)
        days = []
        _days = d.pop("days")
        for days_item_data in _days:
            days_item = CalendarDay.from_dict(days_item_data)

            days.append(days_item)

        earlier = d.pop("earlier")

        examples = []
        _examples = d.pop("examples")
        for examples_item_data in _examples:
            examples_item = ClockMove.from_dict(examples_item_data)

            examples.append(examples_item)

        later = d.pop("later")

        missed = d.pop("missed")

        moved = d.pop("moved")

        calendar_preview = cls(
            days=days,
            earlier=earlier,
            examples=examples,
            later=later,
            missed=missed,
            moved=moved,
        )

        calendar_preview.additional_properties = d
        return calendar_preview

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
