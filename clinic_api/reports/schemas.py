"""What a report says. The same content is set as PDF, shown on the phone page and in the dashboard."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, Field

from clinic_api.cases.schemas import UrgencyLevel
from clinic_api.kit.fields import TextRead

__all__ = [
    "ReportAction",
    "ReportAmendment",
    "ReportCase",
    "ReportComparison",
    "ReportCondition",
    "ReportDischarge",
    "ReportExamination",
    "ReportFact",
    "ReportFactory",
    "ReportFigure",
    "ReportFinding",
    "ReportFollowUp",
    "ReportItem",
    "ReportMachine",
    "ReportMeasurement",
    "ReportNotice",
    "ReportNumber",
    "ReportRead",
    "ReportRuledOut",
    "ReportSign",
    "ReportSignature",
    "ReportStatus",
    "ReportTeardown",
    "Words",
]

ReportStatus = Literal["preliminary", "final", "amended"]
Light = Literal["urgency_1", "urgency_2", "urgency_3", "urgency_4", "urgency_5", "unknown", "closed"]
Shape = Literal["octagon", "triangle", "diamond", "circle", "ring", "question", "check"]
Severity = Literal["slight", "moderate", "severe", "critical"]


class Words(BaseModel):
    """A text in one or both languages; null where nobody wrote it in that language."""

    en: str | None
    zh: str | None


class ReportFact(BaseModel):
    """One line of a nameplate."""

    label: TextRead
    value: str


class ReportCase(BaseModel):
    """Which case the report is about."""

    id: str
    number: str = Field(description="what people call the case: the code on the reporter's receipt, or the id's end")
    mode_text: TextRead
    state: str
    state_text: TextRead
    complaint: str = Field(description="in the reporter's words")
    opened_at: datetime
    closed_at: datetime | None


class ReportFactory(BaseModel):
    """Whose machine it is."""

    name: TextRead
    address: str


class ReportMachine(BaseModel):
    """The machine with what is stamped on it."""

    name: TextRead
    kind_text: TextRead
    asset_number: str | None
    location: str
    nameplate: list[ReportFact]


class ReportExamination(BaseModel):
    """The automatic examination that the report rests on."""

    id: str
    at: datetime
    recording_filename: str
    recording_sha256: str
    program_version: str
    speed_rpm: float | None
    speed_text: TextRead


class ReportCondition(BaseModel):
    """The light: colour, shape and word together, and by when somebody must act."""

    verdict: Literal["fault", "healthy", "not_assessable", "refuted", "not_examined"]
    verdict_text: TextRead
    light: Light
    shape: Shape
    colour: str = Field(examples=["#d9730d"])
    name: TextRead
    sentence: TextRead
    urgency: UrgencyLevel | None
    act_by: datetime | None
    act_by_text: TextRead | None


class ReportAction(BaseModel):
    """One thing to do now."""

    what: Words
    who: TextRead
    by: date | None
    by_text: TextRead | None


class ReportFigure(BaseModel):
    """The picture that shows a finding; `GET /examinations/{examination_id}/figures/{index}` sends it."""

    examination_id: str
    index: int
    caption: TextRead


class ReportFinding(BaseModel):
    """One suspected or confirmed fault with what speaks for and against it."""

    fault: str
    name: TextRead
    component: str | None
    part: TextRead | None = Field(description="the component with what it is: bearing DE; null for the whole machine")
    judgement: Literal["automatic", "confirmed", "added"]
    judgement_text: TextRead
    severity: Severity
    severity_text: TextRead
    basis: TextRead | None = Field(description="what the severity of the automatic opinion rests on")
    probability: float | None
    false_alarm_probability: float | None
    recalibrated_probability: float | None = Field(description="by the teardowns of this service, where active")
    evidence: list[TextRead]
    against: list[TextRead]
    note: Words | None = Field(description="the signer's own words")
    figure: ReportFigure | None


class ReportRuledOut(BaseModel):
    """A fault that was looked for and is not there."""

    fault: str
    name: TextRead
    component: str | None
    part: TextRead | None
    by: Literal["opinion", "signer"]
    text: Words | None


class ReportMeasurement(BaseModel):
    """One measured value against the limits it is rated by; without limits ``zone`` and ``limits`` are null."""

    channel: str
    place: str | None
    quantity_text: TextRead
    value: float
    unit: str
    zone: Literal["A", "B", "C", "D"] | None
    limits: list[float | None] | None = Field(description="upper limits of zones A, B, C; null where it has none")
    standard: TextRead | None
    source: TextRead | None


class ReportItem(BaseModel):
    """One item of the prescription."""

    what: Words
    owner: str
    due_on: date
    state: Literal["open", "done", "not_done", "withdrawn"]
    state_text: TextRead
    result: str | None
    closed_at: datetime | None


class ReportNumber(BaseModel):
    """One figure before and after treatment."""

    channel: str
    quantity_text: TextRead
    unit: str
    before: float
    after: float
    change_percent: float | None


class ReportComparison(BaseModel):
    """One measurement after treatment beside the first one."""

    at: datetime
    verdict: Literal["better", "same", "worse", "not_comparable"] | None
    text: TextRead
    reasons: list[TextRead]
    notes: list[TextRead]
    numbers: list[ReportNumber]


class ReportFollowUp(BaseModel):
    """The follow-up after treatment."""

    due_on: date
    comparisons: list[ReportComparison]


class ReportTeardown(BaseModel):
    """What was really found when the machine was opened."""

    name: TextRead
    component: str | None
    part: TextRead | None
    outcome_text: TextRead
    words: str
    seen_on: date


class ReportSign(BaseModel):
    """One sign of a fault that people at the machine can notice."""

    sense: Literal["hear", "feel", "see", "heat", "check"]
    sense_text: TextRead
    text: TextRead


class ReportNotice(BaseModel):
    """How to notice a fault without instruments; ``fault`` is null for the daily look at any machine."""

    fault: str | None
    name: TextRead
    signs: list[ReportSign]
    source: TextRead


class ReportSignature(BaseModel):
    """Who signed what, and when."""

    role: Literal["diagnosis", "cosigner", "examination"]
    role_text: TextRead
    name: TextRead
    title: TextRead | None
    category: int | None = Field(description="of ISO 18436-2 or its equal")
    signed_at: datetime
    version: int
    sha256: str | None = Field(description="digest of the signed document, which the hospital's key signed")


class ReportAmendment(BaseModel):
    """Why a signed version was replaced; the earlier one stays readable."""

    version: int
    replaces: int
    signed_at: datetime
    signer: TextRead
    reason: str


class ReportDischarge(BaseModel):
    """How the case ended."""

    at: datetime
    outcome: str
    outcome_text: TextRead
    reason: str | None


class ReportRead(BaseModel):
    """The report of a case as it stands now: the same for everyone who may read the case."""

    form: Literal["report/1"]
    status: ReportStatus
    status_text: TextRead
    version: int = Field(description="of the signed diagnosis; 0 while nothing is signed")
    case: ReportCase
    factory: ReportFactory
    machine: ReportMachine | None
    examination: ReportExamination | None
    condition: ReportCondition
    summary: Words
    actions: list[ReportAction]
    findings: list[ReportFinding]
    watch: list[ReportFinding]
    ruled_out: list[ReportRuledOut]
    measurements: list[ReportMeasurement]
    limits: list[TextRead] = Field(description="what this examination could not see")
    method: list[TextRead] = Field(description="how it was made, and what it rests on")
    measuring_advice: list[TextRead] = Field(description="what to record instead, where nothing could be judged")
    prescription: list[ReportItem]
    follow_up: ReportFollowUp | None
    teardown: list[ReportTeardown]
    noticing: list[ReportNotice]
    signatures: list[ReportSignature]
    amendments: list[ReportAmendment]
    discharge: ReportDischarge | None
