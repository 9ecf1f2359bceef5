"""What the API says about outcomes and recalibrations."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from clinic_api.kit.fields import LongText, RequestBody, TextRead

__all__ = [
    "ClockShareRead",
    "DepartmentOutcomeRead",
    "DoctorOutcomeRead",
    "FamilyOffsetRead",
    "Figure",
    "LoadRead",
    "OverrideRead",
    "OverridesRead",
    "OverviewRead",
    "ProbabilityBinRead",
    "RecalibratedFinding",
    "RecalibrationDecision",
    "RecalibrationRead",
    "RuleOutcomeRead",
    "RulesRead",
    "SpecialtyOutcomeRead",
]


class Figure(BaseModel):
    """One number and from how many it was counted; ``value`` is null, with a ``reason``, where nothing was.

    ``low`` and ``high`` are the 90 % interval of a share that is known from judged cases; its value is then the mean of
    the Beta posterior, which few cases leave near the middle.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    count: int
    reason: TextRead | None = None


class DepartmentOutcomeRead(BaseModel):
    """How often a doctor was right the first time in one department."""

    department: str
    name: TextRead
    first_time_right: Figure


class SpecialtyOutcomeRead(BaseModel):
    """The grade of one specialty: as stated, and as it counts in matching now."""

    specialty: str
    name: TextRead
    stated: float | None = Field(description="null where the doctor never stated it")
    grade_now: float
    low: float
    high: float
    right: int
    count: int
    chosen: int = Field(description="times a coordinator chose this doctor against the proposal")
    passed_over: int = Field(description="times this doctor was proposed and a coordinator chose another one")
    text: TextRead


class DoctorOutcomeRead(BaseModel):
    """One doctor's record."""

    doctor_id: str
    name_en: str
    name_zh: str
    first_time_right: Figure
    departments: list[DepartmentOutcomeRead]
    specialties: list[SpecialtyOutcomeRead]


class RuleOutcomeRead(BaseModel):
    """The record of one fault rule."""

    fault: str
    name: TextRead
    confirmed: int
    refuted: int
    mean_stated: float
    brier: float
    share: Figure


class ProbabilityBinRead(BaseModel):
    """Findings of similar stated probability: from ``low``, included, to ``high``."""

    low: float
    high: float
    mean_stated: float
    confirmed: int
    share: Figure


class RulesRead(BaseModel):
    """How all fault rules did in opened machines."""

    brier: Figure
    rules: list[RuleOutcomeRead]
    bins: list[ProbabilityBinRead]


class FamilyOffsetRead(BaseModel):
    """The offset of one fault family in log odds, beside the overall one."""

    family: str
    offset: float
    cases: int
    confirmed: int


class RecalibrationRead(BaseModel):
    """One recalibration: the offsets, what they rest on, whether they help, and who did what with it."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    state: Literal["proposed", "active", "withdrawn"]
    based_on: int
    overall_offset: float
    families: list[FamilyOffsetRead]
    log_loss_before: float = Field(description="mean log loss of the stated probabilities")
    log_loss_after: float = Field(description="the same recalibrated, each finding judged without itself")
    made_at: datetime
    made_by: str
    activated_at: datetime | None
    activated_by: str | None
    withdrawn_at: datetime | None
    withdrawn_by: str | None


class RecalibrationDecision(RequestBody):
    """Why a recalibration is activated or withdrawn; it is kept in the audit."""

    reason: Annotated[LongText, Field(max_length=1000)] | None = Field(default=None, examples=["The log loss falls."])


class RecalibratedFinding(BaseModel):
    """What the probability of one finding counts as under the active recalibration; the document has it as stated."""

    finding_index: int
    probability: float
    stated: float
    based_on: int
    text: TextRead


class ClockShareRead(BaseModel):
    """The share of one clock that was met in time, of those that were met or missed."""

    clock: Literal["first_opinion", "accept", "diagnosis"]
    on_time: Figure


class LoadRead(BaseModel):
    """How work is spread over the doctors, in shares of their capacity."""

    mean: Figure
    largest: Figure
    gini: Figure = Field(description="0: all carry the same; towards 1: one carries everything")


class OverrideRead(BaseModel):
    """One case that a coordinator gave to another doctor than the proposed one."""

    case_id: str
    proposed_doctor_id: str
    doctor_id: str
    specialty: str | None
    reason: str | None
    assigned_by: str
    assigned_at: datetime


class OverridesRead(BaseModel):
    """How often coordinators decided against the proposal, and why; the newest first, at most twenty."""

    share: Figure = Field(description="of the assignments for which somebody was proposed")
    overrides: int
    newest: list[OverrideRead]


class OverviewRead(BaseModel):
    """The coordinator's figures."""

    model_config = ConfigDict(populate_by_name=True)

    from_day: date = Field(alias="from")
    to_day: date = Field(alias="to")
    clocks: list[ClockShareRead]
    first_time_right: Figure
    load_now: LoadRead
    load_lately: LoadRead = Field(description="minutes assigned in the four weeks before the end of the period")
    satisfaction: Figure
    overrides: OverridesRead
