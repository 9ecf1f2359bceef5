from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.examination_work_status import (
    ExaminationWorkStatus,
    check_examination_work_status,
)
from ..models.examination_work_verdict import (
    ExaminationWorkVerdict,
    check_examination_work_verdict,
)

if TYPE_CHECKING:
    from ..models.text_read import TextRead
    from ..models.work_clock import WorkClock
    from ..models.work_reason import WorkReason


T = TypeVar("T", bound="ExaminationWork")


@_attrs_define
class ExaminationWork:
    """One examination that waits. ``act_by`` is the stricter of the opinion's and the case's urgency.

    Attributes:
        act_by (int):
        asset_number (None | str):
        case_id (None | str): null for a routine measurement, which belongs to no case
        clock (None | WorkClock):
        created_at (datetime.datetime):
        equipment_id (None | str):
        equipment_name_en (None | str):
        equipment_name_zh (None | str):
        factory_id (str):
        factory_name (TextRead): One text in both languages.
        id (str):
        location (str):
        reasons (list[WorkReason]):
        recording_filename (str):
        recording_id (str):
        status (ExaminationWorkStatus):
        summary (TextRead): One text in both languages.
        urgency (int):
        verdict (ExaminationWorkVerdict):
    """

    act_by: int
    asset_number: None | str
    case_id: None | str
    clock: None | WorkClock
    created_at: datetime.datetime
    equipment_id: None | str
    equipment_name_en: None | str
    equipment_name_zh: None | str
    factory_id: str
    factory_name: TextRead
    id: str
    location: str
    reasons: list[WorkReason]
    recording_filename: str
    recording_id: str
    status: ExaminationWorkStatus
    summary: TextRead
    urgency: int
    verdict: ExaminationWorkVerdict
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.work_clock import WorkClock

        act_by = self.act_by

        asset_number: None | str
        asset_number = self.asset_number

        case_id: None | str
        case_id = self.case_id

        clock: dict[str, Any] | None
        if isinstance(self.clock, WorkClock):
            clock = self.clock.to_dict()
        else:
            clock = self.clock

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

        location = self.location

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

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
                "act_by": act_by,
                "asset_number": asset_number,
                "case_id": case_id,
                "clock": clock,
                "created_at": created_at,
                "equipment_id": equipment_id,
                "equipment_name_en": equipment_name_en,
                "equipment_name_zh": equipment_name_zh,
                "factory_id": factory_id,
                "factory_name": factory_name,
                "id": id,
                "location": location,
                "reasons": reasons,
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
        from ..models.work_clock import WorkClock
        from ..models.work_reason import WorkReason

        d = dict(src_dict)
        act_by = d.pop("act_by")

        def _parse_asset_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        asset_number = _parse_asset_number(d.pop("asset_number"))

        def _parse_case_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        case_id = _parse_case_id(d.pop("case_id"))

        def _parse_clock(data: object) -> None | WorkClock:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                clock_type_0 = WorkClock.from_dict(data)

                return clock_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | WorkClock, data)

        clock = _parse_clock(d.pop("clock"))

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

        location = d.pop("location")

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = WorkReason.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        recording_filename = d.pop("recording_filename")

        recording_id = d.pop("recording_id")

        status = check_examination_work_status(d.pop("status"))

        summary = TextRead.from_dict(d.pop("summary"))

        urgency = d.pop("urgency")

        verdict = check_examination_work_verdict(d.pop("verdict"))

        examination_work = cls(
            act_by=act_by,
            asset_number=asset_number,
            case_id=case_id,
            clock=clock,
            created_at=created_at,
            equipment_id=equipment_id,
            equipment_name_en=equipment_name_en,
            equipment_name_zh=equipment_name_zh,
            factory_id=factory_id,
            factory_name=factory_name,
            id=id,
            location=location,
            reasons=reasons,
            recording_filename=recording_filename,
            recording_id=recording_id,
            status=status,
            summary=summary,
            urgency=urgency,
            verdict=verdict,
        )

        examination_work.additional_properties = d
        return examination_work

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
