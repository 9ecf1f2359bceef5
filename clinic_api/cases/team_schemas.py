"""What the API takes and says about the team of a case."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from clinic_api.cases.action_schemas import DepartmentCode
from clinic_api.kit.fields import LongText, RequestBody, TextRead

__all__ = ["TeamContribution", "TeamInvitation", "TeamLeaving", "TeamMemberRead", "TeamRead"]


class TeamInvitation(RequestBody):
    """The doctor who joins, for which department, and what is wanted of that department."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"doctor_id": "doc_…", "department": "electrical", "task": "请判断 100 Hz 成分是否来自供电。"},
            ]
        }
    )

    doctor_id: Annotated[str, Field(max_length=40)]
    department: DepartmentCode
    task: LongText


class TeamContribution(RequestBody):
    """A member's written part; it is added to what the member has written before."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"text": "供电三相平衡，100 Hz 来自定子松动。"}]})

    text: LongText


class TeamLeaving(RequestBody):
    """Why the member leaves, for the hospital alone."""

    reason: LongText


class TeamMemberRead(BaseModel):
    """A doctor of another department on a case. ``contribution`` holds what was written, one paragraph each time."""

    id: str
    case_id: str
    doctor_id: str
    doctor_name_en: str
    doctor_name_zh: str
    department: str
    department_name: TextRead
    task: str
    asked_by: str
    asked_at: datetime
    contribution: str | None
    contributed_at: datetime | None
    """When the last paragraph was written."""
    ended_at: datetime | None


class TeamRead(BaseModel):
    """Everyone who is or was on the team, those first who came first; the hospital's own."""

    items: list[TeamMemberRead]
