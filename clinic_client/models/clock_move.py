from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.clock_kind import ClockKind, check_clock_kind

T = TypeVar("T", bound="ClockMove")


@_attrs_define
class ClockMove:
    """A running clock that would end at another moment.

    Attributes:
        case_id (str):
        clock (ClockKind): What the hospital promises to do in time.
        due_after (datetime.datetime):
        due_before (datetime.datetime):
        urgency (int):
    """

    case_id: str
    clock: ClockKind
    due_after: datetime.datetime
    due_before: datetime.datetime
    urgency: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        case_id = self.case_id

        clock: str = self.clock

        due_after = self.due_after.isoformat()

        due_before = self.due_before.isoformat()

        urgency = self.urgency

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "case_id": case_id,
                "clock": clock,
                "due_after": due_after,
                "due_before": due_before,
                "urgency": urgency,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        case_id = d.pop("case_id")

        clock = check_clock_kind(d.pop("clock"))

        due_after = datetime.datetime.fromisoformat(d.pop("due_after"))

        due_before = datetime.datetime.fromisoformat(d.pop("due_before"))

        urgency = d.pop("urgency")

        clock_move = cls(
            case_id=case_id,
            clock=clock,
            due_after=due_after,
            due_before=due_before,
            urgency=urgency,
        )

        clock_move.additional_properties = d
        return clock_move

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
