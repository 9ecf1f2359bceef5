"""A stretch of the signal written twice, as a logger does whose buffer was not emptied in time.

Noise never repeats itself sample by sample, so any exact copy was made by the logger. Windows of 32 samples are
compared by a polynomial hash of their bits (Karp & Rabin, IBM J. Res. Dev. 31 (1987) 249–260); of the windows only
those count whose hash happens to begin with five zero bits, which are the same ones in the original and in the copy
(Manber, Finding similar files in a large file system, USENIX 1994).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.examination import QualityNote
from diagnostics.quality.notes import note

__all__ = ["repeats"]

DOUBLINGS: Final = 5
"""Windows of 2⁵ samples: even at four equally likely levels two of 10⁶ windows agree by chance once in 10⁷ records."""
ONE_IN_BITS: Final = 5
MULTIPLIER: Final = 0x9E3779B97F4A7C15
"""2⁶⁴ over the golden ratio, made odd (Knuth, The Art of Computer Programming 3, 6.4)."""
LEAST_SAMPLES: Final = 256
"""The shortest copy told: the smallest buffer in use."""
WIDEST_STEP: Final = 1024
"""Chosen windows lie 32 samples apart on average, exponentially: 1024 has a chance of e⁻³²."""
MOST_LOOKED_AT: Final = 100
"""Stretches that are compared sample by sample, the longest first: a bound on the time for signals made of repeats."""
LEAST_CHANGES: Final = 200
"""Of value within a copy: a slow, coarse signal without noise takes the same few steps again by itself (a
convention)."""
PERIODS: Final = 3
LONG_LAG_S: Final = 0.5
"""A copy at less than half a second's distance that goes on for three times that distance is a tone that fits the
sampling rate, not a buffer."""


def repeats(samples: NDArray[np.float64], *, sampling_rate_hz: float, channel: str) -> QualityNote | None:
    """Tell that stretches of ``samples`` [shape=(n,)] are exact copies of earlier ones."""
    found = [copy for copy in _copies(samples) if _is_repeat(samples, *copy, sampling_rate_hz)]
    if not found:
        return None
    start, length, lag = max(found, key=lambda copy: copy[1])
    seconds = {"at": start / sampling_rate_hz, "long": length / sampling_rate_hz, "lag": lag / sampling_rate_hz}
    return note("sensor.dropout", channel, "warning", "repeated", count=len(found), **seconds)


def _copies(samples: NDArray[np.float64]) -> list[tuple[int, int, int]]:
    """Return start, length and lag of the longest stretches whose windows occurred before."""
    hashes = _window_hashes(samples)
    chosen = np.flatnonzero(hashes >> np.uint64(64 - ONE_IN_BITS) == 0)
    order = chosen[np.argsort(hashes[chosen], kind="stable")]
    same = np.flatnonzero(np.diff(hashes[order]) == 0)
    if same.size == 0:
        return []
    starts, lags = order[same + 1], order[same + 1] - order[same]
    by_lag = np.lexsort((starts, lags))
    starts, lags = starts[by_lag], lags[by_lag]
    new = np.flatnonzero((np.diff(lags) != 0) | (np.diff(starts) > WIDEST_STEP)) + 1
    first, last = np.append(0, new), np.append(new - 1, starts.size - 1)
    longest = np.argsort(starts[first] - starts[last], kind="stable")[:MOST_LOOKED_AT]
    window = 1 << DOUBLINGS
    return [
        _extended(samples, int(starts[first[k]]), int(starts[last[k]]) + window, int(lags[first[k]])) for k in longest
    ]


def _window_hashes(samples: NDArray[np.float64]) -> NDArray[np.uint64]:
    """Return the hash of each window of 2⁵ samples [shape=(n − 31,)], empty for a record below 256 samples."""
    if samples.size < LEAST_SAMPLES:
        return np.empty(0, dtype=np.uint64)
    hashes = np.ascontiguousarray(samples).view(np.uint64) * np.uint64(MULTIPLIER)
    factor = MULTIPLIER
    for doubling in range(DOUBLINGS):
        factor = factor * factor % 2**64
        hashes = hashes[: -(1 << doubling)] * np.uint64(factor) + hashes[1 << doubling :]
    return hashes


def _extended(samples: NDArray[np.float64], start: int, stop: int, lag: int) -> tuple[int, int, int]:
    """Return start, length and lag of the copy that holds ``start`` to ``stop``, as far as it goes to both sides."""
    first, last = max(lag, start - WIDEST_STEP), min(samples.size, stop + WIDEST_STEP)
    before = samples[first:start] != samples[first - lag : start - lag]
    behind = samples[stop:last] != samples[stop - lag : last - lag]
    start -= int(np.argmax(before[::-1])) if before.any() else before.size
    stop += int(np.argmax(behind)) if behind.any() else behind.size
    return start, stop - start, lag


def _is_repeat(samples: NDArray[np.float64], start: int, length: int, lag: int, sampling_rate_hz: float) -> bool:
    tone = length > PERIODS * lag and lag < LONG_LAG_S * sampling_rate_hz
    if length < LEAST_SAMPLES or tone:
        return False
    copy = samples[start : start + length]
    before = samples[start - lag : start - lag + length]
    return bool(np.array_equal(copy, before)) and int(np.count_nonzero(np.diff(copy))) >= LEAST_CHANGES
