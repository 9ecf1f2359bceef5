"""What the API says about a recording."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from clinic_api.recordings.facts import RecordingFactsRead

__all__ = ["RecordingRead"]


class RecordingRead(BaseModel):
    """An uploaded recording, without its bytes."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    factory_id: str
    equipment_id: str | None
    filename: str
    format: str
    size_bytes: int
    sha256: str
    facts: RecordingFactsRead | None = None
    created_at: datetime
