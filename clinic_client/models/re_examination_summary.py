from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.re_examination_summary_verdict import (
    ReExaminationSummaryVerdict,
    check_re_examination_summary_verdict,
)

if TYPE_CHECKING:
    from ..models.difference import Difference
    from ..models.re_examination_summary_overrides import ReExaminationSummaryOverrides
    from ..models.text_read import TextRead


T = TypeVar("T", bound="ReExaminationSummary")


@_attrs_define
class ReExaminationSummary:
    """A repeated examination that was kept, without its document.

    Attributes:
        asked_by (TextRead): One text in both languages.
        created_at (datetime.datetime):
        differences (list[Difference]):
        examination_id (str):
        id (str):
        overrides (ReExaminationSummaryOverrides):
        reason (str):
        summary (TextRead): One text in both languages.
        verdict (ReExaminationSummaryVerdict):
    """

    asked_by: TextRead
    created_at: datetime.datetime
    differences: list[Difference]
    examination_id: str
    id: str
    overrides: ReExaminationSummaryOverrides
    reason: str
    summary: TextRead
    verdict: ReExaminationSummaryVerdict
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        asked_by = self.asked_by.to_dict()

        created_at = self.created_at.isoformat()

        differences = []
        for differences_item_data in self.differences:
            differences_item = differences_item_data.to_dict()
            differences.append(differences_item)

        examination_id = self.examination_id

        id = self.id

        overrides = self.overrides.to_dict()

        reason = self.reason

        summary = self.summary.to_dict()

        verdict: str = self.verdict

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "asked_by": asked_by,
                "created_at": created_at,
                "differences": differences,
                "examination_id": examination_id,
                "id": id,
                "overrides": overrides,
                "reason": reason,
                "summary": summary,
                "verdict": verdict,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.difference import Difference
        from ..models.re_examination_summary_overrides import (
            ReExaminationSummaryOverrides,
        )
        from ..models.text_read import TextRead

        d = dict(src_dict)
        asked_by = TextRead.from_dict(d.pop("asked_by"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        differences = []
        _differences = d.pop("differences")
        for differences_item_data in _differences:
            differences_item = Difference.from_dict(differences_item_data)

            differences.append(differences_item)

        examination_id = d.pop("examination_id")

        id = d.pop("id")

        overrides = ReExaminationSummaryOverrides.from_dict(d.pop("overrides"))

        reason = d.pop("reason")

        summary = TextRead.from_dict(d.pop("summary"))

        verdict = check_re_examination_summary_verdict(d.pop("verdict"))

        re_examination_summary = cls(
            asked_by=asked_by,
            created_at=created_at,
            differences=differences,
            examination_id=examination_id,
            id=id,
            overrides=overrides,
            reason=reason,
            summary=summary,
            verdict=verdict,
        )

        re_examination_summary.additional_properties = d
        return re_examination_summary

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
