"""The rows of logins under way at the provider, and of who came from there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin

__all__ = ["OidcIdentity", "OidcLogin"]


class OidcLogin(CreatedMixin, Base):
    """A login that was sent to the provider and may come back once."""

    __tablename__ = "oidc_logins"

    state_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64))
    code_verifier: Mapped[str] = mapped_column(String(128))
    next_path: Mapped[str]


class OidcIdentity(CreatedMixin, Base):
    """A person as the provider knows them; without ``account_id`` they may do nothing here."""

    __tablename__ = "oidc_identities"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    issuer: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(String(255))
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(240))
    account_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    last_login_at: Mapped[datetime]
