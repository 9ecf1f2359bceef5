"""The form of an API key, and who holds one.

``ihk_<public id: 8>_<secret: 43>_<CRC-32: 8>``: the public id finds the row, the secret has 256 bits, and the checksum
lets scanners of leaked secrets (and this service) tell a key from a typing mistake without asking the database.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import zlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from clinic_api.accounts.models import Account
from clinic_api.accounts.principals import principal_of_account
from clinic_api.api_keys.models import ApiKey
from clinic_api.database import Database, utc_now
from clinic_api.kit.principal import Principal

__all__ = ["KEY_PREFIX", "NewSecret", "gateways_allowed", "new_secret", "principal_of_key"]

KEY_PREFIX: Final = "ihk_"
_FORM: Final = re.compile(r"(ihk_([0-9a-z]{8})_[A-Za-z0-9_-]{43})_([0-9a-f]{8})")
_ID_CHARACTERS: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_TOUCH_EVERY: Final = timedelta(minutes=10)


@dataclass(frozen=True)
class NewSecret:
    """A key that was just made; ``key`` is shown this once."""

    key: str
    public_id: str
    sha256: str


def new_secret() -> NewSecret:
    """Return a new key."""
    public_id = "".join(secrets.choice(_ID_CHARACTERS) for _ in range(8))
    body = f"{KEY_PREFIX}{public_id}_{secrets.token_urlsafe(32)}"
    key = f"{body}_{_checksum(body)}"
    return NewSecret(key, public_id, _digest(key))


def principal_of_key(database: Database, key: str) -> Principal | None:
    """Return who holds ``key``, or None when it is none, has run out, was revoked or its account is disabled."""
    form = _FORM.fullmatch(key)
    if form is None or not hmac.compare_digest(_checksum(form[1]), form[3]):
        return None
    now = utc_now()
    with database.session(read_only=True) as session:
        found = session.execute(
            select(ApiKey, Account)
            .join(Account, Account.id == ApiKey.account_id)
            .where(ApiKey.public_id == form[2], *_is_live(now))
        ).one_or_none()
    if found is None or not hmac.compare_digest(found[0].key_sha256, _digest(key)):
        return None
    row, account = found
    if row.last_used_at is None or now - row.last_used_at > _TOUCH_EVERY:
        with database.session() as session:
            session.execute(update(ApiKey).where(ApiKey.id == row.id).values(last_used_at=now))
    return replace(
        principal_of_account(account),
        key_id=row.id,
        scopes=frozenset(row.scopes),
        equipment_ids=None if row.equipment_ids is None else frozenset(row.equipment_ids),
    )


def gateways_allowed(session: Session, scope: str, account_id: str | None = None) -> list[Principal]:
    """Return the gateways (or the one of ``account_id``) that some live key allows ``scope`` now, each with the
    machines that all such keys of it name together.
    """
    statement = select(ApiKey, Account).join(Account, Account.id == ApiKey.account_id).where(*_is_live(utc_now()))
    if account_id is not None:
        statement = statement.where(Account.id == account_id)
    allowed: dict[str, Principal] = {}
    for key, account in session.execute(statement.order_by(Account.id, ApiKey.id)):
        if scope not in key.scopes:
            continue
        machines = None if key.equipment_ids is None else frozenset(key.equipment_ids)
        before = allowed.get(account.id)
        if before is not None:
            has_all = machines is None or before.equipment_ids is None
            machines = None if has_all else (machines or frozenset()) | (before.equipment_ids or frozenset())
        allowed[account.id] = replace(
            principal_of_account(account), key_id=key.id, scopes=frozenset({scope}), equipment_ids=machines
        )
    return list(allowed.values())


def _is_live(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        ApiKey.revoked_at.is_(None),
        or_(ApiKey.expires_at.is_(None), ApiKey.expires_at > now),
        Account.disabled_at.is_(None),
    )


def _checksum(body: str) -> str:
    return f"{zlib.crc32(body.encode('ascii')):08x}"


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("ascii")).hexdigest()
