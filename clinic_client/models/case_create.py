from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.case_create_language import CaseCreateLanguage, check_case_create_language
from ..models.case_create_mode import CaseCreateMode, check_case_create_mode
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.noticed import Noticed


T = TypeVar("T", bound="CaseCreate")


@_attrs_define
class CaseCreate:
    """A new complaint: in words, by what was touched, or both.

    Attributes:
        language (CaseCreateLanguage):
        complaint (None | str | Unset):
        equipment_id (None | str | Unset):
        mode (CaseCreateMode | Unset):  Default: 'reception'.
        noticed (None | Noticed | Unset):
        recording_id (None | str | Unset):
    """

    language: CaseCreateLanguage
    complaint: None | str | Unset = UNSET
    equipment_id: None | str | Unset = UNSET
    mode: CaseCreateMode | Unset = "reception"
    noticed: None | Noticed | Unset = UNSET
    recording_id: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.noticed import Noticed

        language: str = self.language

        complaint: None | str | Unset
        if isinstance(self.complaint, Unset):
            complaint = UNSET
        else:
            complaint = self.complaint

        equipment_id: None | str | Unset
        if isinstance(self.equipment_id, Unset):
            equipment_id = UNSET
        else:
            equipment_id = self.equipment_id

        mode: str | Unset = UNSET
        if not isinstance(self.mode, Unset):
            mode = self.mode

        noticed: dict[str, Any] | None | Unset
        if isinstance(self.noticed, Unset):
            noticed = UNSET
        elif isinstance(self.noticed, Noticed):
            noticed = self.noticed.to_dict()
        else:
            noticed = self.noticed

        recording_id: None | str | Unset
        if isinstance(self.recording_id, Unset):
            recording_id = UNSET
        else:
            recording_id = self.recording_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "language": language,
            }
        )
        if complaint is not UNSET:
            field_dict["complaint"] = complaint
        if equipment_id is not UNSET:
            field_dict["equipment_id"] = equipment_id
        if mode is not UNSET:
            field_dict["mode"] = mode
        if noticed is not UNSET:
            field_dict["noticed"] = noticed
        if recording_id is not UNSET:
            field_dict["recording_id"] = recording_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.noticed import Noticed

        d = dict(src_dict)
        language = check_case_create_language(d.pop("language"))

        def _parse_complaint(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        complaint = _parse_complaint(d.pop("complaint", UNSET))

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

        def _parse_noticed(data: object) -> None | Noticed | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                noticed_type_0 = Noticed.from_dict(data)

                return noticed_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Noticed | Unset, data)

        noticed = _parse_noticed(d.pop("noticed", UNSET))

        def _parse_recording_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        recording_id = _parse_recording_id(d.pop("recording_id", UNSET))

        case_create = cls(
            language=language,
            complaint=complaint,
            equipment_id=equipment_id,
            mode=mode,
            noticed=noticed,
            recording_id=recording_id,
        )

        return case_create
