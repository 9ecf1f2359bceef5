"""What the routes of identities take and give."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from clinic_api.kit.fields import RequestBody

__all__ = ["IdentityLink", "IdentityRead"]


class IdentityRead(BaseModel):
    """A person who logged in by the organisation's provider; without an account they may do nothing."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    issuer: str
    subject: str
    email: str
    name: str
    account_id: str | None
    created_at: datetime
    last_login_at: datetime


class IdentityLink(RequestBody):
    """The account that the person has here; null takes it away."""

    account_id: Annotated[str | None, Field(max_length=40)]
