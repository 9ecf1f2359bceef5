"""Acceleration to velocity to displacement, sample by sample."""

from __future__ import annotations

import math

import numpy as np
import scipy.fft
from numpy.typing import NDArray

__all__ = ["integrated"]

PADDED_PERIODS = 4.0
"""Zeros of so many periods of the lowest frequency keep the end of the record from its beginning (a convention of
ours: the high-pass has faded to a hundredth by then)."""


def integrated(
    samples: NDArray[np.float64], *, sampling_rate_hz: float, low_hz: float, times: int = 1
) -> NDArray[np.float64]:
    """Return ``samples`` [shape=(..., n)] integrated over time once or twice, same shape, in unit·s or unit·s²:
    m/s² becomes m/s with ``times=1`` and m with ``times=2``.

    Every line is divided by (j2πf)^times. Lines above ``low_hz`` pass whole, below half of it none, between them along
    a half-cosine: without it the drift of the sensor would drown everything. What came before the record is unknown,
    so its first and last 4/``low_hz`` seconds are uncertain.

    Raises ValueError when ``times`` is not 1 or 2, or ``low_hz`` is not between 0 and the Nyquist frequency.
    """
    if times not in (1, 2):
        raise ValueError(f"times is {times}, but only one or two integrations are possible")
    if not 0.0 < low_hz < 0.5 * sampling_rate_hz:
        raise ValueError(f"low_hz is {low_hz}, but it must lie between 0 and {0.5 * sampling_rate_hz}")
    n = samples.shape[-1]
    centred = samples - np.mean(samples, axis=-1, keepdims=True)
    padded = int(scipy.fft.next_fast_len(n + math.ceil(PADDED_PERIODS * sampling_rate_hz / low_hz), real=True))
    frequency_hz = scipy.fft.rfftfreq(padded, 1.0 / sampling_rate_hz)
    passed = 0.5 - 0.5 * np.cos(np.pi * np.clip(2.0 * frequency_hz / low_hz - 1.0, 0.0, 1.0))
    weight = np.zeros(frequency_hz.size, dtype=np.complex128)
    weight[1:] = passed[1:] / (2j * np.pi * frequency_hz[1:]) ** times
    result = scipy.fft.irfft(scipy.fft.rfft(centred, n=padded) * weight, n=padded)
    return np.asarray(result[..., :n], dtype=np.float64)
