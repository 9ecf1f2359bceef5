"""What the routes of a factory's data take and give."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from clinic_api.kit.fields import RequestBody

__all__ = ["FactoryDeletionRead", "FactoryDeletionRequest", "FactoryExportRead"]


class FactoryExportRead(BaseModel):
    """An export; it can be downloaded while it is ``ready``."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    factory_id: str
    state: Literal["waiting", "ready", "failed", "expired"]
    requested_by: str
    size_bytes: int | None
    sha256: str | None
    created_at: datetime
    ready_at: datetime | None
    expires_at: datetime | None


class FactoryDeletionRequest(RequestBody):
    """The factory's name, written out, so that nobody asks for this by accident."""

    factory_name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=240)]


class FactoryDeletionRead(BaseModel):
    """How far the deletion of a factory is; it can be taken back until ``due_at``."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    factory_id: str
    state: Literal["requested", "confirmed", "erasing", "erased", "cancelled"]
    created_at: datetime
    due_at: datetime | None = Field(description="from when on it is done; null until it is confirmed")
    erased_at: datetime | None
