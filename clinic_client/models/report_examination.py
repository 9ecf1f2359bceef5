from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="ReportExamination")


@_attrs_define
class ReportExamination:
    """The automatic examination that the report rests on.

    Attributes:
        at (datetime.datetime):
        id (str):
        program_version (str):
        recording_filename (str):
        recording_sha256 (str):
        speed_rpm (float | None):
        speed_text (TextRead): One text in both languages.
    """

    at: datetime.datetime
    id: str
    program_version: str
    recording_filename: str
    recording_sha256: str
    speed_rpm: float | None
    speed_text: TextRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        id = self.id

        program_version = self.program_version

        recording_filename = self.recording_filename

        recording_sha256 = self.recording_sha256

        speed_rpm: float | None
        speed_rpm = self.speed_rpm

        speed_text = self.speed_text.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "id": id,
                "program_version": program_version,
                "recording_filename": recording_filename,
                "recording_sha256": recording_sha256,
                "speed_rpm": speed_rpm,
                "speed_text": speed_text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        id = d.pop("id")

        program_version = d.pop("program_version")

        recording_filename = d.pop("recording_filename")

        recording_sha256 = d.pop("recording_sha256")

        def _parse_speed_rpm(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        speed_rpm = _parse_speed_rpm(d.pop("speed_rpm"))

        speed_text = TextRead.from_dict(d.pop("speed_text"))

        report_examination = cls(
            at=at,
            id=id,
            program_version=program_version,
            recording_filename=recording_filename,
            recording_sha256=recording_sha256,
            speed_rpm=speed_rpm,
            speed_text=speed_text,
        )

        report_examination.additional_properties = d
        return report_examination

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
