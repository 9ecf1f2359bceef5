from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="CaseRecordingAdd")


@_attrs_define
class CaseRecordingAdd:
    """A recording that was uploaded for the machine of the case.

    Attributes:
        recording_id (str):
    """

    recording_id: str

    def to_dict(self) -> dict[str, Any]:
        recording_id = self.recording_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "recording_id": recording_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        recording_id = d.pop("recording_id")

        case_recording_add = cls(
            recording_id=recording_id,
        )

        return case_recording_add
