"""What planning the queue takes and says."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from clinic_api.kit.fields import LongText, RequestBody, ShortText, TextRead

__all__ = [
    "BulkAssignment",
    "BulkAssignmentRequest",
    "BulkResult",
    "BulkResultItem",
    "ImaginedCase",
    "NotReady",
    "PlanAlternative",
    "PlanChange",
    "PlannedCase",
    "QueuePlanRead",
    "QueuePlanRequest",
    "UnplannedCase",
]

_Id = Annotated[str, Field(max_length=40)]
_MOST_CASES = 1000
_MOST_ITEMS = 200


class ImaginedCase(RequestBody):
    """A case that is not there, to see what it would do."""

    id: ShortText = Field(description="a name for it in the answer", examples=["urgent"])
    factory_id: _Id | None = None
    department: Annotated[str, Field(max_length=20)]
    specialties: list[Annotated[str, Field(max_length=60)]] = Field(default=[], max_length=20)
    urgency: int = Field(ge=1, le=5)
    minutes: float = Field(default=60, gt=0, le=10_000, allow_inf_nan=False)
    on_site: bool = False
    language: Literal["en", "zh"] = "zh"
    due: AwareDatetime | None = Field(default=None, description="left out: by its urgency from now")


class QueuePlanRequest(RequestBody):
    """Which plan is asked for. With ``absent_doctor_ids`` or ``imagined_cases`` it is a "what if": the answer tells
    what would change. Nothing is changed by it.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [{}]})

    case_ids: list[_Id] | None = Field(
        default=None, max_length=_MOST_CASES, description="left out: every case that waits for a doctor"
    )
    replan: bool = Field(
        default=False, description="whether cases given to a doctor who has not begun yet may go to another one"
    )
    absent_doctor_ids: list[_Id] = Field(default=[], max_length=200)
    imagined_cases: list[ImaginedCase] = Field(default=[], max_length=20)


class PlanAlternative(BaseModel):
    """A doctor who was not chosen and the true reason; ``eligible`` is false where a hard rule speaks against."""

    doctor_id: str
    doctor_name: TextRead
    score: float
    why_not: TextRead
    eligible: bool


class PlannedCase(BaseModel):
    """One case with its doctor in the plan. ``case_version`` is null for an imagined case."""

    case_id: str
    case_version: int | None
    doctor_id: str
    doctor_name: TextRead
    current_doctor_id: str | None
    """Who has it now, where somebody has."""
    score: float
    reasons: list[TextRead]
    alternatives: list[PlanAlternative]


class UnplannedCase(BaseModel):
    """A case nobody can take, why, and the smallest change that would help."""

    case_id: str
    reason: TextRead


class NotReady(BaseModel):
    """A case of the queue that cannot be planned yet, and what it waits for."""

    case_id: str
    state: str
    reason: TextRead


class PlanChange(BaseModel):
    """What would be different: a case with another doctor, or with none."""

    case_id: str
    before_doctor_id: str | None
    after_doctor_id: str | None
    text: TextRead


class QueuePlanRead(BaseModel):
    """A plan for the queue as it was at ``planned_at``; every open case without a begun consultation is in one of the
    lists.

    ``objective`` and ``gap`` hold one number for each of the nine aims in their order; a gap of 0 is proved.
    ``left_out`` counts the least urgent cases beyond the thousand that are planned at once.
    """

    planned_at: datetime
    assignments: list[PlannedCase]
    unassigned: list[UnplannedCase]
    not_ready: list[NotReady]
    left_out: int
    objective: dict[str, float]
    gap: dict[str, float]
    proved: bool
    changes: list[PlanChange] | None = None
    """Of a "what if"; null otherwise."""
    objective_before: dict[str, float] | None = None


class BulkAssignment(RequestBody):
    """One case to give out. With ``case_version`` it is refused when the case has changed since."""

    case_id: _Id
    doctor_id: _Id
    case_version: int | None = Field(default=None, ge=1)
    reason: LongText | None = Field(default=None, description="why this doctor, where it is not the planned one")


class BulkAssignmentRequest(RequestBody):
    """The cases to give out; each by itself, so that one refusal holds up no other."""

    items: list[BulkAssignment] = Field(min_length=1, max_length=_MOST_ITEMS)


class BulkResultItem(BaseModel):
    """What became of one of them: assigned, or refused with the code and words of the refusal."""

    case_id: str
    doctor_id: str
    assigned: bool
    code: str | None = None
    text: TextRead | None = None


class BulkResult(BaseModel):
    """What became of all of them, in their order."""

    assigned: int
    items: list[BulkResultItem]
