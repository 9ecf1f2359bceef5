"""Runs a function in a forked child behind the walls, as the sandbox does, and tells how it ended."""

from __future__ import annotations

import faulthandler
import os
import select
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass

from diagnostics.sandbox.walls import REQUIRED_WALLS, Limits, Wall, lay_foundations, raise_walls

LIMITS = Limits(memory_bytes=256 << 20, cpu_seconds=2, wall_seconds=20.0, output_bytes=1 << 20)


@dataclass(frozen=True)
class Outcome:
    """How a caged child ended (negative: by this signal), what it said, and which walls stood."""

    exit_code: int
    said: str
    standing: tuple[Wall, ...]


def in_cage(act: Callable[[], object], *, limits: Limits = LIMITS) -> Outcome:
    """Run ``act`` behind the walls; it says ``done``, or the error it met."""
    reading, writing = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        os.close(reading)
        faulthandler.disable()  # a crash is asked for here
        try:
            standing = raise_walls(limits, lay_foundations(), parent=parent, required=REQUIRED_WALLS)
            os.write(writing, (" ".join(standing) + "\n").encode())
            act()
            os.write(writing, b"done")
        except BaseException as wrong:
            os.write(writing, f"{type(wrong).__name__}: {wrong}".encode()[:2000])
        finally:
            os._exit(0)
    os.close(writing)
    said = _read_all(reading, limits.wall_seconds, child)
    status = os.waitpid(child, 0)[1]
    standing_line, _, rest = said.partition("\n")
    return Outcome(os.waitstatus_to_exitcode(status), rest, tuple(standing_line.split()))  # type: ignore[arg-type]


def _read_all(descriptor: int, seconds: float, child: int) -> str:
    """Return what the child says until it ends or ``seconds`` are over; then it is killed."""
    deadline = time.monotonic() + seconds
    said = b""
    with open(descriptor, "rb", buffering=0) as pipe:
        while select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))[0]:
            part = pipe.read(4096)
            if not part:
                return said.decode()
            said += part
    os.kill(child, signal.SIGKILL)
    return said.decode()
