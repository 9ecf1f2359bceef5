"""What is asked when a recording is examined again, and what is answered."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from clinic_api.cases.schemas import UrgencyLevel
from clinic_api.examinations.schemas import Verdict
from clinic_api.kit.fields import LongText, RequestBody, TextRead, refuse_control_characters

__all__ = ["Difference", "Overrides", "ReExaminationCreate", "ReExaminationList", "ReExaminationRead", "WhatIfRead"]

_Name = Annotated[str, StringConstraints(min_length=1, max_length=120), AfterValidator(refuse_control_characters)]


class Overrides(RequestBody):
    """Other assumptions; what is not given stays as the machine's description has it."""

    speed_rpm: float | None = Field(default=None, gt=0, lt=1e6, allow_inf_nan=False, description="of the main shaft")
    bearings: dict[_Name, _Name] = Field(
        default_factory=dict, max_length=20, description="designation for each bearing of the machine that is another"
    )
    from_s: float | None = Field(default=None, ge=0, le=1e9, allow_inf_nan=False)
    to_s: float | None = Field(default=None, gt=0, le=1e9, allow_inf_nan=False)
    channels: list[_Name] | None = Field(
        default=None, min_length=1, max_length=100, description="numbers or names of those to be looked at"
    )

    def told(self) -> dict[str, Any]:
        """Return what differs, as it is kept."""
        given = self.model_dump(include=set(Overrides.model_fields))
        return {name: value for name, value in given.items() if value not in (None, {})}


class ReExaminationCreate(Overrides):
    """Other assumptions, and why they are better."""

    reason: LongText


class Judged(BaseModel):
    """How a fault was judged."""

    listed: Literal["finding", "watch"]
    probability: float
    severity: str
    urgency: UrgencyLevel


class Difference(BaseModel):
    """A fault that is judged in another way than before."""

    change: Literal["gained", "lost", "changed"]
    fault: str
    component: str | None
    before: Judged | None
    after: Judged | None
    text: TextRead


class WhatIfRead(BaseModel):
    """What an examination comes to under other assumptions; ``document`` is the contract ``examination/1``."""

    examination_id: str
    overrides: dict[str, Any]
    verdict_before: Verdict
    verdict: Verdict
    document: dict[str, Any]
    differences: list[Difference]


class ReExaminationSummary(BaseModel):
    """A repeated examination that was kept, without its document."""

    id: str
    examination_id: str
    overrides: dict[str, Any]
    reason: str
    verdict: Verdict
    summary: TextRead
    differences: list[Difference]
    asked_by: TextRead
    created_at: datetime


class ReExaminationRead(ReExaminationSummary):
    """The whole of it; ``document`` is the contract ``examination/1``."""

    document: dict[str, Any]


class ReExaminationList(BaseModel):
    """What was kept of one examination, the newest first."""

    items: list[ReExaminationSummary]
