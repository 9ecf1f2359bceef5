"""Findings as a person judges them, checked against the automatic opinion they speak of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from clinic_api.errors import Invalid
from clinic_api.examinations.models import Examination
from clinic_api.treatments.access import TEXTS
from clinic_api.treatments.diagnosis_schemas import DiagnosisFinding
from diagnostics.vocabulary import FAULTS

__all__ = ["asserted_severities", "check_findings", "known_fault", "opinion_finding"]


def check_findings(findings: Sequence[DiagnosisFinding], examination: Examination | None) -> None:
    """Refuse findings that name an unknown fault, no severity, or a finding that the opinion does not have."""
    for finding in findings:
        known_fault(finding.fault)
        if (finding.judgement == "added") != (finding.examination_finding is None):
            raise Invalid("finding_index_wrong", TEXTS("finding_index_wrong"))
        if finding.judgement != "refuted" and finding.severity is None:
            raise Invalid("severity_missing", TEXTS("severity_missing"))
        if finding.examination_finding is not None:
            opinion = opinion_finding(examination, finding.examination_finding)
            if opinion["fault"] != finding.fault:
                index, fault = finding.examination_finding, FAULTS[opinion["fault"]].name
                raise Invalid("finding_other_fault", TEXTS("finding_other_fault", index=index, fault=fault))


def asserted_severities(findings: Sequence[DiagnosisFinding]) -> list[str]:
    """Return the severities of what is not refuted."""
    return [finding.severity for finding in findings if finding.judgement != "refuted" and finding.severity is not None]


def opinion_finding(examination: Examination | None, index: int) -> dict[str, Any]:
    """Return one finding of the automatic opinion; refuses a number it does not have."""
    findings: list[dict[str, Any]] = [] if examination is None else examination.document["findings"]
    if index >= len(findings):
        raise Invalid("finding_unknown", TEXTS("finding_unknown", index=index))
    return findings[index]


def known_fault(code: str) -> str:
    """Return ``code``; refuses one that the vocabulary does not have."""
    if code not in FAULTS:
        raise Invalid("fault_unknown", TEXTS("fault_unknown", fault=code))
    return code
