from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.correction_verdict import CorrectionVerdict, check_correction_verdict

if TYPE_CHECKING:
    from ..models.diagnosis_finding import DiagnosisFinding


T = TypeVar("T", bound="Correction")


@_attrs_define
class Correction:
    """What the engineer says instead of the opinion.

    Attributes:
        findings (list[DiagnosisFinding]):
        urgency (int):
        verdict (CorrectionVerdict):
    """

    findings: list[DiagnosisFinding]
    urgency: int
    verdict: CorrectionVerdict

    def to_dict(self) -> dict[str, Any]:
        findings = []
        for findings_item_data in self.findings:
            findings_item = findings_item_data.to_dict()
            findings.append(findings_item)

        urgency = self.urgency

        verdict: str = self.verdict

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "findings": findings,
                "urgency": urgency,
                "verdict": verdict,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.diagnosis_finding import DiagnosisFinding

        d = dict(src_dict)
        findings = []
        _findings = d.pop("findings")
        for findings_item_data in _findings:
            findings_item = DiagnosisFinding.from_dict(findings_item_data)

            findings.append(findings_item)

        urgency = d.pop("urgency")

        verdict = check_correction_verdict(d.pop("verdict"))

        correction = cls(
            findings=findings,
            urgency=urgency,
            verdict=verdict,
        )

        return correction
