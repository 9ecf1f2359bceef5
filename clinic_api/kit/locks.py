"""Letting one transaction at a time do something that no row stands for yet."""

from __future__ import annotations

import hashlib

from sqlalchemy import text
from sqlalchemy.orm import Session

__all__ = ["lock_until_commit"]


def lock_until_commit(session: Session, name: str) -> None:
    """Wait for and hold the lock ``name`` until the transaction ends; SQLite's writers are alone anyway."""
    if session.get_bind().dialect.name != "postgresql":
        return
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
    session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})
