from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="ReportCase")


@_attrs_define
class ReportCase:
    """Which case the report is about.

    Attributes:
        closed_at (datetime.datetime | None):
        complaint (str): in the reporter's words
        id (str):
        mode_text (TextRead): One text in both languages.
        number (str): what people call the case: the code on the reporter's receipt, or the id's end
        opened_at (datetime.datetime):
        state (str):
        state_text (TextRead): One text in both languages.
    """

    closed_at: datetime.datetime | None
    complaint: str
    id: str
    mode_text: TextRead
    number: str
    opened_at: datetime.datetime
    state: str
    state_text: TextRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        closed_at: None | str
        if isinstance(self.closed_at, datetime.datetime):
            closed_at = self.closed_at.isoformat()
        else:
            closed_at = self.closed_at

        complaint = self.complaint

        id = self.id

        mode_text = self.mode_text.to_dict()

        number = self.number

        opened_at = self.opened_at.isoformat()

        state = self.state

        state_text = self.state_text.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "closed_at": closed_at,
                "complaint": complaint,
                "id": id,
                "mode_text": mode_text,
                "number": number,
                "opened_at": opened_at,
                "state": state,
                "state_text": state_text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)

        def _parse_closed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closed_at_type_0 = datetime.datetime.fromisoformat(data)

                return closed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        closed_at = _parse_closed_at(d.pop("closed_at"))

        complaint = d.pop("complaint")

        id = d.pop("id")

        mode_text = TextRead.from_dict(d.pop("mode_text"))

        number = d.pop("number")

        opened_at = datetime.datetime.fromisoformat(d.pop("opened_at"))

        state = d.pop("state")

        state_text = TextRead.from_dict(d.pop("state_text"))

        report_case = cls(
            closed_at=closed_at,
            complaint=complaint,
            id=id,
            mode_text=mode_text,
            number=number,
            opened_at=opened_at,
            state=state,
            state_text=state_text,
        )

        report_case.additional_properties = d
        return report_case

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
