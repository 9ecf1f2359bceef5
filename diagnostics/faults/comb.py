"""How well a family of lines (a fundamental, its harmonics, their sidebands) fits, at every possible fundamental."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Comb", "CombScores", "comb_scores", "reachable_evidence"]

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
    """[shape=(m,)], ascending."""
    score: NDArray[np.float32]
    """Robust standard deviations above the view's usual score [shape=(m,)]."""
    views: NDArray[np.float32]
    """The same for each view [shape=(m, views)]."""

    def window(self, low_hz: float, high_hz: float) -> slice:
        """Return the positions of fundamentals from ``low_hz`` to ``high_hz``, at least the nearest one."""
        first, last = np.searchsorted(self.fundamental_hz, [low_hz, high_hz])
        first = min(int(first), self.fundamental_hz.size - 1)
        return slice(first, max(int(last), first + 1))


def reachable_evidence(evidence: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the largest of each line of ``evidence`` [shape=(lines, views)] and its two neighbours, and a last line of
    zeros for all that lies beyond the axis [shape=(lines + 1, views)]."""
    best = np.zeros((evidence.shape[0] + 1, evidence.shape[1]), dtype=np.float32)
    best[:-1] = evidence
    np.maximum(best[1:-1], evidence[:-1], out=best[1:-1])
    np.maximum(best[:-2], evidence[1:], out=best[:-2])
    return best


def comb_scores(
    reachable: NDArray[np.float32],
    *,
    step_hz: float,
    fundamental_hz: NDArray[np.float64],
    comb: Comb,
    usual: NDArray[np.intp],
) -> CombScores:
    """Return the score of ``comb`` at each ``fundamental_hz`` [shape=(m,)] from
    `reachable_evidence` [shape=(lines + 1, views)].

    Sum over the first H harmonics and their sidebands divided by the root of their number, best H; then, in each view,
    distance from the view's median in robust standard deviations, so that a view full of foreign lines
    convinces nobody. ``usual`` are the positions of the fundamentals whose scores give that median and
    spread. Lines beyond the axis count nothing.
    """
    beyond = reachable.shape[0] - 1

    def at(frequency_hz: NDArray[np.float64]) -> NDArray[np.float32]:
        position = np.minimum(np.rint(np.abs(frequency_hz) / step_hz), beyond).astype(np.intp)
        return np.asarray(reachable[position], dtype=np.float32)

    total = np.zeros((fundamental_hz.size, reachable.shape[1]), dtype=np.float32)
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
    return _standardised(best, fundamental_hz, usual)


def _standardised(raw: NDArray[np.float32], fundamental_hz: NDArray[np.float64], usual: NDArray[np.intp]) -> CombScores:
    sample = np.ascontiguousarray(raw[usual].T)
    centre = _middle(sample)
    spread = np.maximum(np.float32(1.4826) * _middle(np.abs(sample - centre[:, np.newaxis])), np.float32(LEAST_SPREAD))
    views = (raw - centre) / spread
    return CombScores(fundamental_hz, np.max(views, axis=1), views)


def _middle(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the median of each row of ``rows`` [shape=(views, n)] [shape=(views,)]."""
    middle = rows.shape[1] // 2
    return np.asarray(np.partition(rows, middle, axis=1)[:, middle])
