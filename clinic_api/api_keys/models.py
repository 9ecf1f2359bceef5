"""The row of an API key."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin, TenantMixin

__all__ = ["ApiKey"]


class ApiKey(TenantMixin, CreatedMixin, Base):
    """A key of a gateway's account; the key itself is with the gateway only, the database has its SHA-256.

    ``scopes`` are names of permissions; ``equipment_ids`` are the machines it may act for, null for all of its factory.
    """

    __tablename__ = "api_keys"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    public_id: Mapped[str] = mapped_column(String(8), unique=True)
    key_sha256: Mapped[str] = mapped_column(String(64))
    scopes: Mapped[list[Any]]
    equipment_ids: Mapped[list[Any] | None]
    expires_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
