"""Guessing is slowed down for each thing that is tried and for each network address, in the database.

An attempt is counted before the password is looked at, so that parallel guesses count too; a success forgets the
account's failures. Nobody is locked out for longer than the ten minutes of the window. Logins, password resets and the
short codes of labels are counted apart.
"""

from __future__ import annotations

import hashlib
import math
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, select, text
from sqlalchemy.orm import Session

from clinic_api.accounts.models import LoginAttempt
from clinic_api.database import utc_now
from clinic_api.errors import TooManyRequests
from clinic_api.settings import Settings

__all__ = ["count_attempt", "forget_attempts"]

WINDOW = timedelta(minutes=10)
_ATTEMPTS_OF_ONE_ADDRESS = 10  # times those of one account: people of one firm share an address


def count_attempt(
    session: Session, email: str, ip_address: str, settings: Settings, *, kind: str = "login", limit: int | None = None
) -> None:
    """Write down one attempt on ``email`` (or on whatever is guessed, for another ``kind``).

    Raises `TooManyRequests` ``login_throttled`` or ``too_many_requests`` when there were more than ``limit`` (default:
    the setting's) in ten minutes, or ten times as many from one network address.
    """
    now = utc_now()
    digest = _digest(email)
    code = "login_throttled" if kind == "login" else "too_many_requests"
    _lock(session, digest)
    session.execute(delete(LoginAttempt).where(LoginAttempt.at <= now - WINDOW))
    limit = settings.login_attempts_per_10_minutes if limit is None else limit
    for condition, allowed in (
        (LoginAttempt.email_sha256 == digest, limit),
        (LoginAttempt.ip_address == ip_address, limit * _ATTEMPTS_OF_ONE_ADDRESS),
    ):
        wait_seconds = _wait_seconds(session, and_(LoginAttempt.kind == kind, condition), allowed, now)
        if wait_seconds is not None:
            raise TooManyRequests(code, retry_after_seconds=wait_seconds)
    session.add(LoginAttempt(email_sha256=digest, ip_address=ip_address[:64], at=now, kind=kind))


def forget_attempts(session: Session, email: str) -> None:
    """Forget the failures of an account that has just logged in."""
    session.execute(
        delete(LoginAttempt).where(LoginAttempt.kind == "login", LoginAttempt.email_sha256 == _digest(email))
    )


def _wait_seconds(session: Session, condition: ColumnElement[bool], allowed: int, now: datetime) -> int | None:
    """Return how long until one of the last ``allowed`` attempts leaves the window, or None when there is room."""
    oldest_that_counts = session.execute(
        select(LoginAttempt.at)
        .where(condition, LoginAttempt.at > now - WINDOW)
        .order_by(LoginAttempt.at.desc())
        .offset(allowed - 1)
        .limit(1)
    ).scalar_one_or_none()
    if oldest_that_counts is None:
        return None
    return max(1, math.ceil((oldest_that_counts + WINDOW - now).total_seconds()))


def _lock(session: Session, digest: str) -> None:
    """Let attempts on one account queue up until the transaction ends; SQLite's writers do so anyway."""
    if session.get_bind().dialect.name == "postgresql":
        number = int.from_bytes(bytes.fromhex(digest)[:8], "big", signed=True)
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


def _digest(email: str) -> str:
    return hashlib.sha256(email.encode("utf-8")).hexdigest()
