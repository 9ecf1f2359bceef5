from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.case_create_language import CaseCreateLanguage, check_case_create_language
from ..models.case_create_mode import CaseCreateMode, check_case_create_mode
from ..types import UNSET, Unset

T = TypeVar("T", bound="CaseCreate")


@_attrs_define
class CaseCreate:
    """A new complaint.

    Attributes:
        complaint (str):
        language (CaseCreateLanguage):
        equipment_id (None | str | Unset):
        mode (CaseCreateMode | Unset):  Default: 'reception'.
        recording_id (None | str | Unset):
    """

    complaint: str
    language: CaseCreateLanguage
    equipment_id: None | str | Unset = UNSET
    mode: CaseCreateMode | Unset = "reception"
    recording_id: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        complaint = self.complaint

        language: str = self.language

        equipment_id: None | str | Unset
        if isinstance(self.equipment_id, Unset):
            equipment_id = UNSET
        else:
            equipment_id = self.equipment_id

        mode: str | Unset = UNSET
        if not isinstance(self.mode, Unset):
            mode = self.mode

        recording_id: None | str | Unset
        if isinstance(self.recording_id, Unset):
            recording_id = UNSET
        else:
            recording_id = self.recording_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "complaint": complaint,
                "language": language,
            }
        )
        if equipment_id is not UNSET:
            field_dict["equipment_id"] = equipment_id
        if mode is not UNSET:
            field_dict["mode"] = mode
        if recording_id is not UNSET:
            field_dict["recording_id"] = recording_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        complaint = d.pop("complaint")

        language = check_case_create_language(d.pop("language"))

        def _parse_equipment_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        equipment_id = _parse_equipment_id(d.pop("equipment_id", UNSET))

        _mode = d.pop("mode", UNSET)
        mode: CaseCreateMode | Unset
        if isinstance(_mode, Unset):
            mode = UNSET
        else:
            mode = check_case_create_mode(_mode)

        def _parse_recording_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        recording_id = _parse_recording_id(d.pop("recording_id", UNSET))

        case_create = cls(
            complaint=complaint,
            language=language,
            equipment_id=equipment_id,
            mode=mode,
            recording_id=recording_id,
        )

        return case_create
