from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead
    from ..models.words import Words


T = TypeVar("T", bound="ReportAction")


@_attrs_define
class ReportAction:
    """One thing to do now.

    Attributes:
        by (datetime.date | None):
        by_text (None | TextRead):
        what (Words): A text in one or both languages; null where nobody wrote it in that language.
        who (TextRead): One text in both languages.
    """

    by: datetime.date | None
    by_text: None | TextRead
    what: Words
    who: TextRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.text_read import TextRead

        by: None | str
        if isinstance(self.by, datetime.date):
            by = self.by.isoformat()
        else:
            by = self.by

        by_text: dict[str, Any] | None
        if isinstance(self.by_text, TextRead):
            by_text = self.by_text.to_dict()
        else:
            by_text = self.by_text

        what = self.what.to_dict()

        who = self.who.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "by": by,
                "by_text": by_text,
                "what": what,
                "who": who,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead
        from ..models.words import Words

        d = dict(src_dict)

        def _parse_by(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                by_type_0 = datetime.date.fromisoformat(data)

                return by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        by = _parse_by(d.pop("by"))

        def _parse_by_text(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                by_text_type_0 = TextRead.from_dict(data)

                return by_text_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        by_text = _parse_by_text(d.pop("by_text"))

        what = Words.from_dict(d.pop("what"))

        who = TextRead.from_dict(d.pop("who"))

        report_action = cls(
            by=by,
            by_text=by_text,
            what=what,
            who=who,
        )

        report_action.additional_properties = d
        return report_action

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
