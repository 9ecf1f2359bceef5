"""Run openconmo's three methods on samples, in its own environment (`benchmarks.peers.openconmo_environment`).

Reads one JSON object a line: ``{"samples": file.npy [shape=(channels, n)], "rate_hz", "highest_hz", "methods": […],
"out": file.npz}``. Answers with one line ``{"seconds": {method: s}}`` and writes the spectra up to ``highest_hz`` as
``<method>:<channel>:frequency_hz`` and ``<method>:<channel>:value`` into ``out``. What the methods print is thrown
away; reading and writing files is no part of the seconds.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import time
from typing import Any

import matplotlib

matplotlib.use("Agg")

import numpy as np
import scipy.signal  # noqa: F401  (openconmo uses it without importing it)
from numpy.typing import NDArray
from openconmo import benchmark_methods  # type: ignore[import-not-found]

Samples = NDArray[np.float64]
"""[shape=(n,)]"""
Spectrum = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Frequency in Hz and value [shape=(m,) each]."""


def envelope(samples: Samples, rate_hz: float) -> Spectrum:
    """Return the squared-envelope spectrum of the whole band."""
    frequency_hz, value = benchmark_methods.envelope(samples, rate_hz)
    return frequency_hz, value


def prewhitened(samples: Samples, rate_hz: float) -> Spectrum:
    """Return the squared-envelope spectrum after cepstrum pre-whitening."""
    _, white = benchmark_methods.cepstrum_prewhitening(samples, rate_hz)
    return envelope(white, rate_hz)


def benchmark_method(samples: Samples, rate_hz: float) -> Spectrum:
    """Return the squared-envelope spectrum after discrete/random separation, in the kurtogram's band."""
    _, _, frequency_hz, value = benchmark_methods.benchmark_method(samples, rate_hz)
    return frequency_hz, value


METHODS = {"envelope": envelope, "cepstrum_prewhitening": prewhitened, "benchmark_method": benchmark_method}


def answer(order: dict[str, Any]) -> dict[str, Any]:
    """Run the methods of one order; a method that breaks off has no seconds and no spectra."""
    channels = np.load(order["samples"])
    seconds: dict[str, float | None] = {}
    spectra: dict[str, NDArray[np.float64]] = {}
    for name in order["methods"]:
        started = time.perf_counter()
        try:
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                found = [METHODS[name](channel, order["rate_hz"]) for channel in channels]
        except Exception as broken:
            seconds[name] = None
            print(f"openconmo {name}: {type(broken).__name__}: {broken}", file=sys.stderr)
            continue
        seconds[name] = time.perf_counter() - started
        for number, (frequency_hz, value) in enumerate(found):
            kept = frequency_hz <= order["highest_hz"]
            spectra[f"{name}:{number}:frequency_hz"] = frequency_hz[kept]
            spectra[f"{name}:{number}:value"] = value[kept]
    np.savez(order["out"], allow_pickle=False, **spectra)
    return {"seconds": seconds}


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)
