"""What the API takes and says about diagnoses and treatment."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from clinic_api.cases.schemas import CodedProblem, UrgencyLevel
from clinic_api.kit.fields import LongText, RequestBody, ShortText, TextRead

__all__ = [
    "AmendDiagnosis",
    "CalibrationRow",
    "ConfirmedFindingRead",
    "ConfirmedFindingTell",
    "DiagnosisContent",
    "DiagnosisDraftRead",
    "DiagnosisFinding",
    "DiagnosisList",
    "DiagnosisRead",
    "DischargeCase",
    "DischargeRead",
    "ExaminationDecision",
    "ExaminationSignatureList",
    "ExaminationSignatureRead",
    "FinishTreatment",
    "FollowUpMeasure",
    "FollowUpRead",
    "GiveReason",
    "ItemOwner",
    "ItemResult",
    "ItemWithdraw",
    "MeasurementRead",
    "OwnWords",
    "OwnWordsRead",
    "Prescribe",
    "PrescribeItem",
    "PrescriptionItemRead",
    "PrescriptionRead",
    "SatisfactionRead",
    "SatisfactionTell",
    "SignDiagnosis",
    "SignedChainRead",
    "TemplateChoice",
    "TreatmentRead",
]

SeverityLevel = Literal["slight", "moderate", "severe", "critical"]
Component = Annotated[ShortText | None, Field(description="id of the bearing, gear, belt or shaft; null where unknown")]
FaultCode = Annotated[str, Field(max_length=60, examples=["bearing.outer_race"])]
FindingIndex = Annotated[int, Field(ge=0, le=200)]
Version = Annotated[int, Field(ge=1, le=1_000_000)]


class OwnWords(RequestBody):
    """What somebody wrote in his own words, in English, Chinese or both."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"en": None, "zh": "更换驱动端轴承，复查对中。"}]})

    en: LongText | None = None
    zh: LongText | None = None

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.en is None and self.zh is None:
            raise PydanticCustomError("own_words_missing", "one language is needed")
        return self


class OwnWordsRead(BaseModel):
    """Somebody's own words; a language in which nothing was written is null."""

    en: str | None
    zh: str | None


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


class SignedChainRead(BaseModel):
    """Whether all versions are as they were signed; ``broken_version`` is the first that is not."""

    valid: bool
    broken_version: int | None
    head_sha256: str


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


class TemplateChoice(RequestBody):
    """A treatment text of the first examination: of finding ``finding`` the text ``treatment``, counted from 0."""

    finding: FindingIndex
    treatment: FindingIndex


class ItemOwner(RequestBody):
    """Who is to do it: the factory (an account of it, or a name) or the attending doctor."""

    kind: Literal["factory", "doctor"] = "factory"
    account_id: Annotated[str | None, Field(max_length=40)] = None
    name: ShortText | None = None


class PrescribeItem(RequestBody):
    """One thing to do: in own words or from a template, and until when."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "what": {"zh": "更换驱动端轴承 6205"},
                    "owner": {"kind": "factory", "name": "王工"},
                    "due_on": "2026-12-04",
                }
            ]
        }
    )

    what: OwnWords | None = None
    template: TemplateChoice | None = None
    owner: ItemOwner = ItemOwner()
    due_on: date


class Prescribe(RequestBody):
    """The items to add to a case's prescription."""

    items: Annotated[list[PrescribeItem], Field(min_length=1, max_length=20)]


class PrescriptionItemRead(BaseModel):
    """One item of a prescription."""

    id: str
    case_id: str
    diagnosis_id: str
    what: OwnWordsRead
    owner_kind: Literal["factory", "doctor"]
    owner_account_id: str | None
    owner_name: str
    due_on: date
    state: Literal["open", "done", "not_done", "withdrawn"]
    result: str | None
    prescribed_by: str
    prescribed_at: datetime
    closed_by: str | None
    closed_at: datetime | None
    version: int


class PrescriptionRead(BaseModel):
    """The items of a case, in the order they were prescribed."""

    items: list[PrescriptionItemRead]


class ItemResult(RequestBody):
    """What became of an item; a reason is needed when it was not done."""

    state: Literal["done", "not_done"]
    result: LongText | None = None


class ItemWithdraw(RequestBody):
    """Why an item is no longer wanted."""

    reason: LongText


class GiveReason(RequestBody):
    """Why."""

    reason: LongText


class FinishTreatment(RequestBody):
    """Until when the machine is to be measured again; left out, the urgency of the diagnosis decides."""

    follow_up_due_on: date | None = None


class FollowUpMeasure(RequestBody):
    """The recording made after treatment, uploaded before."""

    recording_id: Annotated[str, Field(max_length=40)]


class MeasurementRead(BaseModel):
    """A recording after treatment; ``comparison`` is null until it was examined, ``problem`` says why it stays so."""

    id: str
    case_id: str
    recording_id: str
    examination_id: str | None
    verdict: Literal["better", "same", "worse", "not_comparable"] | None
    comparison: dict[str, Any] | None
    problem: CodedProblem | None
    added_by: str
    added_at: datetime


class FollowUpRead(BaseModel):
    """The follow-up of a case: until when, and what was measured, the newest first."""

    due_on: date
    set_by: str
    measurements: list[MeasurementRead]


class ConfirmedFindingTell(RequestBody):
    """What was really found when the machine was opened.

    ``examination_finding`` names the predicted finding; null for something that was not predicted (``other``).
    """

    examination_finding: FindingIndex | None = None
    outcome: Literal["confirmed", "refuted", "other"]
    found_fault: FaultCode | None = None
    words: LongText
    seen_on: date


class ConfirmedFindingRead(BaseModel):
    """One line about a finding; of several about the same one, the newest counts."""

    id: str
    case_id: str
    examination_id: str | None
    examination_finding: int | None
    fault: str | None
    component: str | None
    predicted_probability: float | None
    outcome: Literal["confirmed", "refuted", "other"]
    found_fault: str | None
    words: str
    seen_on: date
    told_by: str
    told_at: datetime


class CalibrationRow(BaseModel):
    """What was predicted beside what was found: ``outcome`` 1 where the finding was confirmed, 0 where not."""

    id: str
    case_id: str
    examination_id: str
    fault: str
    component: str | None
    predicted_probability: float
    outcome: Literal[0, 1]
    found_fault: str | None
    seen_on: date


class SatisfactionTell(RequestBody):
    """1 (not at all) … 5 (very) content, and why."""

    score: Annotated[int, Field(ge=1, le=5)]
    words: LongText | None = None


class SatisfactionRead(BaseModel):
    """What the factory answered."""

    id: str
    case_id: str
    score: int
    words: str | None
    told_by: str
    told_at: datetime


class DischargeCase(RequestBody):
    """How the treatment ended; a reason is needed where no comparable follow-up shows it."""

    outcome: Literal["repaired", "improved", "unchanged"]
    reason: LongText | None = None


class DischargeRead(BaseModel):
    """How a case ended."""

    outcome: Literal["repaired", "improved", "unchanged", "untreated", "declined"]
    measurement_id: str | None
    reason: str | None
    discharged_by: str
    discharged_at: datetime


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
