"""Windows of rows, and how often healthy windows come out as far away as one that is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import stats

__all__ = ["FEWEST_BLOCKS", "Reference", "pieces", "weighted_median"]

FEWEST_BLOCKS: Final = 6
"""Healthy windows below which their scatter is not known: the predictive t distribution of five degrees of freedom has
tails three times as wide as the normal at 1 in 1000."""
PREDICTED: Final = 1.96
"""Standard deviations of a 95 % interval."""

_Array = NDArray[np.float64]


@dataclass(frozen=True)
class Reference:
    """What healthy windows of a series come to: the record as its own null."""

    mean: float
    deviation: float
    count: int

    @classmethod
    def of(cls, values: _Array, *, least: float = 0.0) -> Reference:
        """Return the reference of the ``values`` [shape=(windows,)], ``least`` being what instruments scatter at least.

        Windows that are as long as the judged one keep the autocorrelation within them (block method of Carlstein,
        Annals of Statistics 14 (1986) 1171-1179); shorter ones scatter more and so err on the careful side.
        """
        return cls(float(np.mean(values)), max(float(np.std(values, ddof=1)), least), len(values))

    @property
    def predicted_deviation(self) -> float:
        """Of one more window about the mean of these (prediction interval of the normal distribution)."""
        return self.deviation * float(np.sqrt(1.0 + 1.0 / self.count))

    def chance(self, observed: float) -> float:
        """Return the probability that one more healthy window lies as far above as ``observed`` (Student's t)."""
        distance = (observed - self.mean) / self.predicted_deviation
        return float(stats.t.sf(distance, self.count - 1))

    def half_interval(self) -> float:
        """Return half the 95 % interval of one more window."""
        return PREDICTED * self.predicted_deviation


def pieces(rows: NDArray[np.intp], *, most: int, least: int) -> list[NDArray[np.intp]]:
    """Return the usable ``rows`` [shape=(n,)] cut into at most ``most`` equal windows of ``least`` rows or more."""
    count = min(most, len(rows) // least)
    return [] if count == 0 else list(np.array_split(rows, count))


def weighted_median(values: _Array, weights: _Array) -> float:
    """Return the value at which half the ``weights`` lie below, both [shape=(n,)].

    Of y/x with weights x it is the slope through the origin with the least sum of absolute deviations (Boscovich's
    line), which a quarter of wild rows does not move far.
    """
    order = np.argsort(values)
    running = np.cumsum(weights[order])
    return float(values[order][int(np.searchsorted(running, 0.5 * running[-1]))])
