from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.case_recording_read_verdict_type_0 import (
    CaseRecordingReadVerdictType0,
    check_case_recording_read_verdict_type_0,
)

if TYPE_CHECKING:
    from ..models.coded_problem import CodedProblem


T = TypeVar("T", bound="CaseRecordingRead")


@_attrs_define
class CaseRecordingRead:
    """A recording of a case and what became of it.

    Attributes:
        added_at (datetime.datetime):
        added_by (str):
        examination_id (None | str): null until it is examined, and where it could not be
        filename (str):
        problem (CodedProblem | None): why there is no opinion on it
        recording_id (str):
        size_bytes (int):
        stands (bool): whether the case's opinion is the one on this recording
        verdict (CaseRecordingReadVerdictType0 | None):
    """

    added_at: datetime.datetime
    added_by: str
    examination_id: None | str
    filename: str
    problem: CodedProblem | None
    recording_id: str
    size_bytes: int
    stands: bool
    verdict: CaseRecordingReadVerdictType0 | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.coded_problem import CodedProblem

        added_at = self.added_at.isoformat()

        added_by = self.added_by

        examination_id: None | str
        examination_id = self.examination_id

        filename = self.filename

        problem: dict[str, Any] | None
        if isinstance(self.problem, CodedProblem):
            problem = self.problem.to_dict()
        else:
            problem = self.problem

        recording_id = self.recording_id

        size_bytes = self.size_bytes

        stands = self.stands

        verdict: None | str
        if isinstance(self.verdict, str):
            verdict = self.verdict
        else:
            verdict = self.verdict

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "added_at": added_at,
                "added_by": added_by,
                "examination_id": examination_id,
                "filename": filename,
                "problem": problem,
                "recording_id": recording_id,
                "size_bytes": size_bytes,
                "stands": stands,
                "verdict": verdict,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.coded_problem import CodedProblem

        d = dict(src_dict)
        added_at = datetime.datetime.fromisoformat(d.pop("added_at"))

        added_by = d.pop("added_by")

        def _parse_examination_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        examination_id = _parse_examination_id(d.pop("examination_id"))

        filename = d.pop("filename")

        def _parse_problem(data: object) -> CodedProblem | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                problem_type_0 = CodedProblem.from_dict(data)

                return problem_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CodedProblem | None, data)

        problem = _parse_problem(d.pop("problem"))

        recording_id = d.pop("recording_id")

        size_bytes = d.pop("size_bytes")

        stands = d.pop("stands")

        def _parse_verdict(data: object) -> CaseRecordingReadVerdictType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                verdict_type_0 = check_case_recording_read_verdict_type_0(data)

                return verdict_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CaseRecordingReadVerdictType0 | None, data)

        verdict = _parse_verdict(d.pop("verdict"))

        case_recording_read = cls(
            added_at=added_at,
            added_by=added_by,
            examination_id=examination_id,
            filename=filename,
            problem=problem,
            recording_id=recording_id,
            size_bytes=size_bytes,
            stands=stands,
            verdict=verdict,
        )

        case_recording_read.additional_properties = d
        return case_recording_read

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
