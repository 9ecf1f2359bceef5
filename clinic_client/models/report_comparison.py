from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.report_comparison_verdict_type_0 import (
    ReportComparisonVerdictType0,
    check_report_comparison_verdict_type_0,
)

if TYPE_CHECKING:
    from ..models.report_number import ReportNumber
    from ..models.text_read import TextRead


T = TypeVar("T", bound="ReportComparison")


@_attrs_define
class ReportComparison:
    """One measurement after treatment beside the first one.

    Attributes:
        at (datetime.datetime):
        notes (list[TextRead]):
        numbers (list[ReportNumber]):
        reasons (list[TextRead]):
        text (TextRead): One text in both languages.
        verdict (None | ReportComparisonVerdictType0):
    """

    at: datetime.datetime
    notes: list[TextRead]
    numbers: list[ReportNumber]
    reasons: list[TextRead]
    text: TextRead
    verdict: None | ReportComparisonVerdictType0
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        notes = []
        for notes_item_data in self.notes:
            notes_item = notes_item_data.to_dict()
            notes.append(notes_item)

        numbers = []
        for numbers_item_data in self.numbers:
            numbers_item = numbers_item_data.to_dict()
            numbers.append(numbers_item)

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        text = self.text.to_dict()

        verdict: None | str
        if isinstance(self.verdict, str):
            verdict = self.verdict
        else:
            verdict = self.verdict

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "notes": notes,
                "numbers": numbers,
                "reasons": reasons,
                "text": text,
                "verdict": verdict,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.report_number import ReportNumber
        from ..models.text_read import TextRead

        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        notes = []
        _notes = d.pop("notes")
        for notes_item_data in _notes:
            notes_item = TextRead.from_dict(notes_item_data)

            notes.append(notes_item)

        numbers = []
        _numbers = d.pop("numbers")
        for numbers_item_data in _numbers:
            numbers_item = ReportNumber.from_dict(numbers_item_data)

            numbers.append(numbers_item)

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = TextRead.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        text = TextRead.from_dict(d.pop("text"))

        def _parse_verdict(data: object) -> None | ReportComparisonVerdictType0:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                verdict_type_0 = check_report_comparison_verdict_type_0(data)

                return verdict_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReportComparisonVerdictType0, data)

        verdict = _parse_verdict(d.pop("verdict"))

        report_comparison = cls(
            at=at,
            notes=notes,
            numbers=numbers,
            reasons=reasons,
            text=text,
            verdict=verdict,
        )

        report_comparison.additional_properties = d
        return report_comparison

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
