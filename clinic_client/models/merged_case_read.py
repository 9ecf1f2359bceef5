from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.merged_case_read_language import (
    MergedCaseReadLanguage,
    check_merged_case_read_language,
)

T = TypeVar("T", bound="MergedCaseRead")


@_attrs_define
class MergedCaseRead:
    """A case that was merged into this one, in its reporter's own words.

    Attributes:
        complaint (str):
        created_at (datetime.datetime):
        id (str):
        language (MergedCaseReadLanguage):
        recording_id (None | str):
        reporter_name (str):
    """

    complaint: str
    created_at: datetime.datetime
    id: str
    language: MergedCaseReadLanguage
    recording_id: None | str
    reporter_name: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        complaint = self.complaint

        created_at = self.created_at.isoformat()

        id = self.id

        language: str = self.language

        recording_id: None | str
        recording_id = self.recording_id

        reporter_name = self.reporter_name

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "complaint": complaint,
                "created_at": created_at,
                "id": id,
                "language": language,
                "recording_id": recording_id,
                "reporter_name": reporter_name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        complaint = d.pop("complaint")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        id = d.pop("id")

        language = check_merged_case_read_language(d.pop("language"))

        def _parse_recording_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        recording_id = _parse_recording_id(d.pop("recording_id"))

        reporter_name = d.pop("reporter_name")

        merged_case_read = cls(
            complaint=complaint,
            created_at=created_at,
            id=id,
            language=language,
            recording_id=recording_id,
            reporter_name=reporter_name,
        )

        merged_case_read.additional_properties = d
        return merged_case_read

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
