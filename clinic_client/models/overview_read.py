from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.clock_share_read import ClockShareRead
    from ..models.figure import Figure
    from ..models.load_read import LoadRead
    from ..models.overrides_read import OverridesRead


T = TypeVar("T", bound="OverviewRead")


@_attrs_define
class OverviewRead:
    """The coordinator's figures.

    Attributes:
        clocks (list[ClockShareRead]):
        first_time_right (Figure): One number and from how many it was counted; ``value`` is null, with a ``reason``,
            where nothing was.

            ``low`` and ``high`` are the 90 % interval of a share that is known from judged cases; its value is then the
            mean of
            the Beta posterior, which few cases leave near the middle.
        from_ (datetime.date):
        load_lately (LoadRead): How work is spread over the doctors, in shares of their capacity.
        load_now (LoadRead): How work is spread over the doctors, in shares of their capacity.
        overrides (OverridesRead): How often coordinators decided against the proposal, and why; the newest first, at
            most twenty.
        satisfaction (Figure): One number and from how many it was counted; ``value`` is null, with a ``reason``, where
            nothing was.

            ``low`` and ``high`` are the 90 % interval of a share that is known from judged cases; its value is then the
            mean of
            the Beta posterior, which few cases leave near the middle.
        to (datetime.date):
    """

    clocks: list[ClockShareRead]
    first_time_right: Figure
    from_: datetime.date
    load_lately: LoadRead
    load_now: LoadRead
    overrides: OverridesRead
    satisfaction: Figure
    to: datetime.date
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        clocks = []
        for clocks_item_data in self.clocks:
            clocks_item = clocks_item_data.to_dict()
            clocks.append(clocks_item)

        first_time_right = self.first_time_right.to_dict()

        from_ = self.from_.isoformat()

        load_lately = self.load_lately.to_dict()

        load_now = self.load_now.to_dict()

        overrides = self.overrides.to_dict()

        satisfaction = self.satisfaction.to_dict()

        to = self.to.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "clocks": clocks,
                "first_time_right": first_time_right,
                "from": from_,
                "load_lately": load_lately,
                "load_now": load_now,
                "overrides": overrides,
                "satisfaction": satisfaction,
                "to": to,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.clock_share_read import ClockShareRead
        from ..models.figure import Figure
        from ..models.load_read import LoadRead
        from ..models.overrides_read import OverridesRead

        d = dict(src_dict)
        clocks = []
        _clocks = d.pop("clocks")
        for clocks_item_data in _clocks:
            clocks_item = ClockShareRead.from_dict(clocks_item_data)

            clocks.append(clocks_item)

        first_time_right = Figure.from_dict(d.pop("first_time_right"))

        from_ = datetime.date.fromisoformat(d.pop("from"))

        load_lately = LoadRead.from_dict(d.pop("load_lately"))

        load_now = LoadRead.from_dict(d.pop("load_now"))

        overrides = OverridesRead.from_dict(d.pop("overrides"))

        satisfaction = Figure.from_dict(d.pop("satisfaction"))

        to = datetime.date.fromisoformat(d.pop("to"))

        overview_read = cls(
            clocks=clocks,
            first_time_right=first_time_right,
            from_=from_,
            load_lately=load_lately,
            load_now=load_now,
            overrides=overrides,
            satisfaction=satisfaction,
            to=to,
        )

        overview_read.additional_properties = d
        return overview_read

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
