"""How long a viewer waits: views of a 64 MiB recording, beside reading the whole of it with NumPy.

python -m benchmarks.signal_views
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np
import soundfile

from clinic_api.examinations.sandbox import service_sandbox
from clinic_api.signals.service import RecordingToView, signal_view, spectrum_view

RATE_HZ = 51_200
SAMPLES = 32 * 1024 * 1024  # 16 bits each: 64 MiB
REPEATS = 5


def _seconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return median(times)


def main() -> None:
    """Print the median times of each view."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.wav"
        samples = np.random.default_rng(1).integers(-30_000, 30_000, SAMPLES, dtype=np.int16)
        soundfile.write(path, samples, RATE_HZ, subtype="PCM_16")
        wanted = RecordingToView("rec", path, path.name, None)
        service_sandbox("full").start()
        numpy = _seconds(lambda: (lambda read: (read.min(), read.max()))(soundfile.read(path)[0]))
        duration_s = SAMPLES / RATE_HZ
        print(f"reading all of it with soundfile and NumPy: {numpy:.2f} s (median of {REPEATS})")
        for name, work in (
            ("the whole, 1000 columns", lambda: signal_view(wanted, "1", 0, None, 1000, "full")),
            ("one second of it", lambda: signal_view(wanted, "1", duration_s / 2, duration_s / 2 + 1, 1000, "full")),
            ("spectrum of 10 s", lambda: spectrum_view(wanted, "1", 0, 10, 0, None, 1000, "full")),
        ):
            took = _seconds(work)
            print(f"{name}: {took:.2f} s, {took / numpy:.2f} of that")
        service_sandbox("full").close()


if __name__ == "__main__":
    main()
