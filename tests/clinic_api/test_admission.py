"""Turns: as many at a time as a lane has, the rest in line, and whoever finds the line full is told at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from clinic_api.errors import PayloadTooLarge, ServiceUnavailable
from clinic_api.kit import admission
from clinic_api.kit.admission import Admission, BodyTooSlow, Lane

SCOPE: dict[str, Any] = {"type": "http", "method": "POST", "path": "/"}


class Handler:
    """An app whose requests end when they are told to."""

    def __init__(self) -> None:
        self.inside = 0
        self.most = 0
        self.bodies: list[bytes] = []
        self.may_end = asyncio.Event()
        self.begins_early = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.inside += 1
        self.most = max(self.most, self.inside)
        self.bodies.append((await receive())["body"])
        if self.begins_early:
            await send({"type": "http.response.start", "status": 200, "headers": []})
        await self.may_end.wait()
        self.inside -= 1
        if not self.begins_early:
            await send({"type": "http.response.start", "status": 200, "headers": []})


def _body(*parts: bytes) -> Receive:
    messages = [{"type": "http.request", "body": part, "more_body": True} for part in parts[:-1]]
    messages.append({"type": "http.request", "body": parts[-1], "more_body": False})
    left = iter(messages)

    async def receive() -> Message:
        return next(left)

    return receive


async def _nothing(message: Message) -> None:
    return None


async def _never() -> Message:
    await asyncio.Event().wait()
    raise AssertionError


def _run(scenario: Callable[[Handler, Callable[[Receive], Awaitable[None]]], Awaitable[None]], lane: Lane) -> None:
    async def play() -> None:
        handler = Handler()
        app = Admission(handler, lambda method, path: lane, max_bytes=10)
        await asyncio.wait_for(scenario(handler, lambda receive: app(SCOPE, receive, _nothing)), 30)

    asyncio.run(play())


def test_no_more_run_than_the_lane_has_and_those_in_line_come_after() -> None:
    async def scenario(handler: Handler, request: Callable[[Receive], Awaitable[None]]) -> None:
        requests = [asyncio.ensure_future(request(_body(b"x"))) for _ in range(5)]
        await asyncio.sleep(0.05)
        running = handler.inside
        handler.may_end.set()
        await asyncio.gather(*requests)
        assert (running, handler.most, len(handler.bodies)) == (2, 2, 5)

    _run(scenario, Lane(running=2, waiting=3))


def test_whoever_finds_the_line_full_is_told_to_come_again() -> None:
    async def scenario(handler: Handler, request: Callable[[Receive], Awaitable[None]]) -> None:
        requests = [asyncio.ensure_future(request(_body(b"x"))) for _ in range(3)]
        await asyncio.sleep(0.05)
        with pytest.raises(ServiceUnavailable) as refusal:
            await request(_body(b"x"))
        assert (refusal.value.code, "Retry-After" in refusal.value.headers) == ("overloaded", True)
        handler.may_end.set()
        await asyncio.gather(*requests)
        await request(_body(b"x"))

    _run(scenario, Lane(running=1, waiting=2))


def test_nobody_waits_for_ever() -> None:
    async def scenario(handler: Handler, request: Callable[[Receive], Awaitable[None]]) -> None:
        first = asyncio.ensure_future(request(_body(b"x")))
        await asyncio.sleep(0.01)
        with pytest.raises(ServiceUnavailable):
            await request(_body(b"x"))
        handler.may_end.set()
        await first

    _run(scenario, Lane(running=1, waiting=5, wait_seconds=0.05))


def test_where_nobody_is_served_soon_nobody_waits_long_until_the_line_is_gone() -> None:
    async def scenario(handler: Handler, request: Callable[[Receive], Awaitable[None]]) -> None:
        crowd = [asyncio.ensure_future(request(_body(b"x"))) for _ in range(3)]
        await asyncio.sleep(0.3)
        with pytest.raises(ServiceUnavailable):  # although there is room in the line
            await request(_body(b"x"))
        handler.may_end.set()
        await asyncio.gather(*crowd)
        await asyncio.sleep(0.3)
        await request(_body(b"x"))
        handler.may_end.clear()
        again = [asyncio.ensure_future(request(_body(b"x"))) for _ in range(3)]
        await asyncio.sleep(0.1)
        handler.may_end.set()
        await asyncio.gather(*again)
        assert len(handler.bodies) == 7

    _run(scenario, Lane(running=1, waiting=10, wait_seconds=0.4))


def test_a_turn_of_somebody_who_left_goes_to_the_next() -> None:
    async def scenario(handler: Handler, request: Callable[[Receive], Awaitable[None]]) -> None:
        requests = [asyncio.ensure_future(request(_body(b"x"))) for _ in range(4)]
        await asyncio.sleep(0.01)
        requests[1].cancel()
        handler.may_end.set()
        await asyncio.sleep(0)
        requests[2].cancel()
        await asyncio.gather(*requests, return_exceptions=True)
        await request(_body(b"x"))
        assert requests[3].exception() is None

    _run(scenario, Lane(running=1, waiting=5))


def test_a_body_on_its_way_holds_no_turn_and_arrives_whole() -> None:
    async def scenario(handler: Handler, request: Callable[[Receive], Awaitable[None]]) -> None:
        slow = asyncio.ensure_future(request(_never))
        await asyncio.sleep(0.01)
        handler.may_end.set()
        await request(_body(b"ab", b"", b"cd"))
        slow.cancel()
        assert handler.bodies == [b"ab"]

    _run(scenario, Lane(running=1, waiting=0))


def test_an_answer_that_is_being_sent_holds_no_turn() -> None:
    async def scenario(handler: Handler, request: Callable[[Receive], Awaitable[None]]) -> None:
        handler.begins_early = True
        streams = [asyncio.ensure_future(request(_body(b"x"))) for _ in range(5)]
        await asyncio.sleep(0.05)
        assert handler.inside == 5
        handler.may_end.set()
        await asyncio.gather(*streams)

    _run(scenario, Lane(running=1, waiting=5))


def test_a_body_that_does_not_come_or_trickles_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission, "_PATIENCE_SECONDS", 0.05)

    async def trickle() -> Message:
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": b"", "more_body": True}

    async def scenario(handler: Handler, request: Callable[[Receive], Awaitable[None]]) -> None:
        for receive in (_never, trickle):
            with pytest.raises(BodyTooSlow):
                await request(receive)
        assert handler.bodies == []

    _run(scenario, Lane(running=1, waiting=1))


def test_a_body_that_announced_nothing_is_limited() -> None:
    async def scenario(handler: Handler, request: Callable[[Receive], Awaitable[None]]) -> None:
        with pytest.raises(PayloadTooLarge):
            await request(_body(b"123456", b"123456"))

    _run(scenario, Lane(running=1, waiting=1))
