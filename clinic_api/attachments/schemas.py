"""What the API says about an attachment."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from clinic_api.attachments.media import AttachmentKind

__all__ = ["AttachmentRead"]


class AttachmentRead(BaseModel):
    """An attached file, without its bytes."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    factory_id: str
    subject_id: str
    equipment_id: str | None
    case_id: str | None
    kind: AttachmentKind
    filename: str
    media_type: str
    size_bytes: int
    sha256: str
    added_by: str
    created_at: datetime
    removed_at: datetime | None
