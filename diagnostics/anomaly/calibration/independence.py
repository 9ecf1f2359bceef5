"""How many independent states an autocorrelated series shows: what its rows are worth as evidence."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import fft

__all__ = ["correlation_time_rows", "independent_count"]

FEWEST: Final = 2.0
"""A series shows two states at least, however slowly it moves."""


def correlation_time_rows(series: NDArray[np.float64]) -> float:
    """Return the integrated autocorrelation time of ``series`` [shape=(n,)] in rows: ½ for white noise, ½ + Σρ(k) up to
    the first negative autocorrelation (Geyer, *Practical Markov chain Monte Carlo*, Statistical Science 7, 1992).

    >>> correlation_time_rows(np.random.default_rng(1).standard_normal(100_000)) < 0.6
    True
    """
    n = len(series)
    centred = series - np.mean(series)
    power = np.abs(fft.rfft(centred, 2 * n)) ** 2
    correlation = fft.irfft(power)[: n // 2]
    if not correlation.size or correlation[0] <= 0.0:
        return 0.5
    correlation /= correlation[0]
    below = np.flatnonzero(correlation <= 0.0)
    stop = int(below[0]) if below.size else len(correlation)
    return 0.5 + float(np.sum(correlation[1:stop]))


def independent_count(series: NDArray[np.float64]) -> float:
    """Return how many independent states ``series`` [shape=(n,)] shows, at least two: its length over twice its
    correlation time, the longest found in the whole and in either half."""
    halves = np.array_split(series, 2)
    longest = max(correlation_time_rows(part) for part in (series, *halves))
    return max(FEWEST, len(series) / (2.0 * longest))
