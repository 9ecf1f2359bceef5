"""What the audit routes give."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

__all__ = ["AuditLineRead", "ChainRead"]


class AuditLineRead(BaseModel):
    """Who did what to which thing; ``request_id`` is that of the request it was done by."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    chain: str
    number: int
    factory_id: str | None
    at: datetime
    action: str
    subject: str
    account_id: str | None
    by: str | None
    values: dict[str, Any]
    request_id: str | None
    sha256: str


class ChainRead(BaseModel):
    """What a chain came to: keep ``lines`` and ``head_sha256`` elsewhere, and a chain cut off later shows too."""

    chain: str
    lines: int
    head_sha256: str
    intact: bool
    first_broken: int | None
