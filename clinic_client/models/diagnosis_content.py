from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.diagnosis_finding import DiagnosisFinding
    from ..models.own_words import OwnWords


T = TypeVar("T", bound="DiagnosisContent")


@_attrs_define
class DiagnosisContent:
    """What a diagnosis says.

    Attributes:
        conclusion (OwnWords): What somebody wrote in his own words, in English, Chinese or both.
        findings (list[DiagnosisFinding]):
        urgency (int):
    """

    conclusion: OwnWords
    findings: list[DiagnosisFinding]
    urgency: int

    def to_dict(self) -> dict[str, Any]:
        conclusion = self.conclusion.to_dict()

        findings = []
        for findings_item_data in self.findings:
            findings_item = findings_item_data.to_dict()
            findings.append(findings_item)

        urgency = self.urgency

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "conclusion": conclusion,
                "findings": findings,
                "urgency": urgency,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.diagnosis_finding import DiagnosisFinding
        from ..models.own_words import OwnWords

        d = dict(src_dict)
        conclusion = OwnWords.from_dict(d.pop("conclusion"))

        findings = []
        _findings = d.pop("findings")
        for findings_item_data in _findings:
            findings_item = DiagnosisFinding.from_dict(findings_item_data)

            findings.append(findings_item)

        urgency = d.pop("urgency")

        diagnosis_content = cls(
            conclusion=conclusion,
            findings=findings,
            urgency=urgency,
        )

        return diagnosis_content
