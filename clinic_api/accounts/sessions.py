"""Sessions: an opaque 256-bit token in the browser, its SHA-256 in the database, gone at once when it is ended.

The principal is read from the database at each request, so a changed role or a disabled account takes effect at once.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, bindparam, delete, select, update
from sqlalchemy.orm import Session

from clinic_api.accounts.models import Account, LoginSession
from clinic_api.database import Database, utc_now
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Principal, Role
from clinic_api.settings import Settings

__all__ = [
    "StartedSession",
    "end_all_sessions",
    "end_other_sessions",
    "end_session",
    "live_sessions",
    "principal_of_token",
    "start_session",
]

_TOKEN_BYTES = 32
_TOUCH_EVERY = timedelta(minutes=1)
_LOGGED_IN = (  # put together once: it runs with every request
    select(
        LoginSession.id.label("session_id"),
        LoginSession.last_seen_at,
        Account.id.label("account_id"),
        Account.role,
        Account.factory_id,
        Account.doctor_id,
        Account.name_en,
        Account.name_zh,
        Account.language,
    )
    .join(Account, Account.id == LoginSession.account_id)
    .where(
        LoginSession.token_sha256 == bindparam("token_sha256"),
        LoginSession.expires_at > bindparam("now"),
        LoginSession.last_seen_at > bindparam("seen_after"),
        Account.disabled_at.is_(None),
    )
)


@dataclass(frozen=True)
class StartedSession:
    """A new session; ``token`` is shown this once."""

    token: str
    expires_at: datetime


def start_session(session: Session, account: Account, settings: Settings) -> StartedSession:
    """Write a session for ``account`` and forget its sessions that have run out."""
    now = utc_now()
    session.execute(delete(LoginSession).where(LoginSession.account_id == account.id, LoginSession.expires_at <= now))
    account.last_login_at = now
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    expires_at = now + timedelta(days=settings.session_absolute_days)
    session.add(
        LoginSession(
            id=new_id("ses"),
            token_sha256=_digest(token),
            account_id=account.id,
            last_seen_at=now,
            expires_at=expires_at,
        )
    )
    return StartedSession(token, expires_at)


def end_session(session: Session, token: str) -> None:
    """End the session of ``token``; nothing happens when there is none."""
    session.execute(delete(LoginSession).where(LoginSession.token_sha256 == _digest(token)))


def end_all_sessions(session: Session, account_id: str) -> None:
    """Log an account out everywhere."""
    session.execute(delete(LoginSession).where(LoginSession.account_id == account_id))


def end_other_sessions(session: Session, principal: Principal) -> None:
    """Log the principal out everywhere but here."""
    others = (LoginSession.account_id == principal.account_id, LoginSession.id != principal.session_id)
    session.execute(delete(LoginSession).where(*others))


def live_sessions(account_id: str, settings: Settings) -> Select[LoginSession]:
    """Select the sessions in which an account is logged in now."""
    now = utc_now()
    return select(LoginSession).where(
        LoginSession.account_id == account_id,
        LoginSession.expires_at > now,
        LoginSession.last_seen_at > now - timedelta(hours=settings.session_idle_hours),
    )


def principal_of_token(database: Database, token: str, settings: Settings) -> Principal | None:
    """Return who ``token`` logs in, or None when the session has ended, idled out or its account is disabled."""
    now = utc_now()
    values = {
        "token_sha256": _digest(token),
        "now": now,
        "seen_after": now - timedelta(hours=settings.session_idle_hours),
    }
    with database.reading() as connection:
        found = connection.execute(_LOGGED_IN, values).one_or_none()
    if found is None:
        return None
    if now - found.last_seen_at > _TOUCH_EVERY:
        with database.session() as session:
            session.execute(update(LoginSession).where(LoginSession.id == found.session_id).values(last_seen_at=now))
    return Principal(
        account_id=found.account_id,
        role=Role(found.role),
        factory_id=found.factory_id,
        doctor_id=found.doctor_id,
        name_en=found.name_en,
        name_zh=found.name_zh,
        language=found.language,
        session_id=found.session_id,
    )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", errors="surrogateescape")).hexdigest()
