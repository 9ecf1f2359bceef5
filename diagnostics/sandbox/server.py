"""The warm process: loads the readers once, then forks a child for each request and sees it to its end.

It is started with an empty environment and no descriptor but its control socket, so that a child has nothing of the
caller's to find: no secret, no database connection, no other file.
"""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import gc
import importlib
import logging
import os
import selectors
import signal
import socket
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, NoReturn

import numpy.ma  # noqa: F401 - NumPy loads it with the first median, when a cage is closed
from pydantic import ValidationError

from diagnostics.sandbox import child
from diagnostics.sandbox.protocol import Ended, Request
from diagnostics.sandbox.walls import Foundations, lay_foundations

__all__ = ["main"]

_LOG: Final = logging.getLogger(__name__)
_REQUEST_BYTES: Final = 1 << 24
_DESCRIPTORS: Final = 4
_ASIDE, _BEYOND = 1 << 8, 1 << 16
"""Descriptors above those in use, and above any."""
_ENCODINGS: Final = (
    "ascii",
    "latin-1",
    "cp437",
    "cp1252",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "gbk",
    "gb18030",
)
"""Loaded before a cage is closed: as another user a child may not reach the library's folder."""
_LONGEST_PAUSE_S: Final = 60.0


@dataclass(frozen=True, eq=False)
class _Child:
    pid: int
    pid_descriptor: int
    reply: socket.socket
    deadline_s: float


def main() -> NoReturn:
    """Serve requests from the socket whose descriptor is the first argument, until its other end is closed."""
    control = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the caller's; the closed socket ends this process
    for encoding in _ENCODINGS:
        codecs.lookup(encoding)
    foundations = lay_foundations()
    _settle()
    _Server(control, foundations).serve()
    os._exit(0)


class _Server:
    """Children at work, and the control socket that brings new requests."""

    def __init__(self, control: socket.socket, foundations: Foundations) -> None:
        self._control = control
        self._foundations = foundations
        self._selector = selectors.DefaultSelector()
        self._selector.register(control, selectors.EVENT_READ)
        self._children: dict[int, _Child] = {}

    def serve(self) -> None:
        """Go on until the caller and all its forks have gone; then every child is ended."""
        while True:
            for key, _ in self._selector.select(self._pause_s()):
                if key.fileobj is self._control:
                    if not self._take_request():
                        self._end_all()
                        return
                elif key.data is not None and key.data.pid in self._children:
                    self._see(key.data, ended=key.fd == key.data.pid_descriptor)
            for late in [each for each in self._children.values() if time.monotonic() >= each.deadline_s]:
                self._finish(late, timed_out=True)

    def _pause_s(self) -> float:
        nearest = min((each.deadline_s for each in self._children.values()), default=None)
        return _LONGEST_PAUSE_S if nearest is None else max(0.0, nearest - time.monotonic())

    def _take_request(self) -> bool:
        """Start a child for the next request; return whether there was one."""
        knock, descriptors, _, _ = socket.recv_fds(self._control, 1, _DESCRIPTORS)
        if not knock:
            return False
        try:
            if len(descriptors) == _DESCRIPTORS:
                self._start(Request.model_validate_json(os.pread(descriptors[1], _REQUEST_BYTES, 0)), descriptors)
        except (ValidationError, OSError) as wrong:
            # The caller sees its reply socket close without an answer.
            _LOG.warning("a request was dropped: %s", wrong)
        finally:
            for descriptor in descriptors:
                os.close(descriptor)
        return True

    def _start(self, request: Request, descriptors: list[int]) -> None:
        _load(request.libraries)
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            try:
                self._be_the_child(request, descriptors, parent)
            finally:
                os._exit(child.CRASHED)  # whatever fails, a child never goes on as the warm process
        started = _Child(
            pid,
            os.pidfd_open(pid),
            socket.socket(fileno=os.dup(descriptors[3])),
            time.monotonic() + request.limits.wall_seconds,
        )
        self._children[pid] = started
        self._selector.register(started.pid_descriptor, selectors.EVENT_READ, started)
        self._selector.register(started.reply, selectors.EVENT_READ, started)

    def _be_the_child(self, request: Request, descriptors: list[int], parent: int) -> NoReturn:
        ruleset = self._foundations.ruleset
        file, answer, samples, *rest = _keep_only([*descriptors[:3], *([] if ruleset is None else [ruleset])])
        foundations = replace(self._foundations, ruleset=rest[0] if rest else None)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        child.run(request, foundations, file=file, answer=answer, samples=samples, parent=parent)

    def _see(self, seen: _Child, *, ended: bool) -> None:
        """Finish a child that has ended, or whose caller has gone."""
        if ended or not _is_open(seen.reply):
            self._finish(seen)

    def _finish(self, done: _Child, *, timed_out: bool = False) -> None:
        """Make sure the child is gone and tell its caller how it ended."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(done.pid_descriptor, signal.SIGKILL)
        status = os.waitpid(done.pid, 0)[1]
        ended = Ended(exit_code=os.waitstatus_to_exitcode(status), timed_out=timed_out)
        with contextlib.suppress(OSError):
            done.reply.send(ended.model_dump_json().encode())
        self._selector.unregister(done.pid_descriptor)
        self._selector.unregister(done.reply)
        os.close(done.pid_descriptor)
        done.reply.close()
        del self._children[done.pid]

    def _end_all(self) -> None:
        for each in list(self._children.values()):
            self._finish(each)


def _load(libraries: Sequence[str]) -> None:
    """Load ``libraries`` for this child and all later ones; a missing one is told by its reader."""
    new = [name for name in libraries if name not in sys.modules]
    for name in new:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    if new:
        _settle()


def _settle() -> None:
    """Keep what is loaded out of every later collection of garbage, which would copy its memory into each child."""
    gc.collect()
    gc.freeze()


def _keep_only(descriptors: Sequence[int]) -> list[int]:
    """Close every descriptor but these, which become 3, 4, … in their order; the standard streams lead nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    aside = [fcntl.fcntl(descriptor, fcntl.F_DUPFD, _ASIDE) for descriptor in descriptors]
    for stream in range(3):
        os.dup2(nowhere, stream)
    os.closerange(3, _ASIDE)
    kept = [os.dup2(descriptor, 3 + number) for number, descriptor in enumerate(aside)]
    os.closerange(_ASIDE, _BEYOND)
    return kept


def _is_open(reply: socket.socket) -> bool:
    """Return whether the caller still waits at the other end; it never sends anything."""
    try:
        return bool(reply.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT))
    except BlockingIOError:
        return True
    except OSError:
        return False
