from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.clock_share_read_clock import (
    ClockShareReadClock,
    check_clock_share_read_clock,
)

if TYPE_CHECKING:
    from ..models.figure import Figure


T = TypeVar("T", bound="ClockShareRead")


@_attrs_define
class ClockShareRead:
    """The share of one clock that was met in time, of those that were met or missed.

    Attributes:
        clock (ClockShareReadClock):
        on_time (Figure): One number and from how many it was counted; ``value`` is null, with a ``reason``, where
            nothing was.

            ``low`` and ``high`` are the 90 % interval of a share that is known from judged cases; its value is then the
            mean of
            the Beta posterior, which few cases leave near the middle.
    """

    clock: ClockShareReadClock
    on_time: Figure
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        clock: str = self.clock

        on_time = self.on_time.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "clock": clock,
                "on_time": on_time,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.figure import Figure

        d = dict(src_dict)
        clock = check_clock_share_read_clock(d.pop("clock"))

        on_time = Figure.from_dict(d.pop("on_time"))

        clock_share_read = cls(
            clock=clock,
            on_time=on_time,
        )

        clock_share_read.additional_properties = d
        return clock_share_read

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
