from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.hazard_for_reporter_state import (
    HazardForReporterState,
    check_hazard_for_reporter_state,
)

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="HazardForReporter")


@_attrs_define
class HazardForReporter:
    """What became of an observation.

    Attributes:
        closed_at (datetime.datetime | None):
        created_at (datetime.datetime):
        feedback (None | str):
        number (str): to ask with later
        place (str):
        state (HazardForReporterState):
        state_text (TextRead): One text in both languages.
        what (str):
    """

    closed_at: datetime.datetime | None
    created_at: datetime.datetime
    feedback: None | str
    number: str
    place: str
    state: HazardForReporterState
    state_text: TextRead
    what: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        closed_at: None | str
        if isinstance(self.closed_at, datetime.datetime):
            closed_at = self.closed_at.isoformat()
        else:
            closed_at = self.closed_at

        created_at = self.created_at.isoformat()

        feedback: None | str
        feedback = self.feedback

        number = self.number

        place = self.place

        state: str = self.state

        state_text = self.state_text.to_dict()

        what = self.what

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "closed_at": closed_at,
                "created_at": created_at,
                "feedback": feedback,
                "number": number,
                "place": place,
                "state": state,
                "state_text": state_text,
                "what": what,
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

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_feedback(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        feedback = _parse_feedback(d.pop("feedback"))

        number = d.pop("number")

        place = d.pop("place")

        state = check_hazard_for_reporter_state(d.pop("state"))

        state_text = TextRead.from_dict(d.pop("state_text"))

        what = d.pop("what")

        hazard_for_reporter = cls(
            closed_at=closed_at,
            created_at=created_at,
            feedback=feedback,
            number=number,
            place=place,
            state=state,
            state_text=state_text,
            what=what,
        )

        hazard_for_reporter.additional_properties = d
        return hazard_for_reporter

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
