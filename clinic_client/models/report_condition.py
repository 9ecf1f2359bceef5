from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.report_condition_light import (
    ReportConditionLight,
    check_report_condition_light,
)
from ..models.report_condition_shape import (
    ReportConditionShape,
    check_report_condition_shape,
)
from ..models.report_condition_verdict import (
    ReportConditionVerdict,
    check_report_condition_verdict,
)

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="ReportCondition")


@_attrs_define
class ReportCondition:
    """The light: colour, shape and word together, and by when somebody must act.

    Attributes:
        act_by (datetime.datetime | None):
        act_by_text (None | TextRead):
        colour (str):
        light (ReportConditionLight):
        name (TextRead): One text in both languages.
        sentence (TextRead): One text in both languages.
        shape (ReportConditionShape):
        urgency (int | None):
        verdict (ReportConditionVerdict):
        verdict_text (TextRead): One text in both languages.
    """

    act_by: datetime.datetime | None
    act_by_text: None | TextRead
    colour: str
    light: ReportConditionLight
    name: TextRead
    sentence: TextRead
    shape: ReportConditionShape
    urgency: int | None
    verdict: ReportConditionVerdict
    verdict_text: TextRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.text_read import TextRead

        act_by: None | str
        if isinstance(self.act_by, datetime.datetime):
            act_by = self.act_by.isoformat()
        else:
            act_by = self.act_by

        act_by_text: dict[str, Any] | None
        if isinstance(self.act_by_text, TextRead):
            act_by_text = self.act_by_text.to_dict()
        else:
            act_by_text = self.act_by_text

        colour = self.colour

        light: str = self.light

        name = self.name.to_dict()

        sentence = self.sentence.to_dict()

        shape: str = self.shape

        urgency: int | None
        urgency = self.urgency

        verdict: str = self.verdict

        verdict_text = self.verdict_text.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "act_by": act_by,
                "act_by_text": act_by_text,
                "colour": colour,
                "light": light,
                "name": name,
                "sentence": sentence,
                "shape": shape,
                "urgency": urgency,
                "verdict": verdict,
                "verdict_text": verdict_text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)

        def _parse_act_by(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                act_by_type_0 = datetime.datetime.fromisoformat(data)

                return act_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        act_by = _parse_act_by(d.pop("act_by"))

        def _parse_act_by_text(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                act_by_text_type_0 = TextRead.from_dict(data)

                return act_by_text_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        act_by_text = _parse_act_by_text(d.pop("act_by_text"))

        colour = d.pop("colour")

        light = check_report_condition_light(d.pop("light"))

        name = TextRead.from_dict(d.pop("name"))

        sentence = TextRead.from_dict(d.pop("sentence"))

        shape = check_report_condition_shape(d.pop("shape"))

        def _parse_urgency(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        urgency = _parse_urgency(d.pop("urgency"))

        verdict = check_report_condition_verdict(d.pop("verdict"))

        verdict_text = TextRead.from_dict(d.pop("verdict_text"))

        report_condition = cls(
            act_by=act_by,
            act_by_text=act_by_text,
            colour=colour,
            light=light,
            name=name,
            sentence=sentence,
            shape=shape,
            urgency=urgency,
            verdict=verdict,
            verdict_text=verdict_text,
        )

        report_condition.additional_properties = d
        return report_condition

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
