"""Running ``clinic demo`` as its own process, on ports from the system, and seeing what it leaves behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.shared_data import SHARED

START_SECONDS = 180.0
STOP_SECONDS = 60.0


def free_port_base() -> int:
    """Return a port that is free together with the two after it."""
    for _ in range(50):
        with socket.socket() as first:
            first.bind(("127.0.0.1", 0))
            base: int = first.getsockname()[1]
            if base < 65000 and all(_is_free(base + offset) for offset in (1, 2)):
                return base
    raise RuntimeError("no three free ports in a row after 50 tries")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def demo_command(port_base: int, data_dir: Path, *flags: str) -> list[str]:
    base = ["demo", "--port-base", str(port_base), "--data", str(data_dir), "--lang", "en"]
    return [sys.executable, "-m", "clinic_api.cli", *base, *flags]


def demo_environment(*, real_recordings: bool) -> dict[str, str]:
    shared = str(SHARED) if real_recordings else "/nonexistent"
    kept = {key: value for key, value in os.environ.items() if not key.startswith("CLINIC_")}
    return kept | {"HOSPITAL_SHARED": shared, "PYTHONUNBUFFERED": "1"}


def processes_of(data_dir: Path) -> list[int]:
    """Return the ids of living processes that a demo on ``data_dir`` started (they carry it in their environment)."""
    marker = f"CLINIC_DATA_DIR={data_dir}\0".encode()
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            environment = (entry / "environ").read_bytes()
            state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, PermissionError, ProcessLookupError):
            continue
        if marker in environment and state != "Z":
            found.append(int(entry.name))
    return found


def gone_within(data_dir: Path, seconds: float) -> bool:
    """Wait until no process of the demo lives any more."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not processes_of(data_dir):
            return True
        time.sleep(0.2)
    return False


class RunningDemo:
    """A demo that was started and keeps running until `stop`."""

    def __init__(self, data_dir: Path, *flags: str, real_recordings: bool) -> None:
        self.data_dir = data_dir
        self.port_base = free_port_base()
        self.url = f"http://127.0.0.1:{self.port_base}"
        self._log = data_dir.with_suffix(".out")
        with self._log.open("wb") as out:
            self.process = subprocess.Popen(
                demo_command(self.port_base, data_dir, *flags),
                stdout=out,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env=demo_environment(real_recordings=real_recordings),
            )

    @property
    def printed(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def wait_until_it_keeps_running(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while "keeps running" not in self.printed:
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"the demo did not come up:\n{self.printed}")
            time.sleep(0.2)

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
