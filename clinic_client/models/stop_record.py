from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.stop_record_language import StopRecordLanguage, check_stop_record_language
from ..types import UNSET, Unset

T = TypeVar("T", bound="StopRecord")


@_attrs_define
class StopRecord:
    """What was seen at one machine: a finding leads to a case; without one the machine was found in order, or it was
    left out (``skipped``, with the reason in the notes).

        Attributes:
            finding (None | str | Unset):
            language (StopRecordLanguage | Unset):  Default: 'zh'.
            notes (None | str | Unset):
            skipped (bool | Unset):  Default: False.
    """

    finding: None | str | Unset = UNSET
    language: StopRecordLanguage | Unset = "zh"
    notes: None | str | Unset = UNSET
    skipped: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        finding: None | str | Unset
        if isinstance(self.finding, Unset):
            finding = UNSET
        else:
            finding = self.finding

        language: str | Unset = UNSET
        if not isinstance(self.language, Unset):
            language = self.language

        notes: None | str | Unset
        if isinstance(self.notes, Unset):
            notes = UNSET
        else:
            notes = self.notes

        skipped = self.skipped

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if finding is not UNSET:
            field_dict["finding"] = finding
        if language is not UNSET:
            field_dict["language"] = language
        if notes is not UNSET:
            field_dict["notes"] = notes
        if skipped is not UNSET:
            field_dict["skipped"] = skipped

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_finding(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        finding = _parse_finding(d.pop("finding", UNSET))

        _language = d.pop("language", UNSET)
        language: StopRecordLanguage | Unset
        if isinstance(_language, Unset):
            language = UNSET
        else:
            language = check_stop_record_language(_language)

        def _parse_notes(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        notes = _parse_notes(d.pop("notes", UNSET))

        skipped = d.pop("skipped", UNSET)

        stop_record = cls(
            finding=finding,
            language=language,
            notes=notes,
            skipped=skipped,
        )

        return stop_record
