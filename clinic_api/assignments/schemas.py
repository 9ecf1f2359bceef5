"""What the API takes to assign a case, and what it says about who could have it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from clinic_api.kit.fields import LongText, RequestBody, TextRead

__all__ = ["AssignmentCreate", "CandidateRead", "CandidatesRead", "DoctorLoadRead"]


class AssignmentCreate(RequestBody):
    """The doctor who shall attend the case, and why when it is not the proposed one."""

    doctor_id: Annotated[str, Field(max_length=40)]
    reason: LongText | None = None


class CandidateRead(BaseModel):
    """One doctor for one case, as they are now."""

    doctor_id: str
    name: TextRead
    score: float
    fit: float = Field(description="grade 0 to 1 in the specialty the case asks for")
    relative_load: float = Field(description="share of the capacity that is taken with this case")
    on_time: bool
    may_take_it: bool
    gave_it_back: bool = Field(description="has declined or referred this case, or was taken off it")
    reasons: list[TextRead] = Field(description="what speaks for the doctor, or what keeps them from the case")


class CandidatesRead(BaseModel):
    """The doctors of a case's department: those who may take it first, by falling score."""

    items: list[CandidateRead]


class DoctorLoadRead(BaseModel):
    """The work of one doctor in shares of the capacity."""

    doctor_id: str
    now: float = Field(description="what is planned, of a week's capacity")
    lately: float = Field(description="mean of the last four weeks")
    weeks: list[float] = Field(description="given in each of the last four weeks, the oldest first")
