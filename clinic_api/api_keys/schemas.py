"""What the routes of API keys take and give."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from clinic_api.kit.fields import RequestBody, ShortText
from clinic_api.kit.permissions import ROLE_PERMISSIONS, Permission
from clinic_api.kit.principal import Role

__all__ = ["ApiKeyCreate", "ApiKeyMade", "ApiKeyRead", "ApiKeyRotate"]


class ApiKeyCreate(RequestBody):
    """A key for one gateway or program."""

    name: ShortText = Field(examples=["Gateway hall 2"])
    factory_id: Annotated[str | None, Field(max_length=40)] = None
    """May be left out by whoever belongs to a factory."""
    scopes: Annotated[list[Permission], Field(min_length=1, max_length=20)] = Field(
        default=sorted(ROLE_PERMISSIONS[Role.GATEWAY]), examples=[["recording_upload"]]
    )
    """What it may do, of what a gateway may do."""
    equipment_ids: Annotated[list[Annotated[str, Field(max_length=40)]] | None, Field(min_length=1, max_length=500)] = (
        None
    )
    """The machines it may act for; null for all of the factory."""
    expires_at: AwareDatetime | None = None


class ApiKeyRotate(RequestBody):
    """How long the old key stays valid beside the new one."""

    overlap_hours: Annotated[int, Field(ge=0, le=168)] = 24
    expires_at: AwareDatetime | None = None
    """When the new key runs out."""


class ApiKeyRead(BaseModel):
    """A key without its secret; ``public_id`` is the part of it that may be told."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    factory_id: str
    account_id: str
    name: str
    public_id: str
    scopes: list[str]
    equipment_ids: list[str] | None
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    """To within ten minutes."""
    revoked_at: datetime | None


class ApiKeyMade(ApiKeyRead):
    """A new key: ``key`` is shown this once (null when the creation is only sent again)."""

    key: str | None = None
