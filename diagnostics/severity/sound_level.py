"""Sound pressure level in dB, plain and A-weighted: a figure for trends and for people, no limit of a machine fault."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.spectra.spectrum import power_spectrum

__all__ = ["REFERENCE_PA", "a_weighting_db", "level_db", "sound_level_db"]

REFERENCE_PA: Final = 20e-6
"""Sound pressure at 0 dB in air (ISO 1683)."""
POLES_HZ: Final = (20.598997, 107.65265, 737.86223, 12194.217)
"""Of the A weighting (IEC 61672-1, annex E)."""
AT_1_KHZ_DB: Final = -2.0
"""What the poles alone give at 1 kHz, where the weighting is 0 by definition (IEC 61672-1, annex E)."""


def a_weighting_db(frequency_hz: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the A weighting in dB at each frequency [shape=(m,)], −inf at 0 (IEC 61672-1, equation E.6).

    >>> float(a_weighting_db(np.array([1000.0]))[0].round(1))
    0.0
    """
    squared = np.asarray(frequency_hz, dtype=np.float64) ** 2
    first, second, third, fourth = (pole**2 for pole in POLES_HZ)
    response = fourth * squared**2 / ((squared + first) * (squared + fourth))
    response /= np.sqrt((squared + second) * (squared + third))
    with np.errstate(divide="ignore"):
        return np.asarray(20.0 * np.log10(response) - AT_1_KHZ_DB)


def level_db(mean_square: float, *, reference: float) -> float:
    """Return 10·lg of a mean square over ``reference``²; the smallest number there is stands for 0."""
    return 10.0 * float(np.log10(max(mean_square, float(np.finfo(np.float64).tiny)) / reference**2))


def sound_level_db(
    samples: NDArray[np.float64], *, sampling_rate_hz: float, reference: float = REFERENCE_PA
) -> tuple[float, float]:
    """Return ``(plain, A-weighted)`` level in dB of ``samples`` [shape=(n,)], in the unit of ``reference`` (Pa; 1 for
    dB of full scale), over the whole record.

    >>> time_s = np.arange(48000) / 48000
    >>> [round(float(v), 1) for v in sound_level_db(np.sqrt(2) * np.sin(6283.19 * time_s), sampling_rate_hz=48000)]
    [94.0, 94.0]
    """
    frequency_hz, density = power_spectrum(samples, sampling_rate_hz=sampling_rate_hz)
    weight = 10.0 ** (a_weighting_db(frequency_hz) / 10.0)
    step_hz = float(frequency_hz[1])
    plain, weighted = float(np.sum(density)) * step_hz, float(np.sum(density * weight)) * step_hz
    return level_db(plain, reference=reference), level_db(weighted, reference=reference)
