from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.examined_recording_verdict_type_0 import (
    ExaminedRecordingVerdictType0,
    check_examined_recording_verdict_type_0,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.recording_facts_read import RecordingFactsRead


T = TypeVar("T", bound="ExaminedRecording")


@_attrs_define
class ExaminedRecording:
    """A recording of a machine; what is of its examination is null where it was not examined.

    Attributes:
        created_at (datetime.datetime):
        equipment_id (None | str):
        factory_id (str):
        filename (str):
        format_ (str):
        id (str):
        sha256 (str):
        size_bytes (int):
        case_id (None | str | Unset):
        examination_id (None | str | Unset):
        examined_at (datetime.datetime | None | Unset):
        facts (None | RecordingFactsRead | Unset):
        speed_rpm (float | None | Unset):
        verdict (ExaminedRecordingVerdictType0 | None | Unset):
    """

    created_at: datetime.datetime
    equipment_id: None | str
    factory_id: str
    filename: str
    format_: str
    id: str
    sha256: str
    size_bytes: int
    case_id: None | str | Unset = UNSET
    examination_id: None | str | Unset = UNSET
    examined_at: datetime.datetime | None | Unset = UNSET
    facts: None | RecordingFactsRead | Unset = UNSET
    speed_rpm: float | None | Unset = UNSET
    verdict: ExaminedRecordingVerdictType0 | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.recording_facts_read import RecordingFactsRead

        created_at = self.created_at.isoformat()

        equipment_id: None | str
        equipment_id = self.equipment_id

        factory_id = self.factory_id

        filename = self.filename

        format_ = self.format_

        id = self.id

        sha256 = self.sha256

        size_bytes = self.size_bytes

        case_id: None | str | Unset
        if isinstance(self.case_id, Unset):
            case_id = UNSET
        else:
            case_id = self.case_id

        examination_id: None | str | Unset
        if isinstance(self.examination_id, Unset):
            examination_id = UNSET
        else:
            examination_id = self.examination_id

        examined_at: None | str | Unset
        if isinstance(self.examined_at, Unset):
            examined_at = UNSET
        elif isinstance(self.examined_at, datetime.datetime):
            examined_at = self.examined_at.isoformat()
        else:
            examined_at = self.examined_at

        facts: dict[str, Any] | None | Unset
        if isinstance(self.facts, Unset):
            facts = UNSET
        elif isinstance(self.facts, RecordingFactsRead):
            facts = self.facts.to_dict()
        else:
            facts = self.facts

        speed_rpm: float | None | Unset
        if isinstance(self.speed_rpm, Unset):
            speed_rpm = UNSET
        else:
            speed_rpm = self.speed_rpm

        verdict: None | str | Unset
        if isinstance(self.verdict, Unset):
            verdict = UNSET
        elif isinstance(self.verdict, str):
            verdict = self.verdict
        else:
            verdict = self.verdict

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "equipment_id": equipment_id,
                "factory_id": factory_id,
                "filename": filename,
                "format": format_,
                "id": id,
                "sha256": sha256,
                "size_bytes": size_bytes,
            }
        )
        if case_id is not UNSET:
            field_dict["case_id"] = case_id
        if examination_id is not UNSET:
            field_dict["examination_id"] = examination_id
        if examined_at is not UNSET:
            field_dict["examined_at"] = examined_at
        if facts is not UNSET:
            field_dict["facts"] = facts
        if speed_rpm is not UNSET:
            field_dict["speed_rpm"] = speed_rpm
        if verdict is not UNSET:
            field_dict["verdict"] = verdict

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.recording_facts_read import RecordingFactsRead

        d = dict(src_dict)
        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_equipment_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        equipment_id = _parse_equipment_id(d.pop("equipment_id"))

        factory_id = d.pop("factory_id")

        filename = d.pop("filename")

        format_ = d.pop("format")

        id = d.pop("id")

        sha256 = d.pop("sha256")

        size_bytes = d.pop("size_bytes")

        def _parse_case_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        case_id = _parse_case_id(d.pop("case_id", UNSET))

        def _parse_examination_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        examination_id = _parse_examination_id(d.pop("examination_id", UNSET))

        def _parse_examined_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                examined_at_type_0 = datetime.datetime.fromisoformat(data)

                return examined_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        examined_at = _parse_examined_at(d.pop("examined_at", UNSET))

        def _parse_facts(data: object) -> None | RecordingFactsRead | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                facts_type_0 = RecordingFactsRead.from_dict(data)

                return facts_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RecordingFactsRead | Unset, data)

        facts = _parse_facts(d.pop("facts", UNSET))

        def _parse_speed_rpm(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        speed_rpm = _parse_speed_rpm(d.pop("speed_rpm", UNSET))

        def _parse_verdict(
            data: object,
        ) -> ExaminedRecordingVerdictType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                verdict_type_0 = check_examined_recording_verdict_type_0(data)

                return verdict_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ExaminedRecordingVerdictType0 | None | Unset, data)

        verdict = _parse_verdict(d.pop("verdict", UNSET))

        examined_recording = cls(
            created_at=created_at,
            equipment_id=equipment_id,
            factory_id=factory_id,
            filename=filename,
            format_=format_,
            id=id,
            sha256=sha256,
            size_bytes=size_bytes,
            case_id=case_id,
            examination_id=examination_id,
            examined_at=examined_at,
            facts=facts,
            speed_rpm=speed_rpm,
            verdict=verdict,
        )

        examined_recording.additional_properties = d
        return examined_recording

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
