"""The rows of an account, of the ways to one, its sessions and the attempts that slow down guessing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin
from clinic_api.kit.principal import Role

__all__ = ["Account", "Invitation", "LoginAttempt", "LoginSession", "PasswordReset"]

_ROLE_NAMES = ", ".join(f"'{role}'" for role in Role)


class Account(CreatedMixin, Base):
    """Whoever acts: a person who can log in, the label of a machine, or a gateway (the last two hold keys instead).

    ``email`` is kept in lower case; ``password_hash`` is null until a person has set a password.
    """

    __tablename__ = "accounts"
    __table_args__ = (
        CheckConstraint(f"role IN ({_ROLE_NAMES})", name="role_known"),
        CheckConstraint(
            "(role IN ('factory_user', 'factory_admin', 'gateway', 'reporter')) = (factory_id IS NOT NULL)",
            name="factory_role_has_factory",
        ),
        CheckConstraint("(role IN ('gateway', 'reporter')) = (email IS NULL)", name="person_has_email"),
        CheckConstraint("(role = 'doctor') = (doctor_id IS NOT NULL)", name="doctor_role_has_doctor"),
        CheckConstraint("language IN ('en', 'zh')", name="language_known"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(255))
    role: Mapped[str] = mapped_column(String(20))
    factory_id: Mapped[str | None] = mapped_column(ForeignKey("factories.id"), index=True)
    doctor_id: Mapped[str | None] = mapped_column(ForeignKey("doctors.id"), index=True)
    name_en: Mapped[str] = mapped_column(String(120))
    name_zh: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(2))
    disabled_at: Mapped[datetime | None]
    last_login_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class LoginSession(CreatedMixin, Base):
    """One login. The token itself is with the browser only; the database has its SHA-256."""

    __tablename__ = "login_sessions"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class Invitation(CreatedMixin, Base):
    """An account that waits for its person: whoever has the mailed token sets the password and has the account."""

    __tablename__ = "invitations"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    role: Mapped[str] = mapped_column(String(20))
    factory_id: Mapped[str | None] = mapped_column(ForeignKey("factories.id"), index=True)
    doctor_id: Mapped[str | None] = mapped_column(ForeignKey("doctors.id"))
    name_en: Mapped[str] = mapped_column(String(120))
    name_zh: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(2))
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    invited_by_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class PasswordReset(CreatedMixin, Base):
    """A wish for a new password; ``account_id`` is null where nobody has the address, so that the work is the same."""

    __tablename__ = "password_resets"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    account_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class LoginAttempt(Base):
    """One try that failed or is under way; ``email_sha256`` stands for what was tried, known and unknown alike.

    ``kind`` is what was tried: a login, a password reset, the short code of a label.
    """

    __tablename__ = "login_attempts"
    __table_args__ = (
        Index("ix_login_attempts_email_sha256_at", "email_sha256", "at"),
        Index("ix_login_attempts_ip_address_at", "ip_address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email_sha256: Mapped[str] = mapped_column(String(64))
    ip_address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(20), default="login", server_default="login")
