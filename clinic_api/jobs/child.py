"""Runs what may crash, hang or eat memory in a forked child, while the supervising process keeps the lease and the
clock.

The child answers with JSON through a pipe; nothing is unpickled. It has limits on memory, processor time and file
size and dies with its supervisor. It is not a sandbox: it runs as the same user and may read what the worker may
read. ``os.fork`` rather than ``multiprocessing``: Celery's pool processes are daemonic, which may not start a
``Process``.
"""

from __future__ import annotations

import ctypes
import json
import logging
import os
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any, Final, NoReturn

from clinic_api.jobs.queue import JobProblem, LeaseLost, job_problem

__all__ = ["AttemptFailed", "run_in_child"]

_LOG: Final = logging.getLogger(__name__)
_PR_SET_PDEATHSIG: Final = 1  # linux/prctl.h
_MEMORY_LIMIT_BYTES: Final = 4 << 30  # address space
_FILE_LIMIT_BYTES: Final = 256 << 20
_ANSWER_LIMIT_BYTES: Final = 32 << 20
_PART_BYTES: Final = 1 << 16

Work = Callable[[], dict[str, Any]]


class AttemptFailed(Exception):
    """The child did not answer; `problem` says why."""

    def __init__(self, problem: JobProblem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def run_in_child(
    work: Work, *, wall_seconds: float, heartbeat_seconds: float, heartbeat: Callable[[], bool]
) -> dict[str, Any]:
    """Return what ``work`` returns, computed in a forked child.

    Calls ``heartbeat`` every ``heartbeat_seconds``; raises `LeaseLost` when it answers false, and `AttemptFailed` with
    the code ``parser_crashed`` (killed by a signal), ``examination_too_long`` (after ``wall_seconds``) or
    ``examination_failed``. The child is gone when this returns or raises, whatever happened.
    """
    supervisor_pid = os.getpid()
    reading_end, writing_end = os.pipe()
    child_pid = os.fork()
    if child_pid == 0:
        os.close(reading_end)
        _be_the_child(work, writing_end, supervisor_pid, wall_seconds)
    os.close(writing_end)
    exit_code: int | None = None
    try:
        answer = _await_answer(reading_end, wall_seconds, heartbeat_seconds, heartbeat)
        exit_code = os.waitstatus_to_exitcode(os.waitpid(child_pid, 0)[1])
    finally:
        os.close(reading_end)
        if exit_code is None:
            os.kill(child_pid, signal.SIGKILL)
            os.waitpid(child_pid, 0)
    return _understand(answer, exit_code)


def _await_answer(
    reading_end: int, wall_seconds: float, heartbeat_seconds: float, heartbeat: Callable[[], bool]
) -> bytes:
    """Return all bytes the child wrote before it closed its end, which it does by ending, too."""
    started = time.monotonic()
    next_beat = started + heartbeat_seconds
    answer = bytearray()
    while True:
        now = time.monotonic()
        if now - started >= wall_seconds or len(answer) > _ANSWER_LIMIT_BYTES:
            raise AttemptFailed(job_problem("examination_too_long"))
        if now >= next_beat:
            if not heartbeat():
                raise LeaseLost
            next_beat = now + heartbeat_seconds
        pause_seconds = max(0.0, min(next_beat, started + wall_seconds) - now)
        if select.select([reading_end], [], [], pause_seconds)[0]:
            part = os.read(reading_end, _PART_BYTES)
            if not part:
                return bytes(answer)
            answer += part


def _understand(answer: bytes, exit_code: int) -> dict[str, Any]:
    if exit_code < 0:
        _LOG.warning("examination child was ended by signal %d", -exit_code)
        raise AttemptFailed(job_problem("parser_crashed"))
    try:
        understood = json.loads(answer)
    except ValueError:
        understood = None
    if exit_code != 0 or not isinstance(understood, dict):
        _LOG.warning("examination child ended with exit code %d and %d bytes", exit_code, len(answer))
        raise AttemptFailed(job_problem("examination_failed"))
    return understood


def _be_the_child(work: Work, writing_end: int, supervisor_pid: int, wall_seconds: float) -> NoReturn:
    """Do the work and end, without running anything that belongs to the supervisor (exit handlers, connections)."""
    exit_code = 1
    try:
        _become_caged(supervisor_pid, wall_seconds)
        with os.fdopen(writing_end, "wb") as pipe:
            pipe.write(json.dumps(work(), allow_nan=False).encode())
        exit_code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(exit_code)


def _become_caged(supervisor_pid: int, wall_seconds: float) -> None:
    """Leave the decision to stop to the supervisor, die with it, and stay within the limits."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGUSR1, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != supervisor_pid:
        os._exit(1)
    for limit, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, _MEMORY_LIMIT_BYTES),
        (resource.RLIMIT_FSIZE, _FILE_LIMIT_BYTES),
        (resource.RLIMIT_CPU, int(wall_seconds) + 1),
    ):
        _lower_limit(limit, value)


def _lower_limit(limit: int, value: int) -> None:
    _, hard = resource.getrlimit(limit)
    lowered = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(limit, (lowered, lowered))
