from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.clock_read_counts import ClockReadCounts, check_clock_read_counts
from ..models.clock_read_kind import ClockReadKind, check_clock_read_kind

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="ClockRead")


@_attrs_define
class ClockRead:
    """One promise of the hospital: what, until when, and whether it is kept.

    Attributes:
        counts (ClockReadCounts):
        due_at (datetime.datetime):
        is_late (bool):
        kind (ClockReadKind):
        met_at (datetime.datetime | None):
        name (TextRead): One text in both languages.
        seconds_left (int | None):
        started_at (datetime.datetime):
        stopped_at (datetime.datetime | None):
        stopped_because (None | TextRead):
        urgency (int):
    """

    counts: ClockReadCounts
    due_at: datetime.datetime
    is_late: bool
    kind: ClockReadKind
    met_at: datetime.datetime | None
    name: TextRead
    seconds_left: int | None
    started_at: datetime.datetime
    stopped_at: datetime.datetime | None
    stopped_because: None | TextRead
    urgency: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.text_read import TextRead

        counts: str = self.counts

        due_at = self.due_at.isoformat()

        is_late = self.is_late

        kind: str = self.kind

        met_at: None | str
        if isinstance(self.met_at, datetime.datetime):
            met_at = self.met_at.isoformat()
        else:
            met_at = self.met_at

        name = self.name.to_dict()

        seconds_left: int | None
        seconds_left = self.seconds_left

        started_at = self.started_at.isoformat()

        stopped_at: None | str
        if isinstance(self.stopped_at, datetime.datetime):
            stopped_at = self.stopped_at.isoformat()
        else:
            stopped_at = self.stopped_at

        stopped_because: dict[str, Any] | None
        if isinstance(self.stopped_because, TextRead):
            stopped_because = self.stopped_because.to_dict()
        else:
            stopped_because = self.stopped_because

        urgency = self.urgency

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "counts": counts,
                "due_at": due_at,
                "is_late": is_late,
                "kind": kind,
                "met_at": met_at,
                "name": name,
                "seconds_left": seconds_left,
                "started_at": started_at,
                "stopped_at": stopped_at,
                "stopped_because": stopped_because,
                "urgency": urgency,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        counts = check_clock_read_counts(d.pop("counts"))

        due_at = datetime.datetime.fromisoformat(d.pop("due_at"))

        is_late = d.pop("is_late")

        kind = check_clock_read_kind(d.pop("kind"))

        def _parse_met_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                met_at_type_0 = datetime.datetime.fromisoformat(data)

                return met_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        met_at = _parse_met_at(d.pop("met_at"))

        name = TextRead.from_dict(d.pop("name"))

        def _parse_seconds_left(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        seconds_left = _parse_seconds_left(d.pop("seconds_left"))

        started_at = datetime.datetime.fromisoformat(d.pop("started_at"))

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

        def _parse_stopped_because(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                stopped_because_type_0 = TextRead.from_dict(data)

                return stopped_because_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        stopped_because = _parse_stopped_because(d.pop("stopped_because"))

        urgency = d.pop("urgency")

        clock_read = cls(
            counts=counts,
            due_at=due_at,
            is_late=is_late,
            kind=kind,
            met_at=met_at,
            name=name,
            seconds_left=seconds_left,
            started_at=started_at,
            stopped_at=stopped_at,
            stopped_because=stopped_because,
            urgency=urgency,
        )

        clock_read.additional_properties = d
        return clock_read

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
