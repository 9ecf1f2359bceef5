"""Harmonics of a voltage, as the limits on them count them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["Harmonics", "voltage_harmonics"]

HIGHEST_ORDER: Final = 40
"""Up to which the limits count (IEC 61000-4-7, EN 50160; rulebook §2.1, profile CV)."""
NYQUIST_SHARE: Final = 0.8
"""Of the Nyquist frequency, up to which harmonics are read (filters against aliasing begin there; 1/1.28)."""
MOST_CYCLES: Final = 200
"""The first 200 cycles are read, twenty windows of ten; more adds nothing (a convention)."""


@dataclass(frozen=True, eq=False)
class Harmonics:
    """RMS of each harmonic over that of the fundamental, the worst channel's."""

    relative: NDArray[np.float64]
    """[shape=(highest − 1,)], of the orders 2, 3, …"""

    @property
    def highest(self) -> int:
        """The highest order that was read."""
        return int(self.relative.size) + 1

    @property
    def total(self) -> float:
        """Total harmonic distortion, √Σ(V_h/V₁)²."""
        return float(np.sqrt(np.sum(self.relative**2)))

    @property
    def largest(self) -> tuple[int, float]:
        """Order and size of the largest one; order 0 where none was read."""
        if self.relative.size == 0:
            return 0, 0.0
        at = int(np.argmax(self.relative))
        return at + 2, float(self.relative[at])


def voltage_harmonics(
    samples: NDArray[np.float64], frequency_hz: float, *, sampling_rate_hz: float, highest_order: int = HIGHEST_ORDER
) -> Harmonics:
    """Return the harmonics of ``samples`` [shape=(channels, n)] up to order 40 or 0.8 of the Nyquist frequency, of the
    channel with the largest total.

    Fourier sums over whole cycles of the measured ``frequency_hz`` (IEC 61000-4-7 takes windows of ten).
    """
    reach_hz = 0.5 * NYQUIST_SHARE * sampling_rate_hz
    highest = min(highest_order, int(reach_hz / frequency_hz))
    cycles = min(MOST_CYCLES, int(samples.shape[-1] * frequency_hz / sampling_rate_hz))
    if cycles < 1 or highest < 2:
        return Harmonics(np.zeros(0))
    count = round(cycles * sampling_rate_hz / frequency_hz)
    part = samples[:, :count] - np.mean(samples[:, :count], axis=-1, keepdims=True)
    turn = np.exp(-2j * np.pi * frequency_hz / sampling_rate_hz * np.arange(count))
    wave, sums = np.ones(count, dtype=np.complex128), []
    for _ in range(highest):
        wave = wave * turn
        sums.append(np.abs(part @ wave))
    levels = np.array(sums)
    alive = levels[0] > 0.0
    if not alive.any():
        return Harmonics(np.zeros(0))
    relative = levels[1:, alive] / levels[0, alive]
    return Harmonics(relative[:, int(np.argmax(np.sum(relative**2, axis=0)))])
