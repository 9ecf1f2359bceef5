"""How many requests of one process are worked on at a time: the rest wait their turn for a while, and where too many
wait already, or have waited for long, they are told to come again.

More requests at a time than this make nothing faster on one interpreter; they only hold threads, memory and
connections of the database, until nothing answers any more. A request takes its turn once its body is there: a client
on a slow line holds a socket, and no turn. The turn ends when the answer begins: what is sent then costs no work.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from weakref import WeakKeyDictionary

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from clinic_api.errors import ClinicError, PayloadTooLarge, ServiceUnavailable
from diagnostics.texts import Catalogue

__all__ = ["Admission", "Lane", "LaneOf"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("admission.toml"))
_SHED_AFTER_SECONDS: Final = 0.06  # so that a client that asks again at once does not cost the machine more than work
_SLOWEST_BYTES_PER_SECOND: Final = 1024.0
_PATIENCE_SECONDS: Final = 20.0
_CLOSE: Final = {"Connection": "close"}


class BodyTooSlow(ClinicError):
    """408: the body came slower than any line is."""

    status = 408
    default_code = "body_too_slow"

    def __init__(self) -> None:
        super().__init__(text=_TEXTS("body_too_slow"), headers=_CLOSE)


@dataclass
class _Turns:
    """The turns of a lane in one event loop, where a crowd waits for ``wait_seconds``."""

    wait_seconds: float
    taken: int = 0
    line: deque[asyncio.Future[None]] = field(default_factory=deque)
    soon_at: float = field(default_factory=time.monotonic)
    """When somebody last got a turn soon."""
    shed_at: float = 0.0
    is_overloaded: bool = False

    def patience_seconds(self) -> float:
        """Return how long whoever comes now, and finds no turn free, may wait."""
        now = time.monotonic()
        if now - self.soon_at > self.wait_seconds / 2:
            self.is_overloaded = True
        elif now - self.shed_at > self.wait_seconds / 2:
            self.is_overloaded = False
        return self.wait_seconds / 20 if self.is_overloaded else self.wait_seconds

    def got_turn(self, waited_seconds: float) -> None:
        if waited_seconds <= self.wait_seconds / 4:
            self.soon_at = time.monotonic()

    def refusal(self) -> ServiceUnavailable:
        self.shed_at = time.monotonic()
        return ServiceUnavailable("overloaded", _TEXTS("overloaded"))


@dataclass(frozen=True, eq=False)
class Lane:
    """Turns of one kind of request: ``running`` at a time, ``waiting`` for one.

    A crowd that comes at once may wait for ``wait_seconds``. Where nobody has got a turn soon for half of that it is
    no crowd but overload: then nobody waits for more than a moment, so that who is served is served soon, until for as
    long nobody had to be sent away (controlled delay: Nichols and Jacobson, ACM Queue 10 (5), 2012; for requests:
    Maurer, ACM Queue 13 (8), 2015).
    """

    running: int
    waiting: int
    wait_seconds: float = 1.0
    _of_loop: WeakKeyDictionary[asyncio.AbstractEventLoop, _Turns] = field(default_factory=WeakKeyDictionary)

    async def take(self) -> None:
        """Wait for a turn; raises `ServiceUnavailable` ``overloaded`` when there is none in time."""
        turns = self._turns()
        if turns.taken < self.running:
            turns.taken += 1
            turns.got_turn(0.0)
            return
        patience_seconds = turns.patience_seconds()
        if len(turns.line) >= self.waiting:
            raise turns.refusal()
        turn, began = asyncio.get_running_loop().create_future(), time.monotonic()
        turns.line.append(turn)
        try:
            await asyncio.wait([turn], timeout=patience_seconds)
        except asyncio.CancelledError:
            self._leave(turns, turn)
            raise
        if not turn.done():
            turns.line.remove(turn)
            raise turns.refusal()
        turns.got_turn(time.monotonic() - began)

    def give_back(self) -> None:
        """End a turn: it goes to whoever has waited longest."""
        turns = self._turns()
        if turns.line:
            turns.line.popleft().set_result(None)
        else:
            turns.taken -= 1

    def _leave(self, turns: _Turns, turn: asyncio.Future[None]) -> None:
        if turn.done():
            self.give_back()
        else:
            turns.line.remove(turn)

    def _turns(self) -> _Turns:
        """A process has one loop; a test may have several at once."""
        return self._of_loop.setdefault(asyncio.get_running_loop(), _Turns(self.wait_seconds))


LaneOf = Callable[[str, str], Lane | None]
"""Names the lane of a method and a path; None: it needs no turn here."""


class Admission:
    """Gives each request a turn in the lane that ``lane_of(method, path)`` names; None: it needs none. Bodies of more
    than ``max_bytes`` are refused.
    """

    def __init__(self, app: ASGIApp, lane_of: LaneOf, max_bytes: int) -> None:
        self.app = app
        self.lane_of = lane_of
        self.max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        lane = self.lane_of(scope["method"], scope["path"]) if scope["type"] == "http" else None
        if lane is None:
            await self.app(scope, receive, send)
            return
        body = await _whole_body(receive, self.max_bytes)
        try:
            await lane.take()
        except ServiceUnavailable:
            await asyncio.sleep(_SHED_AFTER_SECONDS)
            raise
        turn = _Turn(lane, send)
        try:
            await self.app(scope, _given(body, receive), turn.send)
        finally:
            turn.end()


@dataclass
class _Turn:
    lane: Lane
    sends: Send
    _ended: bool = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.end()
        await self.sends(message)

    def end(self) -> None:
        if not self._ended:
            self._ended = True
            self.lane.give_back()


async def _whole_body(receive: Receive, max_bytes: int) -> list[Message]:
    """Take in a body; raises `BodyTooSlow` and `PayloadTooLarge`."""
    began, size, messages = time.monotonic(), 0, list[Message]()
    while True:
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                message = await receive()
        except TimeoutError:
            raise BodyTooSlow from None
        messages.append(message)
        size += len(message.get("body", b""))
        if size > max_bytes:
            raise PayloadTooLarge()
        if message["type"] != "http.request" or not message.get("more_body", False):
            return messages
        took = time.monotonic() - began
        if took > _PATIENCE_SECONDS and size / took < _SLOWEST_BYTES_PER_SECOND:
            raise BodyTooSlow


def _given(messages: list[Message], receive: Receive) -> Receive:
    """Return what gives ``messages`` first, then whatever comes."""
    left = iter(messages)

    async def next_message() -> Message:
        message = next(left, None)
        return await receive() if message is None else message

    return next_message
