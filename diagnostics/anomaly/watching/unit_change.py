"""Tells a changed unit or scale from a changed machine: values and their scatter grow by the same well-known factor."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["changed_unit"]

FACTORS: Final = (
    *(10.0, 100.0, 1000.0),
    *(3.6, 60.0, 1.8, 9.80665, 25.4, 6.894757, 14.503774, 68.94757),
    *(2.0**0.5, 2.0 * 2.0**0.5),
)
"""Steps of ten; m³/h and l/s, per minute and per second, °F and °C (its slope), g and m/s², inch and mm, psi and kPa,
bar and psi, psi and mbar; RMS, peak and peak to peak (rulebook §7, scale)."""
MEAN_AGREES: Final = 0.02
"""Relative deviation of the mean from the factor (a convention: transmitters are read to a per cent or two)."""
SCATTER_AGREES: Final = 0.35
"""And of the scatter, which is known worse and changes with the machine (a convention)."""
LEAST_VALUES: Final = 16


def changed_unit(values: NDArray[np.float64], *, usual: float, spread: float) -> float | None:
    """Return the factor by which ``values`` [shape=(n,)] are in another unit than those of mean ``usual`` and standard
    deviation ``spread``; None where that is not what they look like."""
    there = values[np.isfinite(values)]
    if len(there) < LEAST_VALUES or usual == 0.0 or spread <= 0.0:
        return None
    ratio = float(np.median(there)) / usual
    scatter = float(np.std(there - np.median(there))) / spread
    for factor in FACTORS:
        for candidate in (factor, 1.0 / factor):
            agrees = abs(ratio / candidate - 1.0) <= MEAN_AGREES
            if agrees and abs(scatter / candidate - 1.0) <= SCATTER_AGREES:
                return candidate
    return None
