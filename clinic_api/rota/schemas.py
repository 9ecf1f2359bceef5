"""What the rota takes and says."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from clinic_api.kit.fields import RequestBody, TextRead

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "ContradictionRead",
    "GapRead",
    "OnCallWeekRead",
    "OnCallWeekWrite",
    "RotaProposalRequest",
    "RotaRead",
    "RotaWrite",
]

FIRST_DAY: Final = date(2000, 1, 1)
LAST_DAY: Final = date(2100, 1, 1)
"""A rota is for years that people plan for; beyond them dates cannot be counted on."""

_Code = Annotated[str, Field(min_length=1, max_length=20)]
_Monday = Annotated[
    date,
    Field(
        ge=FIRST_DAY, le=LAST_DAY, description="the Monday on which the week begins, in China", examples=["2026-11-30"]
    ),
]
_MOST_WEEKS = 400


class OnCallWeekWrite(RequestBody):
    """Who is on call for a department in a week."""

    department: _Code
    week: _Monday
    doctor_id: Annotated[str, Field(max_length=40)]


class RotaWrite(RequestBody):
    """Weeks on call to keep; a week that is kept already changes its doctor. All are kept, or none."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "weeks": [
                        {
                            "department": "mechanical",
                            "week": "2026-11-30",
                            "doctor_id": "doc_01h00000000000000000000000",
                        }
                    ]
                }
            ]
        }
    )

    weeks: list[OnCallWeekWrite] = Field(min_length=1, max_length=_MOST_WEEKS)


class RotaProposalRequest(RequestBody):
    """For which weeks a fair rota is asked for."""

    first_week: _Monday
    weeks: int = Field(default=8, ge=1, le=52)
    departments: list[_Code] | None = Field(default=None, max_length=7, description="left out: all")
    contracted_too: bool = Field(default=False, description="whether contracted doctors take part")


class OnCallWeekRead(BaseModel):
    """Who is on call for a department in a week."""

    department: str
    week: date
    doctor_id: str
    doctor_name: TextRead


class ContradictionRead(BaseModel):
    """A week that cannot be as it is, and who could take it instead."""

    code: str
    department: str
    week: date
    doctor_id: str
    text: TextRead
    substitute_id: str | None


class GapRead(BaseModel):
    """A week without anybody on call, and what to do."""

    department: str
    week: date
    reason: TextRead


class RotaRead(BaseModel):
    """Weeks on call with what contradicts itself in them. ``gaps`` are weeks nobody can take, of a proposal only."""

    weeks: list[OnCallWeekRead]
    contradictions: list[ContradictionRead]
    gaps: list[GapRead]
