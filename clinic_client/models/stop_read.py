from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.stop_read_state import StopReadState, check_stop_read_state

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="StopRead")


@_attrs_define
class StopRead:
    """One machine of a visit.

    Attributes:
        case_id (None | str):
        equipment_id (str):
        equipment_name (TextRead): One text in both languages.
        finding (None | str):
        id (str):
        joined (bool): whether the case was open already
        location (str):
        notes (None | str):
        position (int):
        recorded_at (datetime.datetime | None):
        recorded_by (None | str):
        state (StopReadState):
    """

    case_id: None | str
    equipment_id: str
    equipment_name: TextRead
    finding: None | str
    id: str
    joined: bool
    location: str
    notes: None | str
    position: int
    recorded_at: datetime.datetime | None
    recorded_by: None | str
    state: StopReadState
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        case_id: None | str
        case_id = self.case_id

        equipment_id = self.equipment_id

        equipment_name = self.equipment_name.to_dict()

        finding: None | str
        finding = self.finding

        id = self.id

        joined = self.joined

        location = self.location

        notes: None | str
        notes = self.notes

        position = self.position

        recorded_at: None | str
        if isinstance(self.recorded_at, datetime.datetime):
            recorded_at = self.recorded_at.isoformat()
        else:
            recorded_at = self.recorded_at

        recorded_by: None | str
        recorded_by = self.recorded_by

        state: str = self.state

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "case_id": case_id,
                "equipment_id": equipment_id,
                "equipment_name": equipment_name,
                "finding": finding,
                "id": id,
                "joined": joined,
                "location": location,
                "notes": notes,
                "position": position,
                "recorded_at": recorded_at,
                "recorded_by": recorded_by,
                "state": state,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)

        def _parse_case_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        case_id = _parse_case_id(d.pop("case_id"))

        equipment_id = d.pop("equipment_id")

        equipment_name = TextRead.from_dict(d.pop("equipment_name"))

        def _parse_finding(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        finding = _parse_finding(d.pop("finding"))

        id = d.pop("id")

        joined = d.pop("joined")

        location = d.pop("location")

        def _parse_notes(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        notes = _parse_notes(d.pop("notes"))

        position = d.pop("position")

        def _parse_recorded_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                recorded_at_type_0 = datetime.datetime.fromisoformat(data)

                return recorded_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        recorded_at = _parse_recorded_at(d.pop("recorded_at"))

        def _parse_recorded_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        recorded_by = _parse_recorded_by(d.pop("recorded_by"))

        state = check_stop_read_state(d.pop("state"))

        stop_read = cls(
            case_id=case_id,
            equipment_id=equipment_id,
            equipment_name=equipment_name,
            finding=finding,
            id=id,
            joined=joined,
            location=location,
            notes=notes,
            position=position,
            recorded_at=recorded_at,
            recorded_by=recorded_by,
            state=state,
        )

        stop_read.additional_properties = d
        return stop_read

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
