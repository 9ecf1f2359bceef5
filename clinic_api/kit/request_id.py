"""The id that follows one request through its jobs, its parser, its events and its audit lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["REQUEST_ID_LENGTH", "acting_for_request", "current_request_id"]

REQUEST_ID_LENGTH = 64
_current: ContextVar[str | None] = ContextVar("request_id", default=None)


def current_request_id() -> str | None:
    """Return the id of the request this code works for, or None where none is (a scheduled task)."""
    return _current.get()


@contextmanager
def acting_for_request(request_id: str | None) -> Iterator[None]:
    """Work for ``request_id`` within the block: what is written there carries it."""
    token = _current.set(request_id)
    try:
        yield
    finally:
        _current.reset(token)
