"""What the API takes and says about the recordings of a case."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from clinic_api.cases.schemas import CodedProblem
from clinic_api.examinations.schemas import Verdict
from clinic_api.kit.fields import RequestBody

__all__ = ["CaseRecordingAdd", "CaseRecordingList", "CaseRecordingRead"]


class CaseRecordingAdd(RequestBody):
    """A recording that was uploaded for the machine of the case."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"recording_id": "rec_01j8k3v5m0qzc7x9w2r4t6y8n0"}]})

    recording_id: Annotated[str, Field(max_length=40)]


class CaseRecordingRead(BaseModel):
    """A recording of a case and what became of it."""

    recording_id: str
    filename: str
    size_bytes: int
    added_by: str
    added_at: datetime
    examination_id: str | None = Field(description="null until it is examined, and where it could not be")
    verdict: Verdict | None
    problem: CodedProblem | None = Field(description="why there is no opinion on it")
    stands: bool = Field(description="whether the case's opinion is the one on this recording")


class CaseRecordingList(BaseModel):
    """All recordings of a case before its diagnosis, the newest first."""

    items: list[CaseRecordingRead]
