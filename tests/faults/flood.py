"""Far too many clients in a process of their own, so that what they cost is not taken for the hospital's answer:
readers, uploaders and clients that trickle. Takes what to do as JSON on stdin and prints what they saw as JSON.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import time
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Seen:
    """What one kind of client saw: how long each answer took in seconds, by status, and broken connections."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: int = 0

    def note(self, status: int, seconds: float) -> None:
        self.seconds.setdefault(str(status), []).append(seconds)


async def _repeat(port: int, request: bytes, until: float, seen: Seen) -> None:
    """Send ``request`` again and again on one connection, which is opened anew where the server closes it."""
    reader = writer = None
    while time.monotonic() < until:
        began = time.monotonic()
        try:
            if writer is None:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
            assert reader is not None
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            start = head.lower().index(b"content-length:") + 15
            await reader.readexactly(int(head[start : head.index(b"\r\n", start)]))
        except (OSError, asyncio.IncompleteReadError):
            seen.errors += 1
            writer = None
            continue
        seen.note(int(head[9:12]), time.monotonic() - began)
        if b"connection: close" in head.lower():
            writer.close()
            writer = None


async def _trickle(port: int, head: bytes, until: float) -> float | None:
    """Send a byte a second; return when the server cut the connection, None where it did not."""
    began = time.monotonic()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(head)
    ended = asyncio.ensure_future(reader.read())
    while time.monotonic() < until:
        done, _ = await asyncio.wait([ended], timeout=1.0)
        if done:
            writer.close()
            return time.monotonic() - began
        with contextlib.suppress(OSError):
            writer.write(b" ")
    ended.cancel()
    writer.close()
    return None


async def _flood(order: dict[str, Any]) -> dict[str, Any]:
    now, port = time.monotonic(), order["port"]
    bearer = f"Host: 127.0.0.1\r\nAuthorization: Bearer {order['token']}\r\n"
    readings, uploads = Seen(), Seen()
    reading = [f"GET {path} HTTP/1.1\r\n{bearer}\r\n".encode() for path in order["paths"]]
    content = bytes.fromhex(order["content"])
    tasks = [
        _repeat(port, reading[number % len(reading)], now + order["seconds"], readings)
        for number in range(order["readers"])
    ]
    for number in range(order["uploaders"]):
        body = content + number.to_bytes(4, "big")
        head = f"POST {order['upload_path']} HTTP/1.1\r\n{bearer}Content-Length: {len(body)}\r\n\r\n".encode()
        tasks.append(_repeat(port, head + body, now + order["seconds"], uploads))
    slow = f"POST /api/v1/cases HTTP/1.1\r\n{bearer}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
    trickling = [_trickle(port, slow.encode(), now + order["cut_within_seconds"]) for _ in range(order["tricklers"])]
    *_, cut = await asyncio.gather(*tasks, asyncio.gather(*trickling))
    return {"readings": vars(readings), "uploads": vars(uploads), "cut_after_seconds": cut}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_flood(json.load(sys.stdin)))))
