from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.measurement_read_verdict_type_0 import (
    MeasurementReadVerdictType0,
    check_measurement_read_verdict_type_0,
)

if TYPE_CHECKING:
    from ..models.coded_problem import CodedProblem
    from ..models.measurement_read_comparison_type_0 import (
        MeasurementReadComparisonType0,
    )


T = TypeVar("T", bound="MeasurementRead")


@_attrs_define
class MeasurementRead:
    """A recording after treatment; ``comparison`` is null until it was examined, ``problem`` says why it stays so.

    Attributes:
        added_at (datetime.datetime):
        added_by (str):
        case_id (str):
        comparison (MeasurementReadComparisonType0 | None):
        examination_id (None | str):
        id (str):
        problem (CodedProblem | None):
        recording_id (str):
        verdict (MeasurementReadVerdictType0 | None):
    """

    added_at: datetime.datetime
    added_by: str
    case_id: str
    comparison: MeasurementReadComparisonType0 | None
    examination_id: None | str
    id: str
    problem: CodedProblem | None
    recording_id: str
    verdict: MeasurementReadVerdictType0 | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.coded_problem import CodedProblem
        from ..models.measurement_read_comparison_type_0 import (
            MeasurementReadComparisonType0,
        )

        added_at = self.added_at.isoformat()

        added_by = self.added_by

        case_id = self.case_id

        comparison: dict[str, Any] | None
        if isinstance(self.comparison, MeasurementReadComparisonType0):
            comparison = self.comparison.to_dict()
        else:
            comparison = self.comparison

        examination_id: None | str
        examination_id = self.examination_id

        id = self.id

        problem: dict[str, Any] | None
        if isinstance(self.problem, CodedProblem):
            problem = self.problem.to_dict()
        else:
            problem = self.problem

        recording_id = self.recording_id

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
                "case_id": case_id,
                "comparison": comparison,
                "examination_id": examination_id,
                "id": id,
                "problem": problem,
                "recording_id": recording_id,
                "verdict": verdict,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.coded_problem import CodedProblem
        from ..models.measurement_read_comparison_type_0 import (
            MeasurementReadComparisonType0,
        )

        d = dict(src_dict)
        added_at = datetime.datetime.fromisoformat(d.pop("added_at"))

        added_by = d.pop("added_by")

        case_id = d.pop("case_id")

        def _parse_comparison(data: object) -> MeasurementReadComparisonType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                comparison_type_0 = MeasurementReadComparisonType0.from_dict(data)

                return comparison_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MeasurementReadComparisonType0 | None, data)

        comparison = _parse_comparison(d.pop("comparison"))

        def _parse_examination_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        examination_id = _parse_examination_id(d.pop("examination_id"))

        id = d.pop("id")

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

        def _parse_verdict(data: object) -> MeasurementReadVerdictType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                verdict_type_0 = check_measurement_read_verdict_type_0(data)

                return verdict_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MeasurementReadVerdictType0 | None, data)

        verdict = _parse_verdict(d.pop("verdict"))

        measurement_read = cls(
            added_at=added_at,
            added_by=added_by,
            case_id=case_id,
            comparison=comparison,
            examination_id=examination_id,
            id=id,
            problem=problem,
            recording_id=recording_id,
            verdict=verdict,
        )

        measurement_read.additional_properties = d
        return measurement_read

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
