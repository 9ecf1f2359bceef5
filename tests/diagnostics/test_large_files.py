"""Files larger than memory should ever hold at once."""

from __future__ import annotations

import contextlib
import json
import os
import struct
import subprocess
import sys
import termios
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

GIB = 1 << 30
RATE_HZ, CHANNELS = 51_200, 4
BLOCK_FRAMES = 1 << 20
MACHINE = {
    "name": "Large",
    "speed_rpm": 1480,
    "bearings": [{"id": "DE", "designation": "6205"}],
    "sensors": [
        {"channel": str(number), "quantity": "acceleration", "unit": "g", "scale": 10, "position": "DE"}
        for number in range(1, CHANNELS + 1)
    ],
}


def write_wav(path: Path, size_bytes: int) -> int:
    """Write a WAV of at least ``size_bytes`` of 16-bit noise with a line of 24.7 Hz; return its frames."""
    time_s = np.arange(BLOCK_FRAMES) / RATE_HZ
    rng = np.random.default_rng(8)
    signals = 1000.0 * np.sin(2 * np.pi * 24.67 * time_s)[:, np.newaxis] + rng.normal(
        0.0, 800.0, size=(BLOCK_FRAMES, CHANNELS)
    )
    block = signals.astype("<i2").tobytes()
    count = -(-size_bytes // len(block))
    data = count * len(block)
    header = struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF",
        36 + data,
        b"WAVE",
        b"fmt ",
        16,
        1,
        CHANNELS,
        RATE_HZ,
        RATE_HZ * CHANNELS * 2,
        CHANNELS * 2,
        16,
        b"data",
        data,
    )
    with path.open("wb") as file:
        file.write(header)
        for _ in range(count):
            file.write(block)
    return count * BLOCK_FRAMES


@pytest.fixture(scope="module")
def large_wav(tmp_path_factory):
    path = tmp_path_factory.mktemp("large") / "large.wav"
    frames = write_wav(path, 2 * GIB)
    yield path, frames
    path.unlink()


def run_measured(*arguments: str) -> tuple[str, str, int]:
    """Run ``diagnose`` with its stderr on a terminal; return what it printed on both and its largest memory in bytes
    (itself and every process it started).
    """
    terminal, stderr = os.openpty()
    termios.tcsetwinsize(stderr, (24, 80))
    script = (
        "import resource, sys; from diagnostics.cli import main; status = main(sys.argv[1:]); "
        "own = open('/proc/self/status').read().partition('VmHWM:')[2].split()[0]; "  # ru_maxrss begins with ours
        "print(int(own) + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, end=''); sys.exit(status)"
    )
    with ThreadPoolExecutor(1) as reader:
        # Read while it is written: a terminal nobody reads makes its writer wait.
        reading = reader.submit(_drained, terminal)
        process = subprocess.run(
            [sys.executable, "-c", script, *arguments], stdout=subprocess.PIPE, stderr=stderr, text=True, timeout=280
        )
        os.close(stderr)
        shown = reading.result()
    assert process.returncode == 0, shown
    text, _, kib = process.stdout.rpartition("\n")
    return text, shown, int(kib) * 1024


def _drained(terminal: int) -> str:
    shown = b""
    # Linux tells the closed other end of a terminal by an error.
    with open(terminal, "rb", buffering=0) as end, contextlib.suppress(OSError):
        while part := end.read(65536):
            shown += part
    return shown.decode(errors="replace")


@pytest.mark.long
def test_two_gib_are_examined_in_less_memory_than_that(large_wav, tmp_path):
    path, _ = large_wav
    machine = tmp_path / "machine.json"
    machine.write_text(json.dumps(MACHINE))

    text, shown, peak_bytes = run_measured(str(path), "--machine", str(machine), "--format", "json")

    assert json.loads(text)["verdict"] == "healthy"
    assert peak_bytes < 2 * GIB
    assert "reading large.wav" in shown


@pytest.mark.long
def test_two_gib_are_inspected_to_their_end(large_wav):
    path, frames = large_wav

    text, shown, peak_bytes = run_measured("inspect", str(path), "--format", "json")

    inspection = json.loads(text)
    assert inspection["samples"] == frames
    assert [round(channel["rms"] * 32768, -1) for channel in inspection["channels"]] == [1070.0] * CHANNELS
    assert peak_bytes < GIB
    assert "looking through large.wav" in shown
