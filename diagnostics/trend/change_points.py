"""When a level jumped or its slope turned: the straight pieces a history is best cut into.

A jump restarts the trend: before a repair the machine was another one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from diagnostics.texts import Text
from diagnostics.trend.history import TEXTS, History, without_outliers
from diagnostics.trend.scatter import Scatter, scatter_of

__all__ = ["FEWEST_POINTS", "Change", "change_points"]

FEWEST_POINTS: Final = 10
"""Points from which changes are looked for: two pieces of three points and as many left to tell the scatter."""
_SHORTEST: Final = 3
"""Points of a piece: two lie on a line whatever they are."""
_FALSE_ALARM: Final = 0.01
"""Share of unchanged histories in which a change may be seen (a convention)."""
_REPLICATES: Final = 500
_JUMP_SIGMAS: Final = 4.0
"""Standard errors from which two pieces do not meet: their place was searched for, so two would be too few (a
convention)."""
_PLACE_CHI2: Final = 3.84
"""95 % point of χ² with one degree of freedom, for the interval of the place by profile likelihood."""
_CAUTION: Final = 0.7
"""Standard errors added to the autocorrelation. Without them 13 % of 200 unchanged series of 200 points with
autocorrelation 0.5 showed a jump, with one the repairs of a saw tooth began to be missed (measured by simulation)."""
_SEED: Final = 13381


@dataclass(frozen=True)
class Change:
    """A change between two points of a history."""

    index: int
    """The first point after it."""
    kind: Literal["step", "slope"]
    size: float
    """Of a step, in the unit of the level; of a turn, the change of the slope a day."""
    from_day: float
    to_day: float
    """Between these times it happened, with 95 % confidence."""

    @property
    def text(self) -> Text:
        """What happened, without its date, and what to ask."""
        way = "up" if self.size > 0.0 else "down"
        return TEXTS(f"change_{self.kind}_{way}", size=abs(self.size))


def change_points(history: History, *, healthy_points: int | None = None) -> tuple[Change, ...]:
    """Return the changes of ``history`` in order of time.

    The history, single wild points replaced, is cut into the straight pieces with the least sum of squares and a
    penalty for each cut: exact optimal partitioning, which PELT prunes (Killick, Fearnhead & Eckley, JASA 107 (2012)
    1590-1598). The penalty is what the best single cut gains in 1 % of unchanged histories at the same times with the
    scatter and autocorrelation of the first ``healthy_points`` points (a parametric bootstrap); without ten such
    points, of the differences between neighbours, which hardly know the course.
    """
    count = len(history)
    if count < FEWEST_POINTS or np.ptp(history.values) == 0.0:
        return ()
    # In units of the largest level, so that squares of very large or small units stay numbers.
    unit = history.largest
    values = without_outliers(history.values / unit)
    costs = _piece_costs(history.days, values[np.newaxis])[0]
    if healthy_points is not None and healthy_points >= FEWEST_POINTS:
        scatter = _healthy_scatter(history.days[:healthy_points], values[:healthy_points])
    else:
        scatter = scatter_of(values, cautious=_CAUTION)
    # A level without any scatter (a simulation, a counter): what rounding leaves is no change.
    rounding = np.finfo(np.float64).eps * float(np.max(values**2))
    scatter = Scatter(max(scatter.variance, rounding), scatter.phi)
    edges = _cut(costs, scatter.variance * _penalty(history.days, scatter.phi))
    changes = (_change(history.days, values, edges[at : at + 3], costs, scatter) for at in range(len(edges) - 2))
    return tuple(replace(change, size=unit * change.size) for change in changes)


def _piece_costs(days: NDArray[np.float64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the sum of squares about its own line of each piece [first, end) of ``values`` [shape=(series, n)].

    [shape=(series, n + 1, n + 1)], infinite for pieces that are too short.
    """
    count = days.size
    x = (days - days.mean()) / max(float(np.ptp(days)), np.finfo(np.float64).tiny)
    y = values - values.mean(axis=1, keepdims=True)
    ones = np.ones_like(y)
    sums = [_pieces(part) for part in (ones, x * ones, x * x * ones, y, x * y, y * y)]
    n, sx, sxx, sy, sxy, syy = sums
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = sxx - sx * sx / n
        cost = syy - sy * sy / n - (sxy - sx * sy / n) ** 2 / spread
    first, end = np.indices((count + 1, count + 1))
    cost = np.where(end - first >= _SHORTEST, np.maximum(cost, 0.0), np.inf)
    return np.asarray(cost, dtype=np.float64)


def _pieces(part: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the sums of ``part`` [shape=(series, n)] over all pieces [shape=(series, n + 1, n + 1)]."""
    total = np.concatenate([np.zeros((part.shape[0], 1)), np.cumsum(part, axis=1)], axis=1)
    return np.asarray(total[:, np.newaxis, :] - total[:, :, np.newaxis], dtype=np.float64)


def _cut(costs: NDArray[np.float64], penalty: float) -> list[int]:
    """Return the edges of the best pieces by optimal partitioning over ``costs`` [shape=(n + 1, n + 1)]."""
    count = costs.shape[0] - 1
    best = np.full(count + 1, np.inf)
    best[0] = -penalty
    came_from = np.zeros(count + 1, dtype=np.int64)
    for end in range(_SHORTEST, count + 1):
        totals = best[:end] + costs[:end, end] + penalty
        came_from[end] = int(np.argmin(totals))
        best[end] = totals[came_from[end]]
    edges = [count]
    while edges[-1] > 0:
        edges.append(int(came_from[edges[-1]]))
    return edges[::-1]


def _healthy_scatter(days: NDArray[np.float64], values: NDArray[np.float64]) -> Scatter:
    """Return the scatter of healthy ``values`` about their own line."""
    left = values - np.polyval(np.polyfit(days, values, 1), days)
    return Scatter(float(left @ left) / (days.size - 2), scatter_of(values, cautious=_CAUTION).phi)


def _penalty(days: NDArray[np.float64], phi: float) -> float:
    """Return the gain of the best single cut, in variances, that 1 % of unchanged histories reach."""
    from scipy.signal import lfilter  # slow to load, and most callers never come here

    count = days.size
    shocks = np.random.default_rng(_SEED).standard_normal((_REPLICATES, count + 50))
    series = np.sqrt(1.0 - phi * phi) * lfilter([1.0], [1.0, -phi], shocks, axis=1)[:, 50:]
    x = (days - days.mean()) / np.ptp(days)
    gains = _line_costs(x, series, count)[:, -1]
    cuts = np.arange(_SHORTEST, count - _SHORTEST + 1)
    before = _line_costs(x, series, count)[:, cuts]
    after = _line_costs(x[::-1], series[:, ::-1], count)[:, count - cuts]
    gains = gains - np.min(before + after, axis=1)
    return float(np.quantile(gains, 1.0 - _FALSE_ALARM))


def _line_costs(x: NDArray[np.float64], series: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Return the sums of squares about the line of the first k points of each series [shape=(series, count + 1)]."""
    n = np.arange(1, count + 1)
    sx, sxx = np.cumsum(x), np.cumsum(x * x)
    sy, sxy, syy = (np.cumsum(part, axis=1) for part in (series, x * series, series * series))
    with np.errstate(divide="ignore", invalid="ignore"):
        cost = syy - sy * sy / n - (sxy - sx * sy / n) ** 2 / (sxx - sx * sx / n)
    return np.concatenate([np.zeros((series.shape[0], 1)), cost], axis=1)


def _change(
    days: NDArray[np.float64],
    values: NDArray[np.float64],
    edges: list[int],
    costs: NDArray[np.float64],
    scatter: Scatter,
) -> Change:
    """Return what happens at the middle one of three ``edges``."""
    first, at, end = edges
    places = np.arange(first + _SHORTEST, end - _SHORTEST + 1)
    totals = costs[first, places] + costs[places, end]
    likely = places[totals - costs[first, at] - costs[at, end] <= _PLACE_CHI2 * scatter.variance * scatter.long_run]
    meeting = (days[at - 1] + days[at]) / 2.0
    before, error_before = _line_at(days[first:at], values[first:at], meeting)
    after, error_after = _line_at(days[at:end], values[at:end], meeting)
    jump = float(after[0] - before[0])
    error = np.sqrt(scatter.variance * scatter.long_run * (error_before + error_after))
    is_step = abs(jump) > _JUMP_SIGMAS * error
    return Change(
        index=int(at),
        kind="step" if is_step else "slope",
        size=jump if is_step else float(after[1] - before[1]),
        from_day=float(days[likely.min() - 1]),
        to_day=float(days[likely.max()]),
    )


def _line_at(days: NDArray[np.float64], values: NDArray[np.float64], day: float) -> tuple[tuple[float, float], float]:
    """Return height and slope a day of the line at ``day``, and the variance of the height for scatter of variance
    1.
    """
    centre = float(days.mean())
    spread = float(np.sum((days - centre) ** 2))
    slope = float(np.sum((days - centre) * values)) / spread
    height = float(values.mean()) + slope * (day - centre)
    return (height, slope), 1.0 / days.size + (day - centre) ** 2 / spread
