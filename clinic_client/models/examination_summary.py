from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.examination_summary_status import (
    ExaminationSummaryStatus,
    check_examination_summary_status,
)
from ..models.examination_summary_verdict import (
    ExaminationSummaryVerdict,
    check_examination_summary_verdict,
)

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="ExaminationSummary")


@_attrs_define
class ExaminationSummary:
    """One line of a list of examinations.

    Attributes:
        case_id (None | str): null for a routine measurement, which belongs to no case
        created_at (datetime.datetime):
        equipment_id (None | str):
        equipment_name_en (None | str):
        equipment_name_zh (None | str):
        factory_id (str):
        factory_name (TextRead): One text in both languages.
        id (str):
        recording_filename (str):
        recording_id (str):
        status (ExaminationSummaryStatus):
        summary (TextRead): One text in both languages.
        urgency (int):
        verdict (ExaminationSummaryVerdict):
    """

    case_id: None | str
    created_at: datetime.datetime
    equipment_id: None | str
    equipment_name_en: None | str
    equipment_name_zh: None | str
    factory_id: str
    factory_name: TextRead
    id: str
    recording_filename: str
    recording_id: str
    status: ExaminationSummaryStatus
    summary: TextRead
    urgency: int
    verdict: ExaminationSummaryVerdict
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        case_id: None | str
        case_id = self.case_id

        created_at = self.created_at.isoformat()

        equipment_id: None | str
        equipment_id = self.equipment_id

        equipment_name_en: None | str
        equipment_name_en = self.equipment_name_en

        equipment_name_zh: None | str
        equipment_name_zh = self.equipment_name_zh

        factory_id = self.factory_id

        factory_name = self.factory_name.to_dict()

        id = self.id

        recording_filename = self.recording_filename

        recording_id = self.recording_id

        status: str = self.status

        summary = self.summary.to_dict()

        urgency = self.urgency

        verdict: str = self.verdict

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "case_id": case_id,
                "created_at": created_at,
                "equipment_id": equipment_id,
                "equipment_name_en": equipment_name_en,
                "equipment_name_zh": equipment_name_zh,
                "factory_id": factory_id,
                "factory_name": factory_name,
                "id": id,
                "recording_filename": recording_filename,
                "recording_id": recording_id,
                "status": status,
                "summary": summary,
                "urgency": urgency,
                "verdict": verdict,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)

        def _parse_case_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        case_id = _parse_case_id(d.pop("case_id"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_equipment_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        equipment_id = _parse_equipment_id(d.pop("equipment_id"))

        def _parse_equipment_name_en(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        equipment_name_en = _parse_equipment_name_en(d.pop("equipment_name_en"))

        def _parse_equipment_name_zh(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        equipment_name_zh = _parse_equipment_name_zh(d.pop("equipment_name_zh"))

        factory_id = d.pop("factory_id")

        factory_name = TextRead.from_dict(d.pop("factory_name"))

        id = d.pop("id")

        recording_filename = d.pop("recording_filename")

        recording_id = d.pop("recording_id")

        status = check_examination_summary_status(d.pop("status"))

        summary = TextRead.from_dict(d.pop("summary"))

        urgency = d.pop("urgency")

        verdict = check_examination_summary_verdict(d.pop("verdict"))

        examination_summary = cls(
            case_id=case_id,
            created_at=created_at,
            equipment_id=equipment_id,
            equipment_name_en=equipment_name_en,
            equipment_name_zh=equipment_name_zh,
            factory_id=factory_id,
            factory_name=factory_name,
            id=id,
            recording_filename=recording_filename,
            recording_id=recording_id,
            status=status,
            summary=summary,
            urgency=urgency,
            verdict=verdict,
        )

        examination_summary.additional_properties = d
        return examination_summary

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
