"""What the API takes and says about a case."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from clinic_api.cases.talk_schemas import QuestionRead
from clinic_api.intake.schemas import Running, Since, Tile
from clinic_api.kit.fields import LongText, RequestBody, TextRead

__all__ = [
    "AlternativeRead",
    "AssignmentRead",
    "CaseCreate",
    "CaseMode",
    "CaseRead",
    "ClockRead",
    "CodedProblem",
    "ConsultedDoctorRead",
    "MergedCaseRead",
    "Noticed",
    "OpinionRead",
    "ProposalRead",
    "RecordingSummary",
    "TeamDoctorRead",
    "TimelineCheck",
    "TimelineEvent",
    "TriageRead",
    "UrgencyLevel",
    "WantedDepartmentRead",
]

CaseMode = Literal["reception", "rounds", "proactive"]
UrgencyLevel = Annotated[int, Field(ge=1, le=5)]
"""1 stop now · 2 within a day · 3 within a week · 4 at the next planned stop · 5 routine."""


class Noticed(RequestBody):
    """What the reporter touched instead of writing it; it becomes words of the complaint, as on the phone page."""

    tiles: list[Tile] = Field(default=[], max_length=16)
    since: Since = "unknown"
    running: Running = "unknown"
    danger: bool = Field(default=False, description="is anyone in danger")


class CaseCreate(RequestBody):
    """A new complaint: in words, by what was touched, or both."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "equipment_id": None,
                    "complaint": "风机轴承异响，温度比昨天高。",
                    "language": "zh",
                    "mode": "reception",
                    "recording_id": None,
                }
            ]
        },
    )

    equipment_id: Annotated[str | None, Field(max_length=40)] = None
    """The machine; null when it is not listed."""
    complaint: LongText | None = None
    """What is wrong, in the reporter's words; may be left out where ``noticed`` has a tile."""
    noticed: Noticed | None = None
    language: Literal["en", "zh"]
    mode: CaseMode = "reception"
    recording_id: Annotated[str | None, Field(max_length=40)] = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.complaint is None and not (self.noticed and self.noticed.tiles):
            raise PydanticCustomError("complaint_missing", "a complaint or a tile is needed")
        return self


class RecordingSummary(BaseModel):
    """The recording of a case, in short."""

    id: str
    filename: str
    size_bytes: int


class OpinionRead(BaseModel):
    """The automatic opinion on the recording, in short. It is not a diagnosis: nobody has signed it."""

    examination_id: str
    verdict: Literal["healthy", "fault", "not_assessable"]
    summary: TextRead
    urgency: UrgencyLevel


class CodedProblem(BaseModel):
    """Why there is no opinion."""

    code: str
    text: TextRead


class TriageRead(BaseModel):
    """Where the case belongs and why, how it is judged (remote, one to one with the factory, on site) and what the
    factory can check itself meanwhile, the cheapest first. Cases triaged before there was such a judgement have none.
    """

    departments: list[str]
    specialties: list[str]
    urgency: UrgencyLevel
    mode: str
    care: Literal["remote", "one_to_one", "on_site"] | None = None
    reasons: list[TextRead]
    missing_information: list[TextRead]
    checklist_name: TextRead | None = None
    checklist: list[TextRead] = []


class AlternativeRead(BaseModel):
    """A doctor who was not proposed, and why not."""

    doctor_id: str
    name_en: str
    name_zh: str
    score: float
    why_not: TextRead


class ProposalRead(BaseModel):
    """The doctor proposed for the case; the coordinator decides."""

    doctor_id: str
    doctor_name_en: str
    doctor_name_zh: str
    score: float
    reasons: list[TextRead]
    alternatives: list[AlternativeRead]


class AssignmentRead(BaseModel):
    """The doctor who attends the case."""

    doctor_id: str
    doctor_name_en: str
    doctor_name_zh: str
    assigned_at: datetime
    assigned_by: str | None
    reason: str | None


class ClockRead(BaseModel):
    """One promise of the hospital: what, until when, and whether it is kept."""

    kind: Literal["first_opinion", "accept", "diagnosis"]
    name: TextRead
    urgency: UrgencyLevel
    """The urgency by which this clock counts."""
    counts: Literal["wall_clock", "working_time"]
    started_at: datetime
    due_at: datetime
    """Until when; moves on while the clock stands still, and is what it was when the clock stopped."""
    met_at: datetime | None
    is_late: bool
    seconds_left: int | None
    """What is left as the clock counts: on the wall, or of working days (24 h each); less than nothing once it is over,
    null once it is met."""
    stopped_at: datetime | None
    """Since when the clock stands still."""
    stopped_because: TextRead | None


class MergedCaseRead(BaseModel):
    """A case that was merged into this one, in its reporter's own words."""

    id: str
    complaint: str
    language: Literal["en", "zh"]
    reporter_name: str
    recording_id: str | None
    created_at: datetime


class ConsultedDoctorRead(BaseModel):
    """A doctor who is asked for a second opinion and has not given it yet."""

    consultation_id: str
    doctor_id: str
    doctor_name_en: str
    doctor_name_zh: str
    asked_at: datetime


class TeamDoctorRead(BaseModel):
    """A doctor of another department who treats the case with the attending doctor."""

    doctor_id: str
    doctor_name_en: str
    doctor_name_zh: str
    department: str
    department_name: TextRead
    joined_at: datetime


class WantedDepartmentRead(BaseModel):
    """A department that triage names, and whether the attending doctor or the team is of it."""

    department: str
    department_name: TextRead
    is_on_case: bool


class CaseRead(BaseModel):
    """A case as the acting person may see it: triage and proposal are for the hospital's staff, null for others.

    ``merged``, ``consulted``, ``team``, ``departments_wanted`` (for the hospital) and ``open_questions`` are shown with
    one case and null in lists.
    """

    id: str
    factory_id: str
    factory_name: TextRead
    equipment_id: str | None
    equipment_name_en: str | None
    equipment_name_zh: str | None
    equipment_asset_number: str | None
    equipment_location: str | None
    complaint: str
    language: Literal["en", "zh"]
    mode: CaseMode
    state: str
    state_text: TextRead
    urgency: UrgencyLevel | None
    department: str | None
    reporter_name: str
    recording: RecordingSummary | None
    opinion: OpinionRead | None
    opinion_problem: CodedProblem | None
    triage: TriageRead | None
    proposal: ProposalRead | None
    proposal_problem: TextRead | None
    assignment: AssignmentRead | None
    clocks: list[ClockRead] = []
    merged_into: str | None = None
    """The case that goes on for this one."""
    merged: list[MergedCaseRead] | None = None
    consulted: list[ConsultedDoctorRead] | None = None
    team: list[TeamDoctorRead] | None = None
    """Who treats the case with the attending doctor now; what they write is the hospital's own."""
    departments_wanted: list[WantedDepartmentRead] | None = None
    open_questions: list[QuestionRead] | None = None
    allowed_actions: list[str] = []
    """What the acting person may do to the case in its present state, by the names in docs/case-states.md."""
    takes_recordings: bool = Field(default=False, description="whether a further recording can be added now")
    created_at: datetime
    updated_at: datetime
    closed_at: datetime | None = None
    version: int


class TimelineEvent(BaseModel):
    """One line of the time line; ``by`` is null where the service itself acted.

    Lines are numbered by ``seq``, where lines that the reader may not see leave gaps. ``sha256`` is the digest over the
    line and over ``previous_sha256``, the digest of the line before.
    """

    id: str
    at: datetime
    kind: str
    text: TextRead
    by: str | None
    visibility: Literal["everyone", "hospital"] = "everyone"
    seq: int
    previous_sha256: str
    sha256: str


class TimelineCheck(BaseModel):
    """Whether a time line is still what was written, hidden lines included."""

    case_id: str
    lines: int
    head_sha256: str
    """The digest of the last line: keep it, and a line that is cut off later shows."""
    is_intact: bool
    first_broken_seq: int | None
