"""What the API says about the whole treatment of a case."""

from __future__ import annotations

from pydantic import BaseModel

from clinic_api.kit.fields import TextRead
from clinic_api.treatments.diagnosis_schemas import DiagnosisDraftRead, DiagnosisRead
from clinic_api.treatments.outcome_schemas import ConfirmedFindingRead, DischargeRead, FollowUpRead, SatisfactionRead
from clinic_api.treatments.prescription_schemas import PrescriptionItemRead

__all__ = ["TreatmentRead"]


class TreatmentRead(BaseModel):
    """All of a case from the diagnosis on; ``draft`` is for the hospital only, null for others."""

    case_id: str
    case_state: str
    case_state_text: TextRead
    case_version: int
    draft: DiagnosisDraftRead | None
    diagnosis: DiagnosisRead | None
    """The newest version, which counts."""
    diagnosis_versions: int
    prescription: list[PrescriptionItemRead]
    may_finish: bool
    """Whether every item is closed and the treatment can be finished."""
    follow_up: FollowUpRead | None
    confirmed_findings: list[ConfirmedFindingRead]
    satisfaction: SatisfactionRead | None
    discharge: DischargeRead | None
