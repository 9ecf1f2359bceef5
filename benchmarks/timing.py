"""How long an examination takes, as a ratio to one envelope spectrum a channel measured in the same run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.fft
import scipy.signal
from numpy.typing import NDArray

from benchmarks.cases import Case, in_memory
from diagnostics.errors import DiagnosticsError
from diagnostics.examining import examine
from diagnostics.machine import Machine

__all__ = ["Ratio", "padded_envelope_spectrum", "print_ratios", "seconds_of", "time_case"]

ROUNDS: Final = 3
"""Each is measured so often, alternating; the middle ratio counts."""


@dataclass(frozen=True)
class Ratio:
    """The middle one of the ratios of a case, and the middle times."""

    case: str
    examination_s: float
    envelope_s: float
    ratio: float


def padded_envelope_spectrum(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the magnitudes of the squared-envelope spectrum of ``samples`` [shape=(n,)], with SciPy alone.

    Hilbert transform at the next fast length, squared magnitude of the record itself, one-sided transform at the next
    fast length.
    """
    count = samples.size
    padded = scipy.fft.next_fast_len(count)
    analytic = scipy.signal.hilbert(samples, N=padded)[:count]
    squared = analytic.real**2 + analytic.imag**2
    squared -= np.mean(squared)
    return np.abs(scipy.fft.rfft(squared, n=scipy.fft.next_fast_len(count, real=True)))


def seconds_of(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def time_case(case: Case) -> Ratio | None:
    """Return the ratio of a case whose samples are in memory before the clock starts, None where it is refused."""
    try:
        machine, recording = Machine.from_dict(case["machine"]), in_memory(case)
        examine(recording, machine)
    except DiagnosticsError:
        return None
    channels = recording.read()[[recording.channel_index(sensor.channel) for sensor in machine.sensors]]
    rounds = []
    for _ in range(ROUNDS):
        ours = seconds_of(lambda: examine(recording, machine))
        theirs = seconds_of(lambda: [padded_envelope_spectrum(channel) for channel in channels])
        rounds.append((ours, theirs, ours / theirs))
    ours, theirs, ratio = (statistics.median(column) for column in zip(*rounds, strict=True))
    return Ratio(case["id"], ours, theirs, ratio)


def print_ratios(ratios: list[Ratio]) -> None:
    """Print the middle, the smallest and the largest ratio, and the times."""
    if not ratios:
        return
    ordered = sorted(ratios, key=lambda r: r.ratio)
    middle = statistics.median(r.ratio for r in ratios)
    print("one examination over one SciPy envelope spectrum of each of its channels, samples in memory, one process:")
    print(f"  ratio: median {middle:.1f}, from {ordered[0].ratio:.1f} ({ordered[0].case})", end="")
    print(f" to {ordered[-1].ratio:.1f} ({ordered[-1].case}), {len(ratios)} recordings")
    print(f"  examination {statistics.mean(r.examination_s for r in ratios):.2f} s,", end="")
    print(f" envelope spectra {1000 * statistics.mean(r.envelope_s for r in ratios):.1f} ms a recording (means)")
