"""How a level grows and where it may go: a line whose slope wanders, in the level itself (linear growth) and in its
logarithm (exponential growth), weighed by how well each foretold the history point by point.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.trend.history import History, without_outliers
from diagnostics.trend.scatter import chord_variance
from diagnostics.trend.slope import robust_slope

__all__ = ["Growth", "crossing_days", "fit_growth"]

_SLOPE_WANDER: Final = {0.0: 0.5, 0.25: 0.1, 0.5: 0.2, 1.0: 0.2}
"""By how much of itself (of the whole or of the later half, the steeper one) the slope may change over the length of
the history (standard deviation), and the weight of each before the history is seen: chosen on the simulated histories
0 to 1599 of ``benchmarks/prognosis.py``; more for 0 answers oftener and holds less where the growth wanders."""
_LEVEL_WANDER: Final = {0.0: 0.6, 0.1: 0.3, 0.5: 0.1}
"""Variance that the level itself wanders from point to point, in variances of the scatter, and the weight of each:
load and temperature that stay for a while (a convention)."""
_SCATTER_WEIGHT: Final = 4.0
"""Points that the first estimate of the scatter counts as (a convention)."""
_SMOOTHED: Final = 5
"""Points of the running median that tells what a scatter is in proportion to (a convention)."""
_LINEAR_KINDS: Final = 2.0
"""Linear growth is weighed with two kinds of scatter; exponential growth counts as much as both."""
_PATHS: Final = 2000
_STEPS: Final = 300
_SEED: Final = 13381


@dataclass(frozen=True, eq=False)
class _Cell:
    """One assumption about growth, for all levels of wander at once [shape=(cells,) or (cells, 2[, 2])]."""

    exponential: bool
    log_likelihood: NDArray[np.float64]
    scatter: NDArray[np.float64]
    """Variance of the scatter after the history."""
    slope_wander: NDArray[np.float64]
    """Variance of the slope a day, in variances of the scatter."""
    level_wander: NDArray[np.float64]
    state: NDArray[np.float64]
    """Level and slope a day at the last point."""
    spread: NDArray[np.float64]
    """Covariance of the state, in variances of the scatter."""


@dataclass(frozen=True, eq=False)
class Growth:
    """What a history says about its growth."""

    cells: tuple[_Cell, ...]
    degrees: float
    """Degrees of freedom of the variance of the scatter."""
    span_days: float
    exponential_probability: float
    level_now: float
    """The level at the last point, without the scatter."""


def fit_growth(history: History) -> Growth:
    """Return the growth of ``history`` (five points at least; single wild points are replaced).

    A local linear trend with an integrated random walk for the slope (Harvey, Forecasting, Structural Time Series
    Models and the Kalman Filter, 1989, §4.5; times may be spaced unevenly), filtered once for every assumption.
    Where all levels are positive, linear growth is weighed with an even scatter and with one in proportion to the
    level, and exponential growth, whose scatter is in proportion, as much as both.
    """
    values = without_outliers(history.values)
    even = np.ones(values.size)
    cells = [_filtered(history, values, even, exponential=False)]
    if np.all(values > 0.0):
        from scipy.ndimage import median_filter  # slow to load, and most callers never come here

        usual = median_filter(values, size=_SMOOTHED, mode="nearest")
        cells.append(_filtered(history, values, (usual / usual.mean()) ** 2, exponential=False))
        cells.append(_filtered(history, np.log(values), even, exponential=True))
    weights = _weights(cells)
    levels = np.concatenate([np.exp(c.state[:, 0]) if c.exponential else c.state[:, 0] for c in cells])
    exponential = np.concatenate([np.full(c.scatter.size, c.exponential) for c in cells])
    return Growth(
        cells=tuple(cells),
        degrees=_SCATTER_WEIGHT + len(history) - 2.0,
        span_days=history.span_days,
        exponential_probability=float(np.sum(weights[exponential])),
        level_now=float(weights @ levels),
    )


def crossing_days(growth: Growth, limit: float, *, horizon_days: float) -> NDArray[np.float64]:
    """Return when 2000 futures of ``growth`` first reach ``limit``, in days from the last point [shape=(2000,)].

    Infinite where not within ``horizon_days``. Each future draws its assumption, scatter, level and slope as the
    history weighs them, and its slope wanders on.
    """
    generator = np.random.default_rng(_SEED)
    weights = _weights(growth.cells)
    drawn = np.searchsorted(np.cumsum(weights), generator.random(_PATHS) * (1.0 - 1e-12))
    normals = generator.standard_normal((2, _PATHS, _STEPS))
    chi2 = generator.chisquare(growth.degrees, _PATHS) / growth.degrees
    starts = generator.standard_normal((_PATHS, 2))
    # Steps that lengthen with the distance: what is near is resolved as finely as what is far.
    ends = horizon_days * np.geomspace(1e-3, 1.0, _STEPS)
    steps = np.diff(ends, prepend=0.0)
    days = np.full(_PATHS, np.inf)
    first = 0
    for cell in growth.cells:
        at = drawn - first
        mine = np.flatnonzero((at >= 0) & (at < cell.scatter.size))
        first += cell.scatter.size
        if mine.size == 0 or (cell.exponential and limit <= 0.0):
            continue
        which = at[mine]
        scatter = cell.scatter[which] / chi2[mine]
        state = cell.state[which] + np.sqrt(scatter)[:, np.newaxis] * _spread_out(cell.spread[which], starts[mine])
        slopes = state[:, 1, np.newaxis] + np.cumsum(
            np.sqrt(scatter * cell.slope_wander[which])[:, np.newaxis] * np.sqrt(steps) * normals[0, mine], axis=1
        )
        before = np.concatenate([state[:, 1:2], slopes[:, :-1]], axis=1)
        wander = np.sqrt(scatter * cell.level_wander[which])[:, np.newaxis] * np.sqrt(steps) * normals[1, mine]
        levels = state[:, 0, np.newaxis] + np.cumsum((before + slopes) / 2.0 * steps + wander, axis=1)
        days[mine] = _first_passage(state[:, 0], levels, ends, np.log(limit) if cell.exponential else limit)
    return days


def _spread_out(spread: NDArray[np.float64], normals: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return deviations with the covariances ``spread`` [shape=(paths, 2, 2)] from standard normals [shape=(paths, 2)].

    Cholesky's factor by hand, which takes a matrix that rounding has made not quite positive definite.
    """
    first = np.sqrt(np.maximum(spread[:, 0, 0], np.finfo(np.float64).tiny))
    common = spread[:, 1, 0] / first
    second = np.sqrt(np.maximum(spread[:, 1, 1] - common**2, 0.0))
    return np.stack([first * normals[:, 0], common * normals[:, 0] + second * normals[:, 1]], axis=1)


def _first_passage(
    start: NDArray[np.float64], levels: NDArray[np.float64], ends: NDArray[np.float64], limit: float
) -> NDArray[np.float64]:
    """Return when each path [shape=(paths, steps)] first reaches ``limit``, between its steps by straight lines."""
    over = levels >= limit
    reached = over.any(axis=1)
    index = np.argmax(over, axis=1)
    rows = np.arange(levels.shape[0])
    lower = np.where(index > 0, levels[rows, index - 1], start)
    upper = levels[rows, index]
    begun = np.where(index > 0, ends[index - 1], 0.0)
    share = np.clip((limit - lower) / np.where(upper > lower, upper - lower, 1.0), 0.0, 1.0)
    passed = np.where(start >= limit, 0.0, begun + share * (ends[index] - begun))
    return np.where(reached | (start >= limit), passed, np.inf)


def _weights(cells: tuple[_Cell, ...] | list[_Cell]) -> NDArray[np.float64]:
    """Return the posterior weight of every assumption: linear and exponential growth are equally likely before."""
    logs = np.concatenate([cell.log_likelihood for cell in cells])
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum(), dtype=np.float64)


def _filtered(history: History, levels: NDArray[np.float64], share: NDArray[np.float64], *, exponential: bool) -> _Cell:
    """Run the filter over ``levels`` [shape=(n,)] for every pair of wanders, with the scatter's variance as unit;
    ``share`` [shape=(n,)] is that of each point."""
    days = history.days
    slope = robust_slope(History(days, levels))
    per_day = 0.0 if slope is None else slope.per_day
    scatter = _scatter_about(days, levels, per_day)
    span, interval = history.span_days, history.interval_days
    relative, level_share = (
        part.ravel() for part in np.meshgrid(list(_SLOPE_WANDER), list(_LEVEL_WANDER), indexing="ij")
    )
    prior = np.outer(list(_SLOPE_WANDER.values()), list(_LEVEL_WANDER.values())).ravel()
    recent = robust_slope(History(days[days.size // 2 :], levels[days.size // 2 :]))
    steepest = max(abs(per_day), 0.0 if recent is None else abs(recent.per_day))
    slope_wander = (relative * steepest) ** 2 / span / scatter
    level_wander = level_share / interval
    size = relative.size
    state = np.tile([float(np.median(levels[:3])), per_day], (size, 1))
    # A start that says nothing: the level within a hundred scatters or spans, the slope within a hundred times both.
    wide = 100.0 * (1.0 + np.ptp(levels) / np.sqrt(scatter))
    spread = np.tile(np.diag([wide**2, (wide / span) ** 2]), (size, 1, 1))
    log_variances, squares = np.zeros(size), np.zeros(size)
    for k in range(days.size):
        if k:
            state, spread = _moved(state, spread, float(days[k] - days[k - 1]), slope_wander, level_wander)
        missed = levels[k] - state[:, 0]
        variance = spread[:, 0, 0] + share[k]
        if k >= 2:
            log_variances += np.log(variance)
            squares += missed**2 / variance
        gain = spread[:, :, 0] / variance[:, np.newaxis]
        state = state + gain * missed[:, np.newaxis]
        spread = spread - gain[:, :, np.newaxis] * spread[:, np.newaxis, 0, :]
        spread = (spread + np.swapaxes(spread, 1, 2)) / 2.0
    degrees = _SCATTER_WEIGHT + days.size - 2.0
    posterior = (_SCATTER_WEIGHT * scatter + squares) / degrees
    likelihood = (
        np.log(prior)
        - 0.5 * log_variances
        - degrees / 2.0 * np.log(posterior)
        + _SCATTER_WEIGHT / 2.0 * np.log(scatter)
    )
    if exponential:
        # Density of the level, not of its logarithm: both kinds of growth foretell the same numbers.
        likelihood -= float(np.sum(levels[2:])) - np.log(_LINEAR_KINDS)
    return _Cell(exponential, likelihood, posterior, slope_wander, level_wander, state, spread)


def _moved(
    state: NDArray[np.float64],
    spread: NDArray[np.float64],
    step: float,
    slope_wander: NDArray[np.float64],
    level_wander: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return state and covariance ``step`` days later."""
    move = np.array([[1.0, step], [0.0, 1.0]])
    spread = move @ spread @ move.T
    spread[:, 0, 0] += slope_wander * step**3 / 3.0 + level_wander * step
    spread[:, 0, 1] += slope_wander * step**2 / 2.0
    spread[:, 1, 0] += slope_wander * step**2 / 2.0
    spread[:, 1, 1] += slope_wander * step
    return state @ move.T, spread


def _scatter_about(days: NDArray[np.float64], levels: NDArray[np.float64], per_day: float) -> float:
    """Return a first estimate of the variance of the scatter, never nothing."""
    least = 1e-6 * max(abs(per_day) * float(days[-1] - days[0]), float(np.max(np.abs(levels))) * 1e-3, 1e-300)
    return max(chord_variance(days, levels), least**2)
