"""``Idempotency-Key``: a creation that is sent again gives the first answer again instead of a second thing.

The key's row is written in the transaction that creates the thing, so there is never one without the other. On SQLite a
second request with the same key waits for the first (writers are alone) and then gets its answer; on PostgreSQL it is
told 409 at once while the first is in flight.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated, Any, TypeVar

from fastapi import Header
from pydantic import BaseModel
from sqlalchemy import ForeignKey, String, UniqueConstraint, bindparam, delete, insert, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from clinic_api.database import ID_LENGTH, Base, JsonDocument, UtcDateTime, utc_now
from clinic_api.errors import Conflict, Invalid
from clinic_api.kit.principal import Principal, Role

__all__ = ["IdempotencyKey", "IdempotencyKeyRow", "create_once", "earlier_answer", "forget_old_keys"]

KEPT = timedelta(hours=24)

IdempotencyKey = Annotated[str | None, Header(alias="Idempotency-Key", description="same key, same answer, for 24 h")]
"""Parameter type of a creation route."""

Answer = TypeVar("Answer", bound=BaseModel)


class IdempotencyKeyRow(Base):
    """What was answered to a request with this key."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (UniqueConstraint("account_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(String(ID_LENGTH), ForeignKey("accounts.id"))
    key: Mapped[str] = mapped_column(String(128))
    request_sha256: Mapped[str] = mapped_column(String(64))
    answer: Mapped[dict[str, Any]] = mapped_column(JsonDocument)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime(), index=True)


_KNOWN = select(
    IdempotencyKeyRow.id, IdempotencyKeyRow.request_sha256, IdempotencyKeyRow.answer, IdempotencyKeyRow.created_at
).where(IdempotencyKeyRow.account_id == bindparam("account_id"), IdempotencyKeyRow.key == bindparam("key"))
_LOCK = text("SELECT pg_try_advisory_xact_lock(:number)")


def create_once(
    session: Session,
    principal: Principal,
    *,
    key: str | None,
    operation: str,
    request: BaseModel,
    answer_type: type[Answer],
    create: Callable[[], Answer],
) -> Answer:
    """Return ``create()``, or what it returned for the same account, key, operation and request within 24 h.

    Raises `Invalid` ``idempotency_key_reused`` for another request and `Conflict` ``idempotency_in_flight``.
    """
    if key is None:
        return create()
    key = _kept_key(principal, key)
    _lock(session, principal, key)
    digest = _digest(operation, request)
    known = session.execute(_KNOWN, {"account_id": principal.account_id, "key": key}).one_or_none()
    if known is not None and known.created_at < utc_now() - KEPT:
        session.execute(delete(IdempotencyKeyRow).where(IdempotencyKeyRow.id == known.id))
    elif known is not None:
        if known.request_sha256 != digest:
            raise Invalid("idempotency_key_reused")
        return answer_type.model_validate(known.answer)
    answer = create()
    row = {
        "account_id": principal.account_id,
        "key": key,
        "request_sha256": digest,
        "answer": answer.model_dump(mode="json"),
        "created_at": utc_now(),
    }
    session.execute(insert(IdempotencyKeyRow), row)
    return answer


def earlier_answer(
    session: Session,
    principal: Principal,
    *,
    key: str | None,
    operation: str,
    request: BaseModel,
    answer_type: type[Answer],
) -> Answer | None:
    """Return what `create_once` answered before, None where it was not asked: for a creation that works long before it
    writes. Raises as `create_once` does.
    """
    if key is None:
        return None
    kept = {"account_id": principal.account_id, "key": _kept_key(principal, key)}
    known = session.execute(_KNOWN, kept).one_or_none()
    if known is None or known.created_at < utc_now() - KEPT:
        return None
    if known.request_sha256 != _digest(operation, request):
        raise Invalid("idempotency_key_reused")
    return answer_type.model_validate(known.answer)


def _kept_key(principal: Principal, key: str) -> str:
    if not 1 <= len(key) <= 128 or not key.isascii() or not key.isprintable():
        raise Invalid("idempotency_key_invalid")
    if principal.role is Role.REPORTER:  # one account stands for all labels and links of a factory
        return hashlib.sha256(f"{principal.key_id}\n{key}".encode()).hexdigest()
    return key


def _digest(operation: str, request: BaseModel) -> str:
    return hashlib.sha256(f"{operation}\n{request.model_dump_json()}".encode()).hexdigest()


def forget_old_keys(session: Session) -> None:
    """Remove the keys that are no longer kept (a periodic task; `create_once` does not wait for it)."""
    session.execute(delete(IdempotencyKeyRow).where(IdempotencyKeyRow.created_at < utc_now() - KEPT))


def _lock(session: Session, principal: Principal, key: str) -> None:
    """Hold the key until the transaction ends; SQLite's writers are alone already."""
    if session.get_bind().dialect.name != "postgresql":
        return
    digest = hashlib.sha256(f"idempotency\n{principal.account_id}\n{key}".encode()).digest()
    number = int.from_bytes(digest[:8], "big", signed=True)
    if not session.execute(_LOCK, {"number": number}).scalar_one():
        raise Conflict("idempotency_in_flight")
