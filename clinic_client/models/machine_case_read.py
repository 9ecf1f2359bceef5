from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="MachineCaseRead")


@_attrs_define
class MachineCaseRead:
    """The most urgent open case of a machine, in short.

    Attributes:
        doctor_name (None | TextRead): who attends it
        id (str):
        opened_at (datetime.datetime):
        state (str):
        state_text (TextRead): One text in both languages.
        urgency (int | None):
        verdict (None | str): of its first opinion
    """

    doctor_name: None | TextRead
    id: str
    opened_at: datetime.datetime
    state: str
    state_text: TextRead
    urgency: int | None
    verdict: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.text_read import TextRead

        doctor_name: dict[str, Any] | None
        if isinstance(self.doctor_name, TextRead):
            doctor_name = self.doctor_name.to_dict()
        else:
            doctor_name = self.doctor_name

        id = self.id

        opened_at = self.opened_at.isoformat()

        state = self.state

        state_text = self.state_text.to_dict()

        urgency: int | None
        urgency = self.urgency

        verdict: None | str
        verdict = self.verdict

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "doctor_name": doctor_name,
                "id": id,
                "opened_at": opened_at,
                "state": state,
                "state_text": state_text,
                "urgency": urgency,
                "verdict": verdict,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)

        def _parse_doctor_name(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                doctor_name_type_0 = TextRead.from_dict(data)

                return doctor_name_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        doctor_name = _parse_doctor_name(d.pop("doctor_name"))

        id = d.pop("id")

        opened_at = datetime.datetime.fromisoformat(d.pop("opened_at"))

        state = d.pop("state")

        state_text = TextRead.from_dict(d.pop("state_text"))

        def _parse_urgency(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        urgency = _parse_urgency(d.pop("urgency"))

        def _parse_verdict(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        verdict = _parse_verdict(d.pop("verdict"))

        machine_case_read = cls(
            doctor_name=doctor_name,
            id=id,
            opened_at=opened_at,
            state=state,
            state_text=state_text,
            urgency=urgency,
            verdict=verdict,
        )

        machine_case_read.additional_properties = d
        return machine_case_read

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
