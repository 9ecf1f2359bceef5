"""What the API takes and says about diagnoses: drafted, signed, amended."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from clinic_api.cases.schemas import UrgencyLevel
from clinic_api.kit.fields import LongText, RequestBody, TextRead
from clinic_api.treatments.fields import (
    Component,
    FaultCode,
    FindingIndex,
    OwnWords,
    SeverityLevel,
    SignedChainRead,
    Version,
)

__all__ = [
    "AmendDiagnosis",
    "DiagnosisContent",
    "DiagnosisDraftRead",
    "DiagnosisFinding",
    "DiagnosisList",
    "DiagnosisRead",
    "SignDiagnosis",
]


class DiagnosisFinding(RequestBody):
    """One finding as the signer judges it: from the automatic opinion (confirmed, refuted) or added."""

    judgement: Literal["confirmed", "refuted", "added"]
    examination_finding: FindingIndex | None = None
    """Place of the finding in the examination's document; null for an added one."""
    fault: FaultCode
    component: Component = None
    severity: SeverityLevel | None = None
    """Needed unless refuted."""
    note: OwnWords | None = None


class DiagnosisContent(RequestBody):
    """What a diagnosis says."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "findings": [
                        {
                            "judgement": "confirmed",
                            "examination_finding": 0,
                            "fault": "bearing.outer_race",
                            "component": "DE",
                            "severity": "moderate",
                            "note": {"zh": "包络谱 107.3 Hz 及其倍频清晰。"},
                        }
                    ],
                    "conclusion": {
                        "zh": "驱动端轴承外圈损伤，一周内更换。",
                        "en": "Outer race defect, replace in a week.",
                    },
                    "urgency": 3,
                }
            ]
        }
    )

    findings: Annotated[list[DiagnosisFinding], Field(max_length=20)]
    conclusion: OwnWords
    urgency: UrgencyLevel
    """By when somebody must act on the machine."""


class DiagnosisDraftRead(BaseModel):
    """The diagnosis being written; ``needed_category`` may sign it alone."""

    version: int
    content: DiagnosisContent
    needed_category: int
    cosigned_by: str | None
    warnings: list[TextRead] = []
    """What to think of before signing; nothing of it keeps anybody from signing."""
    updated_at: datetime


class SignDiagnosis(RequestBody):
    """Signs the draft as it is in this version; another version is refused."""

    draft_version: Version


class AmendDiagnosis(SignDiagnosis):
    """Signs the draft as a new version of a signed diagnosis; the earlier ones stay."""

    reason: LongText


class DiagnosisRead(BaseModel):
    """One signed version. ``sha256`` is made over the one before it and the canonical JSON of ``document``."""

    id: str
    case_id: str
    version: int
    urgency: UrgencyLevel
    document: dict[str, Any]
    signed_at: datetime
    previous_sha256: str
    sha256: str
    public_key: str
    signature: str


class DiagnosisList(BaseModel):
    """All versions, the newest (which counts) first."""

    items: list[DiagnosisRead]
    chain: SignedChainRead
