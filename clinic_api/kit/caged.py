"""Work on strangers' data in a caged process of its own: without files, without network, bounded in memory and time.

The walls are those of `diagnostics.sandbox`. Unlike a recording, which is read in a fork of a warm process, such work
is rare, and a fresh interpreter (about half a second) is cheap enough.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from dataclasses import asdict
from typing import Final

from diagnostics.sandbox import SandboxMode
from diagnostics.sandbox.protocol import required_walls
from diagnostics.sandbox.walls import Limits

__all__ = ["CageBusy", "CageFailed", "run_caged"]

_LOG: Final = logging.getLogger(__name__)
_AT_ONCE: Final = 2
"""Caged processes of one API process at a time: each may take its whole memory."""
_WAIT_SECONDS: Final = 30.0
_TURNS: Final = threading.BoundedSemaphore(_AT_ONCE)
_BEGIN: Final = """
import json, sys
sys.path[:] = json.loads(sys.argv.pop(1))
from importlib import import_module
import_module(sys.argv[1]).main()
"""
_ENVIRONMENT: Final = {
    "LANG": "C.UTF-8",
    "MALLOC_ARENA_MAX": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "RAYON_NUM_THREADS": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}


class CageFailed(Exception):
    """The caged process crashed, ran out of memory or took too long, or its walls do not stand."""


class CageBusy(Exception):
    """Others are at work; the request may be tried again."""


def run_caged(module: str, request: bytes, *, limits: Limits, mode: SandboxMode) -> bytes:
    """Return what ``main()`` of ``module`` (see `kit.caged_child.serve`) answers to ``request``.

    Raises `CageFailed`, or `CageBusy` when no turn came in time.
    """
    if not _TURNS.acquire(timeout=_WAIT_SECONDS):
        raise CageBusy
    try:
        return _run(module, request, limits, mode)
    finally:
        _TURNS.release()


def _run(module: str, request: bytes, limits: Limits, mode: SandboxMode) -> bytes:
    rules = {"limits": asdict(limits), "required": required_walls(mode), "parent": os.getpid()}
    command = [sys.executable, "-I", "-c", _BEGIN, json.dumps(sys.path), module, json.dumps(rules)]
    try:
        ended = subprocess.run(  # noqa: S603 - our own interpreter, on a module of ours
            command,
            input=request,
            capture_output=True,
            timeout=limits.wall_seconds,
            env=_ENVIRONMENT,
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired:
        _LOG.warning("%s took more than %.0f s", module, limits.wall_seconds)
        raise CageFailed("too long") from None
    if ended.returncode != 0:
        told = ended.stderr.decode("utf-8", "replace")[-2000:]
        _LOG.warning("%s ended with %d: %s", module, ended.returncode, told)
        raise CageFailed(f"exit code {ended.returncode}")
    return ended.stdout
