from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.report_ruled_out_by import ReportRuledOutBy, check_report_ruled_out_by

if TYPE_CHECKING:
    from ..models.text_read import TextRead
    from ..models.words import Words


T = TypeVar("T", bound="ReportRuledOut")


@_attrs_define
class ReportRuledOut:
    """A fault that was looked for and is not there.

    Attributes:
        by (ReportRuledOutBy):
        component (None | str):
        fault (str):
        name (TextRead): One text in both languages.
        part (None | TextRead):
        text (None | Words):
    """

    by: ReportRuledOutBy
    component: None | str
    fault: str
    name: TextRead
    part: None | TextRead
    text: None | Words
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.text_read import TextRead
        from ..models.words import Words

        by: str = self.by

        component: None | str
        component = self.component

        fault = self.fault

        name = self.name.to_dict()

        part: dict[str, Any] | None
        if isinstance(self.part, TextRead):
            part = self.part.to_dict()
        else:
            part = self.part

        text: dict[str, Any] | None
        if isinstance(self.text, Words):
            text = self.text.to_dict()
        else:
            text = self.text

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "by": by,
                "component": component,
                "fault": fault,
                "name": name,
                "part": part,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead
        from ..models.words import Words

        d = dict(src_dict)
        by = check_report_ruled_out_by(d.pop("by"))

        def _parse_component(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        component = _parse_component(d.pop("component"))

        fault = d.pop("fault")

        name = TextRead.from_dict(d.pop("name"))

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

        def _parse_text(data: object) -> None | Words:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                text_type_0 = Words.from_dict(data)

                return text_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Words, data)

        text = _parse_text(d.pop("text"))

        report_ruled_out = cls(
            by=by,
            component=component,
            fault=fault,
            name=name,
            part=part,
            text=text,
        )

        report_ruled_out.additional_properties = d
        return report_ruled_out

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
