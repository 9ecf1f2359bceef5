from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.clock_kind import ClockKind, check_clock_kind

T = TypeVar("T", bound="ClockRule")


@_attrs_define
class ClockRule:
    """How long one clock runs at one urgency: by the wall clock, or in working time.

    Attributes:
        clock (ClockKind): What the hospital promises to do in time.
        in_working_time (bool):
        minutes (int):
        urgency (int):
    """

    clock: ClockKind
    in_working_time: bool
    minutes: int
    urgency: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        clock: str = self.clock

        in_working_time = self.in_working_time

        minutes = self.minutes

        urgency = self.urgency

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "clock": clock,
                "in_working_time": in_working_time,
                "minutes": minutes,
                "urgency": urgency,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        clock = check_clock_kind(d.pop("clock"))

        in_working_time = d.pop("in_working_time")

        minutes = d.pop("minutes")

        urgency = d.pop("urgency")

        clock_rule = cls(
            clock=clock,
            in_working_time=in_working_time,
            minutes=minutes,
            urgency=urgency,
        )

        clock_rule.additional_properties = d
        return clock_rule

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
