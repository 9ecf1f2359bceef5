"""Events as they happen, for the dashboard: a stream of server-sent events.

No connection of the database is held while nothing happens: a short look every two seconds, each with the rights the
account has then. Ids come from several processes and may be committed a little out of order, so each look goes back
ten seconds and leaves out what was sent; a client that comes back with ``Last-Event-ID`` may get those seconds again.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from clinic_api.accounts.sessions import principal_of_token
from clinic_api.database import Database
from clinic_api.errors import TooManyRequests
from clinic_api.kit.ids import first_id_at, is_id
from clinic_api.kit.permissions import ROLE_PERMISSIONS, Permission
from clinic_api.kit.repository import Repository
from clinic_api.kit.unit_of_work import factory_scope
from clinic_api.notifications.delivering import TEXTS
from clinic_api.notifications.models import Event
from clinic_api.notifications.service import event_read
from clinic_api.settings import Settings

__all__ = ["EventStream", "Streams"]

_LOOK_EVERY_SECONDS: Final = 2.0
_HEARTBEAT_SECONDS: Final = 15.0
_LOOK_BACK: Final = timedelta(seconds=10)
_AT_ONCE: Final = 200
_STREAMS_OF_ACCOUNT: Final = 5
_RECONNECT_MS: Final = 3000


class Streams:
    """The streams of this process, counted by account."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()

    def refuse_too_many(self, account_id: str) -> None:
        """Raise `TooManyRequests` when the account has as many streams as it may."""
        if self._open[account_id] >= _STREAMS_OF_ACCOUNT:
            text = TEXTS("too_many_streams", limit=_STREAMS_OF_ACCOUNT)
            raise TooManyRequests("too_many_streams", text, retry_after_seconds=60)

    @contextmanager
    def counted(self, account_id: str) -> Iterator[None]:
        """Count one stream while it is open."""
        self._open[account_id] += 1
        try:
            yield
        finally:
            self._open[account_id] -= 1


@dataclass
class EventStream:
    """One client's stream: ``token`` is asked anew at each look, so what was taken away is not told any more."""

    database: Database
    settings: Settings
    token: str
    account_id: str
    since: datetime
    _sent: dict[str, datetime] = field(default_factory=dict)

    @classmethod
    def resumed(
        cls, database: Database, settings: Settings, token: str, account_id: str, last_event_id: str | None
    ) -> EventStream:
        """Return a stream that goes on after ``last_event_id``, or begins now."""
        since = datetime.now(UTC)
        if last_event_id is not None and is_id(last_event_id, "ntf"):
            since = _moment_of(last_event_id)
        return cls(database, settings, token, account_id, since)

    async def lines(self, streams: Streams) -> AsyncIterator[bytes]:
        """Yield the stream until the login ends, the client goes, or the time of one stream is over."""
        with streams.counted(self.account_id):
            yield f"retry: {_RECONNECT_MS}\n\n".encode()
            last_word = time.monotonic()
            until = last_word + self.settings.event_stream_seconds
            while True:
                events = await run_in_threadpool(self.look)
                if events is None:
                    yield b"event: end\ndata: {}\n\n"
                    return
                for event in events:
                    yield _as_text(event)
                if events:
                    last_word = time.monotonic()
                elif time.monotonic() - last_word > _HEARTBEAT_SECONDS:
                    yield b": still here\n\n"
                    last_word = time.monotonic()
                if time.monotonic() >= until:
                    return
                await asyncio.sleep(_LOOK_EVERY_SECONDS)

    def look(self) -> Sequence[Event] | None:
        """Return what is new, the oldest first; None when the login has ended."""
        try:
            principal = principal_of_token(self.database, self.token, self.settings)
            if principal is None or Permission.EVENT_READ not in ROLE_PERMISSIONS[principal.role]:
                return None
            scope = factory_scope(principal)
            with self.database.session(read_only=True, factory_scope=scope) as session:
                statement = Repository(session, principal).select_visible(Event)
                found = session.scalars(
                    statement.where(
                        Event.id > first_id_at("ntf", self.since - _LOOK_BACK), Event.at >= self.since - _LOOK_BACK
                    )
                    .order_by(Event.id)
                    .limit(_AT_ONCE + len(self._sent))
                ).all()
        except SQLAlchemyError:
            return []
        fresh = [event for event in found if event.id not in self._sent]
        self._sent |= {event.id: event.at for event in fresh}
        self.since = max([self.since, *(event.at for event in fresh)])
        self._sent = {name: at for name, at in self._sent.items() if at >= self.since - 2 * _LOOK_BACK}
        return fresh


def _as_text(event: Event) -> bytes:
    data = json.dumps(event_read(event).model_dump(mode="json"), ensure_ascii=False)
    return f"id: {event.id}\nevent: {event.kind}\ndata: {data}\n\n".encode()


def _moment_of(event_id: str) -> datetime:
    """Return when an id was made (the first 48 bits of a UUIDv7 are milliseconds)."""
    digits = "0123456789abcdefghjkmnpqrstvwxyz"
    number = 0
    for character in event_id.split("_")[1]:
        number = number << 5 | digits.index(character)
    return datetime.fromtimestamp((number >> 80) / 1000, UTC)
