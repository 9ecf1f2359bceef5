from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="TurnRead")


@_attrs_define
class TurnRead:
    """One measurement that was due.

    Attributes:
        done_at (datetime.datetime | None):
        due_at (datetime.datetime):
        id (str):
        overdue_at (datetime.datetime):
        recording_id (None | str):
    """

    done_at: datetime.datetime | None
    due_at: datetime.datetime
    id: str
    overdue_at: datetime.datetime
    recording_id: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        done_at: None | str
        if isinstance(self.done_at, datetime.datetime):
            done_at = self.done_at.isoformat()
        else:
            done_at = self.done_at

        due_at = self.due_at.isoformat()

        id = self.id

        overdue_at = self.overdue_at.isoformat()

        recording_id: None | str
        recording_id = self.recording_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "done_at": done_at,
                "due_at": due_at,
                "id": id,
                "overdue_at": overdue_at,
                "recording_id": recording_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_done_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                done_at_type_0 = datetime.datetime.fromisoformat(data)

                return done_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        done_at = _parse_done_at(d.pop("done_at"))

        due_at = datetime.datetime.fromisoformat(d.pop("due_at"))

        id = d.pop("id")

        overdue_at = datetime.datetime.fromisoformat(d.pop("overdue_at"))

        def _parse_recording_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        recording_id = _parse_recording_id(d.pop("recording_id"))

        turn_read = cls(
            done_at=done_at,
            due_at=due_at,
            id=id,
            overdue_at=overdue_at,
            recording_id=recording_id,
        )

        turn_read.additional_properties = d
        return turn_read

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
