from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.report_item_state import ReportItemState, check_report_item_state

if TYPE_CHECKING:
    from ..models.text_read import TextRead
    from ..models.words import Words


T = TypeVar("T", bound="ReportItem")


@_attrs_define
class ReportItem:
    """One item of the prescription.

    Attributes:
        closed_at (datetime.datetime | None):
        due_on (datetime.date):
        owner (str):
        result (None | str):
        state (ReportItemState):
        state_text (TextRead): One text in both languages.
        what (Words): A text in one or both languages; null where nobody wrote it in that language.
    """

    closed_at: datetime.datetime | None
    due_on: datetime.date
    owner: str
    result: None | str
    state: ReportItemState
    state_text: TextRead
    what: Words
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        closed_at: None | str
        if isinstance(self.closed_at, datetime.datetime):
            closed_at = self.closed_at.isoformat()
        else:
            closed_at = self.closed_at

        due_on = self.due_on.isoformat()

        owner = self.owner

        result: None | str
        result = self.result

        state: str = self.state

        state_text = self.state_text.to_dict()

        what = self.what.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "closed_at": closed_at,
                "due_on": due_on,
                "owner": owner,
                "result": result,
                "state": state,
                "state_text": state_text,
                "what": what,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead
        from ..models.words import Words

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

        due_on = datetime.date.fromisoformat(d.pop("due_on"))

        owner = d.pop("owner")

        def _parse_result(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        result = _parse_result(d.pop("result"))

        state = check_report_item_state(d.pop("state"))

        state_text = TextRead.from_dict(d.pop("state_text"))

        what = Words.from_dict(d.pop("what"))

        report_item = cls(
            closed_at=closed_at,
            due_on=due_on,
            owner=owner,
            result=result,
            state=state,
            state_text=state_text,
            what=what,
        )

        report_item.additional_properties = d
        return report_item

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
