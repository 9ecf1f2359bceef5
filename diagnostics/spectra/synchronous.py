"""Averages over turns of a shaft: what repeats with the shaft stays, everything else fades with the number of turns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["difference_kurtosis", "synchronous_average"]


def synchronous_average(
    samples: NDArray[np.float64], *, sampling_rate_hz: float, shaft_hz: float, points: int
) -> tuple[NDArray[np.float64], int]:
    """Return ``(mean turn [shape=(points,)], number of turns)`` of ``samples`` [shape=(n,)] at a steady ``shaft_hz``.

    Samples are interpolated linearly at equal angles (McFadden, MSSP 1 (1987)).
    """
    turns = int((samples.size - 2) * shaft_hz / sampling_rate_hz)
    position = np.arange(turns * points) * (sampling_rate_hz / (shaft_hz * points))
    angle = np.interp(position, np.arange(samples.size), samples)
    return np.asarray(np.mean(angle.reshape(turns, points), axis=0)), turns


def difference_kurtosis(average: NDArray[np.float64], *, teeth: int) -> tuple[float, float]:
    """Return ``(FM4, peak angle as a share of a turn)`` of a synchronous ``average`` [shape=(points,)].

    The mesh harmonics with their first sidebands and the first three shaft orders are removed; FM4 is the kurtosis of
    the difference that is left: 3 for noise, above it when one place of the turn stands out (Stewart 1977).
    """
    lines = np.fft.rfft(average - np.mean(average))
    lines[:4] = 0.0
    for mesh in range(teeth, lines.size, teeth):
        lines[mesh - 1 : mesh + 2] = 0.0
    difference = np.fft.irfft(lines, n=average.size)
    power = float(np.mean(difference**2))
    if power <= 0.0:
        return 3.0, 0.0
    return float(np.mean(difference**4)) / power**2, float(np.argmax(np.abs(difference))) / average.size
