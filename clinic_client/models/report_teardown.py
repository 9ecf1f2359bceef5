from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="ReportTeardown")


@_attrs_define
class ReportTeardown:
    """What was really found when the machine was opened.

    Attributes:
        component (None | str):
        name (TextRead): One text in both languages.
        outcome_text (TextRead): One text in both languages.
        part (None | TextRead):
        seen_on (datetime.date):
        words (str):
    """

    component: None | str
    name: TextRead
    outcome_text: TextRead
    part: None | TextRead
    seen_on: datetime.date
    words: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.text_read import TextRead

        component: None | str
        component = self.component

        name = self.name.to_dict()

        outcome_text = self.outcome_text.to_dict()

        part: dict[str, Any] | None
        if isinstance(self.part, TextRead):
            part = self.part.to_dict()
        else:
            part = self.part

        seen_on = self.seen_on.isoformat()

        words = self.words

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "component": component,
                "name": name,
                "outcome_text": outcome_text,
                "part": part,
                "seen_on": seen_on,
                "words": words,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)

        def _parse_component(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        component = _parse_component(d.pop("component"))

        name = TextRead.from_dict(d.pop("name"))

        outcome_text = TextRead.from_dict(d.pop("outcome_text"))

        def _parse_part(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                part_type_0 = TextRead.from_dict(data)

                return part_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        part = _parse_part(d.pop("part"))

        seen_on = datetime.date.fromisoformat(d.pop("seen_on"))

        words = d.pop("words")

        report_teardown = cls(
            component=component,
            name=name,
            outcome_text=outcome_text,
            part=part,
            seen_on=seen_on,
            words=words,
        )

        report_teardown.additional_properties = d
        return report_teardown

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
