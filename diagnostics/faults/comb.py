"""How well a family of lines (a fundamental, its harmonics, their sidebands) fits, at every possible fundamental."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Comb", "CombScores", "comb_scores", "neighbour_maximum"]

SIDEBAND_WEIGHT = 0.5
"""A sideband counts half a harmonic: two sides together weigh as much as their centre."""
LEAST_SPREAD = 1.0
"""Robust spread below which a view's scores are not magnified further: the spread of four lines of pure noise."""


@dataclass(frozen=True)
class Comb:
    """The shape of a family: up to ``harmonics`` multiples, each with one sideband a side at ``sideband_hz``
    (0: none)."""

    harmonics: int = 4
    sideband_hz: float = 0.0


@dataclass(frozen=True, eq=False)
class CombScores:
    """The score of a comb at each fundamental, best over all views."""

    fundamental_hz: NDArray[np.float64]
    """[shape=(m,)], evenly spaced."""
    score: NDArray[np.float32]
    """Robust standard deviations above the view's usual score [shape=(m,)]."""
    views: NDArray[np.float32]
    """The same for each view [shape=(m, views)]."""

    def window(self, low_hz: float, high_hz: float) -> slice:
        """Return the positions of fundamentals from ``low_hz`` to ``high_hz``, at least the nearest one."""
        first, last = np.searchsorted(self.fundamental_hz, [low_hz, high_hz])
        first = min(int(first), self.fundamental_hz.size - 1)
        return slice(first, max(int(last), first + 1))


def neighbour_maximum(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the largest of each line and its two neighbours [shape=(lines, views)], same shape."""
    best = values.copy()
    np.maximum(best[1:], values[:-1], out=best[1:])
    np.maximum(best[:-1], values[1:], out=best[:-1])
    return best


def comb_scores(
    evidence: NDArray[np.float32], *, step_hz: float, fundamental_hz: NDArray[np.float64], comb: Comb
) -> CombScores:
    """Return the score of ``comb`` at each ``fundamental_hz`` [shape=(m,)] from line ``evidence``
    [shape=(lines, views)].

    Sum over the first H harmonics and their sidebands divided by the root of their number, best H; then, in each view,
    distance from the view's median in robust standard deviations, so that a view full of foreign lines
    convinces nobody. Lines beyond the axis count nothing.
    """
    padded = np.vstack([neighbour_maximum(evidence), np.zeros((1, evidence.shape[1]), dtype=np.float32)])
    beyond = padded.shape[0] - 1

    def at(frequency_hz: NDArray[np.float64]) -> NDArray[np.float32]:
        position = np.minimum(np.rint(np.abs(frequency_hz) / step_hz), beyond).astype(np.intp)
        return np.asarray(padded[position], dtype=np.float32)

    total = np.zeros((fundamental_hz.size, evidence.shape[1]), dtype=np.float32)
    best = np.zeros_like(total)
    weight = 0.0
    for harmonic in range(1, comb.harmonics + 1):
        total += at(harmonic * fundamental_hz)
        weight += 1.0
        if comb.sideband_hz > 0.0:
            for shift_hz in (-comb.sideband_hz, comb.sideband_hz):
                total += SIDEBAND_WEIGHT * at(harmonic * fundamental_hz + shift_hz)
            weight += SIDEBAND_WEIGHT
        np.maximum(best, total / np.float32(np.sqrt(weight)), out=best)
    return _standardised(best, fundamental_hz)


def _standardised(raw: NDArray[np.float32], fundamental_hz: NDArray[np.float64]) -> CombScores:
    sample = raw[:: max(1, raw.shape[0] // 2000)]
    centre = np.median(sample, axis=0)
    spread = np.maximum(1.4826 * np.median(np.abs(sample - centre), axis=0), LEAST_SPREAD)
    views = ((raw - centre) / spread).astype(np.float32)
    return CombScores(fundamental_hz, np.max(views, axis=1), views)
