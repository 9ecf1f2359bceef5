"""The caller's side: starts the warm process, sends it files that are already open, and checks what comes back."""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from diagnostics.errors import RecordingError, recording_error
from diagnostics.machine import Machine
from diagnostics.readers import FORMATS, HEAD_BYTES, identify, options_for, recording_of
from diagnostics.readers.content import FileContent, file_sha256
from diagnostics.readers.format import Reading, ReadOptions
from diagnostics.recording import Recording, lost_as_nan
from diagnostics.sandbox.protocol import (
    LONGEST_NAME,
    Attempts,
    Ended,
    FoundReading,
    Layout,
    Refused,
    Request,
    SandboxMode,
    limits_for,
    plain_options,
    required_walls,
    tellable,
)

__all__ = ["Sandbox"]

_ENVIRONMENT: Final[Mapping[str, str]] = {
    "LANG": "C.UTF-8",
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "268435456",
    "MALLOC_TRIM_THRESHOLD_": "536870912",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "HDF5_PLUGIN_PRELOAD": "::",
    "HDF5_USE_FILE_LOCKING": "FALSE",
    "PYTHONDONTWRITEBYTECODE": "1",
}
"""All that the warm process inherits: one thread, allocators that reserve no address space ahead and give no memory
back (a child lives too short for that, and getting it anew costs time), no HDF5 plugins.
"""
_BEGIN: Final = """
import json, sys
sys.path[:] = json.loads(sys.argv.pop(1))
from diagnostics.sandbox.server import main
main()
"""
"""Finds libraries where the caller finds them, installed or not."""
_START_SECONDS: Final = 60.0
"""Loading the readers takes about one second; a machine under load may need many."""
_END_SECONDS: Final = 10.0
_ANSWER_BYTES: Final = 1 << 24
_KNOCK: Final = b"?"


@dataclass(frozen=True, eq=False)
class _Server:
    """The warm process and our end of its control socket."""

    process: subprocess.Popen[bytes]
    control: socket.socket
    owner: int

    @property
    def is_alive(self) -> bool:
        """Whether it still runs; a fork of its owner cannot tell and tries."""
        return os.getpid() != self.owner or self.process.poll() is None


@dataclass(frozen=True)
class _Answer:
    """What a child left: its JSON, and its samples as a mapping of memory."""

    told: bytes
    samples: int


@dataclass(frozen=True, eq=False)
class _StretchSource:
    """Samples of a file too large to hand over whole: each stretch is read by a child of its own."""

    sandbox: Sandbox
    content: FileContent
    request: Request

    def read(self, start: int, stop: int) -> NDArray[np.float64]:
        """Return samples ``start`` to ``stop`` [shape=(channels, stop - start)]; raises `RecordingError`."""
        request = self.request.model_copy(update={"task": "stretch", "start": start, "stop": stop})
        found, samples = self.sandbox._read(self.content, request)
        return _mapped(samples, found.layout, (len(found.channels), stop - start), request.name).read(0, stop - start)


@dataclass(frozen=True, eq=False)
class _MappedSource:
    """Samples that a child left, as numbers of the type it found them in."""

    samples: NDArray[Any]
    """[shape=(channels, n)]"""

    def read(self, start: int, stop: int) -> NDArray[np.float64]:
        """Return samples ``start`` to ``stop`` [shape=(channels, stop - start)]."""
        with np.errstate(invalid="ignore"):  # a signalling NaN becomes a quiet one
            return lost_as_nan(self.samples[:, start:stop].astype(np.float64))


class Sandbox:
    """Reads files in caged children of one warm process, which starts with the first file and ends with `close`.

    It may be used by several threads and by forks of the process that made it.
    """

    def __init__(self, *, mode: SandboxMode = "full", largest_bytes: int | None = None) -> None:
        """Take files of at most ``largest_bytes`` (any size when None), limits in proportion."""
        self._mode: SandboxMode = mode
        self._largest_bytes = largest_bytes
        self._server: _Server | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def start(self) -> None:
        """Start the warm process unless it runs; it loads while the caller goes on.

        Raises `RecordingError` (sandbox_unavailable) where a required wall cannot be raised.
        """
        self._running()

    def _running(self) -> _Server:
        if not hasattr(os, "memfd_create"):
            raise recording_error("sandbox_unavailable", missing="Linux")
        with self._lock:
            if self._server is None or not self._server.is_alive:
                self._close()
                self._server = _started()
            return self._server

    def close(self) -> None:
        """End the warm process and its children."""
        with self._lock:
            self._close()

    def read(
        self,
        path: str | Path,
        *,
        name: str | None = None,
        machine: Machine | None = None,
        sampling_rate_hz: float | None = None,
        group: str | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> Recording:
        """Read the recording at ``path``, known to people as ``name``, as `diagnostics.read` does, in a caged child.

        ``progress`` is told of the bytes looked at. Raises `RecordingError` as `diagnostics.read` does, and:
        recording_reader_crashed, recording_too_large (too many bytes, too much memory or time), sandbox_unavailable.
        """
        content = FileContent(Path(path))
        shown = tellable(name or content.name, LONGEST_NAME)
        options = options_for(machine, sampling_rate_hz=sampling_rate_hz, group=group)
        request = self._request(content, shown, options)
        sha256 = ""

        def hash_meanwhile() -> None:
            nonlocal sha256
            sha256 = file_sha256(content, progress)

        found, samples = self._read(content, request, meanwhile=hash_meanwhile)
        reading = self._reading(found, samples, content, request)
        return recording_of(found.form, reading, name=shown, sha256=sha256, options=options, machine=machine)

    def attempts(self) -> Attempts:
        """Return which walls stand around a child, and what it was refused when it tried to get out."""
        request = Request(
            task="attempts", name="", options={}, limits=limits_for(0), required=required_walls(self._mode)
        )
        with Path(os.devnull).open("rb") as nothing:
            answer = self._ask(request, nothing.fileno(), lambda: None)
        os.close(answer.samples)
        try:
            return Attempts.model_validate_json(answer.told)
        except ValidationError:
            raise Refused.model_validate_json(answer.told).error() from None

    def _request(self, content: FileContent, name: str, options: ReadOptions) -> Request:
        """Return the request to read ``content``; raises `RecordingError` for what size and first bytes tell."""
        size = content.size_bytes if content.path.is_file() else 0
        if self._largest_bytes is not None and size > self._largest_bytes:
            limit = self._largest_bytes >> 20
            raise recording_error("recording_too_large.file", name=name, size=size >> 20, limit=limit)
        with content.open() as file:
            form = identify(file.read(HEAD_BYTES), name)
        return Request(
            task="read",
            name=name,
            options=plain_options(options),
            limits=limits_for(size),
            required=required_walls(self._mode),
            libraries=next(each.libraries for each in FORMATS if each.name == form),
        )

    def _read(
        self, content: FileContent, request: Request, meanwhile: Callable[[], None] = lambda: None
    ) -> tuple[FoundReading, int]:
        """Return what a child found and the descriptor of its samples; raises the error that it told."""
        with content.open() as file:
            answer = self._ask(request, file.fileno(), meanwhile)
        try:
            return FoundReading.model_validate_json(answer.told), answer.samples
        except ValidationError:
            os.close(answer.samples)
        try:
            refused = Refused.model_validate_json(answer.told)
        except ValidationError as wrong:
            raise _crashed(request, "its answer makes no sense") from wrong
        raise refused.error()

    def _reading(self, found: FoundReading, samples: int, content: FileContent, request: Request) -> Reading:
        if found.layout is not None:
            return found.reading(_mapped(samples, found.layout, found.shape, request.name))
        os.close(samples)
        return found.reading(_StretchSource(self, content, request))

    def _ask(self, request: Request, file: int, meanwhile: Callable[[], None]) -> _Answer:
        """Have ``request`` done by a child with ``file`` open, do ``meanwhile``, and return what the child left."""
        server = self._running()
        mine, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        told = os.memfd_create("answer", os.MFD_CLOEXEC)
        samples = os.memfd_create("samples", os.MFD_CLOEXEC)
        try:
            os.pwrite(told, request.model_dump_json().encode(), 0)
            with mine:
                with theirs, contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    socket.send_fds(server.control, [_KNOCK], [file, told, samples, theirs.fileno()])
                meanwhile()
                mine.settimeout(request.limits.wall_seconds + _START_SECONDS)
                ended = _received(mine, request)
            _refuse_unless_well(ended, request)
            return _Answer(os.pread(told, _ANSWER_BYTES, 0), os.dup(samples))
        finally:
            os.close(told)
            os.close(samples)

    def _close(self) -> None:
        server, self._server = self._server, None
        if server is None:
            return
        server.control.close()
        if os.getpid() != server.owner:
            return
        try:
            server.process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            server.process.kill()
            server.process.wait()


def _started() -> _Server:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    paths = [os.path.abspath(path) for path in sys.path]
    with theirs:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-I", "-c", _BEGIN, json.dumps(paths), str(theirs.fileno())],
            env=dict(_ENVIRONMENT),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=(theirs.fileno(),),
            cwd="/",
        )
    return _Server(process, ours, os.getpid())


def _received(reply: socket.socket, request: Request) -> Ended:
    try:
        message = reply.recv(1 << 12)
    except (TimeoutError, ConnectionResetError) as late:
        raise recording_error("sandbox_lost", name=request.name) from late
    if not message:
        raise recording_error("sandbox_lost", name=request.name)
    return Ended.model_validate_json(message)


def _refuse_unless_well(ended: Ended, request: Request) -> None:
    """Raise the `RecordingError` for a child that did not end by itself and well."""
    if ended.timed_out or ended.exit_code == -signal.SIGXCPU:
        seconds = request.limits.wall_seconds if ended.timed_out else float(request.limits.cpu_seconds)
        raise recording_error("recording_too_large.time", name=request.name, seconds=seconds)
    if ended.exit_code == -signal.SIGKILL:
        raise recording_error("sandbox_lost", name=request.name)
    if ended.exit_code < 0:
        raise _crashed(request, signal.Signals(-ended.exit_code).name)
    if ended.exit_code > 0:
        raise _crashed(request, f"exit code {ended.exit_code}")


def _crashed(request: Request, reason: str) -> RecordingError:
    return recording_error("recording_reader_crashed", name=request.name, reason=reason)


def _mapped(descriptor: int, layout: Layout | None, shape: tuple[int, int], name: str) -> _MappedSource:
    """Return the samples [shape=shape] behind ``descriptor``, which is closed; the child that wrote them is gone."""
    try:
        size = 0 if layout is None else np.dtype(layout.dtype).itemsize * shape[0] * shape[1]
        if layout is None or size == 0 or os.fstat(descriptor).st_size != size:
            raise recording_error("recording_reader_crashed", name=name, reason="samples are missing")
        memory = mmap.mmap(descriptor, size, flags=mmap.MAP_SHARED | mmap.MAP_POPULATE, prot=mmap.PROT_READ)
    finally:
        os.close(descriptor)
    samples = np.frombuffer(memory, dtype=layout.dtype)
    return _MappedSource(samples.reshape(shape[::-1]).T if layout.interleaved else samples.reshape(shape))
