"""The scatter of a history about its course, whatever that course is: from differences of neighbouring points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.trend.history import MAD_TO_SIGMA

__all__ = ["Scatter", "chord_variance", "scatter_of"]

_USUAL_SIGMAS: Final = 3.0
"""Differences beyond so many robust standard deviations are jumps, not scatter (1 in 370 Gaussian ones)."""
_MOST_AUTOCORRELATION: Final = 0.95
"""A larger coefficient cannot be told from 1, a random walk, in a few hundred points."""


@dataclass(frozen=True)
class Scatter:
    """Variance of the scatter, and its autocorrelation from point to point."""

    variance: float
    phi: float

    @property
    def long_run(self) -> float:
        """How many times wider the mean of many scatters than that of independent values: (1 + φ)/(1 - φ)."""
        return (1.0 + self.phi) / (1.0 - self.phi)


def scatter_of(values: NDArray[np.float64], *, cautious: float = 0.0) -> Scatter:
    """Return the scatter of ``values`` [shape=(n,)], four at least, whatever their level does.

    Differences over one and two points have the variances 2σ²(1 - φ) and 2σ²(1 - φ²); a trend hardly changes them and
    a jump is in one or two of them only (Chakar, Lebarbier, Lévy-Leduc & Robin, Bernoulli 23 (2017) 1408-1447).
    ``cautious`` standard errors, 1/√n each, are added to the autocorrelation.
    """
    one, two = (_usual_variance(values[lag:] - values[:-lag]) for lag in (1, 2))
    if one == 0.0:
        return Scatter(0.0, 0.0)
    phi = min(max(two / one - 1.0 + cautious / np.sqrt(values.size), 0.0), _MOST_AUTOCORRELATION)
    return Scatter(one / (2.0 * (1.0 - phi)), float(phi))


def chord_variance(days: NDArray[np.float64], values: NDArray[np.float64]) -> float:
    """Return a robust variance of independent scatter: how far each point lies off the chord of its neighbours, which
    no straight course and no uneven step changes. ``days`` and ``values`` [shape=(n,)], three at least."""
    share = (days[1:-1] - days[:-2]) / (days[2:] - days[:-2])
    off = values[1:-1] - (1.0 - share) * values[:-2] - share * values[2:]
    scaled = off / np.sqrt(1.0 + share**2 + (1.0 - share) ** 2)
    return float((MAD_TO_SIGMA * np.median(np.abs(scaled))) ** 2)


def _usual_variance(differences: NDArray[np.float64]) -> float:
    off = differences - np.median(differences)
    usual = np.abs(off) <= _USUAL_SIGMAS * MAD_TO_SIGMA * np.median(np.abs(off))
    return float(np.mean(off[usual] ** 2))
