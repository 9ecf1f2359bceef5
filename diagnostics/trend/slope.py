"""How fast a level rises: a slope that outliers do not turn, and a test that knows neighbouring values to be alike."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.trend.history import History
from diagnostics.trend.scatter import scatter_of

__all__ = ["FEWEST_POINTS", "SIGNIFICANT", "Slope", "kendall_chance", "robust_slope"]

FEWEST_POINTS: Final = 5
"""Points a trend needs (rulebook §5): with four even the steepest rise has a one-sided chance of 1/4! = 4 %."""
SIGNIFICANT: Final = 0.01
"""Mann-Kendall's p-value below which there is a trend (rulebook §5)."""
CONFIDENCE: Final = 0.8
"""Of the interval of a slope; the same as of the prognosis (rulebook §5)."""
_CAUTION: Final = 0.35
"""Standard errors added to the autocorrelation: with them a p of 0.01 is reached by 0.2 to 1 % of independent series
of 15 to 120 points, and by 1.4 to 2.3 % of those with autocorrelation 0.5 (measured by simulation)."""
_NORMAL: Final = NormalDist()
_EXACT_UP_TO: Final = 10
"""Points up to which the distribution of Kendall's S is counted out; its normal approximation is good from there on
(Kendall, Rank Correlation Methods, 1975)."""


@dataclass(frozen=True)
class Slope:
    """A robust straight line through a history and how sure its direction is."""

    per_day: float
    """Theil-Sen slope, unit of the level a day."""
    low_per_day: float
    high_per_day: float
    """The 80 % interval of the slope."""
    level_now: float
    """Level of the line at the last point."""
    p_rising: float
    p_falling: float
    """One-sided p-values of Mann-Kendall's test, corrected for autocorrelation."""
    autocorrelation: float
    """From point to point, of the scatter about the course."""

    @property
    def direction(self) -> str:
        """``rising`` or ``falling`` where significant (p < 0.01), else ``none``."""
        if self.p_rising < SIGNIFICANT:
            return "rising"
        return "falling" if self.p_falling < SIGNIFICANT else "none"


def robust_slope(history: History) -> Slope | None:
    """Return the slope of ``history``, None for fewer than five points.

    Slope: the median of the slopes of all pairs of points; interval: their order statistics by the variance of
    Kendall's S (Sen, JASA 63 (1968) 1379-1389). Test: Mann-Kendall with the variance of S for autocorrelated values of
    Hamed & Rao (J. Hydrology 204 (1998) 182-196), for scatter that fades as a first-order autoregression. Times may be
    spaced unevenly.
    """
    count = len(history)
    if count < FEWEST_POINTS:
        return None
    later, earlier = np.tril_indices(count, -1)
    rises = history.values[later] - history.values[earlier]
    slopes = np.sort(rises / (history.days[later] - history.days[earlier]))
    per_day = float(np.median(slopes))
    intercept = float(np.median(history.values - per_day * history.days))
    phi = scatter_of(history.values, cautious=_CAUTION).phi
    score = int(np.sum(np.sign(rises)))
    sigma = math.sqrt(_variance_of_score(count) * _inflation(count, phi))
    half = _NORMAL.inv_cdf(0.5 + CONFIDENCE / 2.0) * sigma / 2.0
    low = slopes[max(0, math.floor(slopes.size / 2.0 - half))]
    high = slopes[min(slopes.size - 1, math.ceil(slopes.size / 2.0 + half))]
    return Slope(
        per_day=per_day,
        low_per_day=float(low),
        high_per_day=float(high),
        level_now=intercept + per_day * float(history.days[-1]),
        p_rising=_chance(score, count, sigma),
        p_falling=_chance(-score, count, sigma),
        autocorrelation=phi,
    )


def kendall_chance(values: NDArray[np.float64]) -> float:
    """Return Mann-Kendall's one-sided p-value of a rise of ``values`` [shape=(n,)] that are independent but for it."""
    later, earlier = np.tril_indices(values.size, -1)
    score = int(np.sum(np.sign(values[later] - values[earlier])))
    return _chance(score, values.size, math.sqrt(_variance_of_score(values.size)))


def _chance(score: int, count: int, sigma: float) -> float:
    """Return the chance of a Kendall score as large as ``score`` without a trend."""
    if count <= _EXACT_UP_TO:
        # So few points cannot tell autocorrelation; the correction is kept out, as the exact distribution has none.
        return _exact_chance(score, count)
    # One is taken off for the steps of two in which S moves (Kendall's correction for continuity).
    return 0.5 * math.erfc((score - 1) / sigma / math.sqrt(2.0))


def _variance_of_score(count: int) -> float:
    return count * (count - 1) * (2 * count + 5) / 18.0


def _inflation(count: int, phi: float) -> float:
    """Return by how much autocorrelation φ^k widens the variance of Kendall's S (Hamed & Rao 1998, eq. 12)."""
    lags = np.arange(1, count)
    left = (count - lags) * (count - lags - 1) * (count - lags - 2)
    return 1.0 + 2.0 / (count * (count - 1) * (count - 2)) * float(np.sum(left * phi**lags))


@cache
def _inversions(count: int) -> tuple[int, ...]:
    """Return how many orders of ``count`` values have 0, 1, 2 … pairs in the wrong order."""
    ways = np.ones(1, dtype=np.int64)
    for placed in range(2, count + 1):
        ways = np.convolve(ways, np.ones(placed, dtype=np.int64))
    return tuple(int(way) for way in ways)


def _exact_chance(score: int, count: int) -> float:
    ways = _inversions(count)
    pairs = count * (count - 1) // 2
    most_wrong = (pairs - score) // 2
    return sum(ways[: most_wrong + 1]) / math.factorial(count) if most_wrong >= 0 else 0.0
