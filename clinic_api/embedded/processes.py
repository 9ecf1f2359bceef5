"""Child processes that are started in order, watched, restarted when they die, and always stopped."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from diagnostics.texts import Catalogue, Text

__all__ = ["ProcessFailed", "ProcessSpec", "Supervisor", "texts"]

texts = Catalogue(Path(__file__).with_name("texts.toml"))

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_RESTARTS_ALLOWED = 3  # within _RESTART_WINDOW_SECONDS; more means that it cannot run at all
_RESTART_WINDOW_SECONDS = 60.0
_STOP_SECONDS = 20.0
_WATCH_SECONDS = 1.0


class ProcessFailed(Exception):
    """A process did not become ready, or died too often; ``text`` names it and its log."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True)
class ProcessSpec:
    """What to run: ``command`` with ``environment``, writing to ``log_path``, ready when ``is_ready()`` is true."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log_path: Path
    is_ready: Callable[[], bool]
    ready_seconds: float = 60.0


@dataclass
class _Running:
    spec: ProcessSpec
    process: subprocess.Popen[bytes]
    restarts: deque[float] = field(default_factory=deque)


class Supervisor:
    """Starts processes, keeps them running, and stops them in reverse order when the ``with`` block ends."""

    def __init__(self) -> None:
        self._running: list[_Running] = []

    def __enter__(self) -> Supervisor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def process_ids(self) -> dict[str, int]:
        """Name → process id of everything started."""
        return {running.spec.name: running.process.pid for running in self._running}

    def start(self, spec: ProcessSpec) -> None:
        """Start ``spec`` and wait until it is ready; raises `ProcessFailed` when it dies or takes too long."""
        running = _Running(spec, _spawn(spec))
        self._running.append(running)
        deadline = time.monotonic() + spec.ready_seconds
        while not spec.is_ready():
            if running.process.poll() is not None:
                raise ProcessFailed(_death_notice("process_failed_starting", running))
            if time.monotonic() > deadline:
                seconds = spec.ready_seconds
                raise ProcessFailed(texts("process_not_ready", name=spec.name, seconds=seconds, log=spec.log_path))
            time.sleep(0.1)

    def check(self) -> None:
        """Restart whatever died; raises `ProcessFailed` when one dies more than three times in a minute."""
        for running in self._running:
            if running.process.poll() is None:
                continue
            now = time.monotonic()
            while running.restarts and now - running.restarts[0] > _RESTART_WINDOW_SECONDS:
                running.restarts.popleft()
            if len(running.restarts) >= _RESTARTS_ALLOWED:
                raise ProcessFailed(_death_notice("process_keeps_stopping", running))
            running.restarts.append(now)
            _signal_group(running.process, signal.SIGKILL)
            running.process = _spawn(running.spec)

    def watch(self) -> None:
        """Look after the processes until a signal raises ``KeyboardInterrupt``, which ends this quietly."""
        with contextlib.suppress(KeyboardInterrupt):
            while True:
                self.check()
                time.sleep(_WATCH_SECONDS)

    def stop(self) -> None:
        """Stop everything, the last started first: SIGTERM, then SIGKILL for what is left of its process group."""
        for running in reversed(self._running):
            _signal_group(running.process, signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                running.process.wait(_STOP_SECONDS)
            _signal_group(running.process, signal.SIGKILL)
            running.process.wait(_STOP_SECONDS)
        self._running.clear()


def _spawn(spec: ProcessSpec) -> subprocess.Popen[bytes]:
    spec.log_path.parent.mkdir(parents=True, exist_ok=True)
    with spec.log_path.open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - the command is ours, no shell
            list(spec.command),
            env=dict(spec.environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        )


def _die_with_parent() -> None:
    """Ask the kernel to stop this child when the supervisor is killed (prctl(2), PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return


def _death_notice(key: str, running: _Running) -> Text:
    spec = running.spec
    lines = spec.log_path.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    last_line = lines[-1] if lines else "–"
    return texts(key, name=spec.name, code=running.process.returncode, last_line=last_line, log=spec.log_path)
