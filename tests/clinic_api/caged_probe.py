"""A caged child that tries what it must not do, or misbehaves; see test_typesetting.py."""

from __future__ import annotations

import json
import socket
import time
from pathlib import Path

from clinic_api.kit.caged_child import serve


def main() -> None:
    serve(_work, prepare=lambda: None)


def _work(request: bytes) -> bytes:
    asked = json.loads(request)
    if asked == "spin":
        time.sleep(60)
    if asked == "eat":
        return b"x" * (1 << 40)
    if asked == "crash":
        raise RuntimeError("as asked")
    outcome = {}
    for name, attempt in {
        "connect": lambda: socket.socket().connect(("127.0.0.1", asked["port"])),
        "read": lambda: Path(asked["file"]).read_text(),
        "write": lambda: Path(asked["file"]).write_text("changed"),
    }.items():
        try:
            attempt()
        except OSError:
            outcome[name] = "refused"
        else:
            outcome[name] = "done"
    return json.dumps(outcome).encode()
