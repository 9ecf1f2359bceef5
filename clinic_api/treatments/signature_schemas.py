"""What the API takes and says about signed examinations."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from clinic_api.cases.schemas import UrgencyLevel
from clinic_api.kit.fields import LongText, RequestBody
from clinic_api.treatments.diagnosis_schemas import DiagnosisFinding
from clinic_api.treatments.fields import SignedChainRead, Version

__all__ = ["Correction", "ExaminationDecision", "ExaminationSignatureList", "ExaminationSignatureRead"]


class Correction(RequestBody):
    """What the engineer says instead of the opinion."""

    verdict: Literal["healthy", "fault", "not_assessable"]
    urgency: UrgencyLevel
    findings: Annotated[list[DiagnosisFinding], Field(max_length=20)]


class ExaminationDecision(RequestBody):
    """Confirms the automatic opinion, or corrects it with a reason; ``amends`` names the version it replaces."""

    decision: Literal["confirmed", "corrected"]
    correction: Correction | None = None
    reason: LongText | None = None
    amends: Version | None = None


class ExaminationSignatureRead(BaseModel):
    """One signed version of what an engineer says about an opinion."""

    id: str
    examination_id: str
    case_id: str
    version: int
    decision: Literal["confirmed", "corrected"]
    document: dict[str, Any]
    signed_at: datetime
    previous_sha256: str
    sha256: str
    public_key: str
    signature: str


class ExaminationSignatureList(BaseModel):
    """All versions, the newest (which counts) first."""

    items: list[ExaminationSignatureRead]
    chain: SignedChainRead
