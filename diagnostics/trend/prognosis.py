"""When a level will reach a named limit: an interval that holds, or the reason why none can be given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from diagnostics.texts import Text
from diagnostics.trend.growth import Growth, crossing_days, fit_growth
from diagnostics.trend.history import TEXTS, History
from diagnostics.trend.slope import FEWEST_POINTS, SIGNIFICANT, Slope, robust_slope

__all__ = ["CONFIDENCE", "Limit", "Prognosis", "Status", "predict"]

CONFIDENCE: Final = 0.8
"""Of the interval (rulebook §5; ISO 13381-1 asks for one and leaves its height open)."""
WIDEST: Final = 5.0
"""Latest over earliest time from which an interval is no useful estimate (rulebook §5)."""
_HORIZON_SPANS: Final = 5.0
"""Times the length of the history up to which it is extended: the widest useful interval that begins after as long as
has been watched ends there."""
_NEAR_SPANS: Final = 0.2
"""Share of the length of the history within which a limit is as good as reached, though nobody can say when (a
convention)."""
_SURE: Final = 0.9
"""Probability from which one kind of growth is named (a convention)."""

Status = Literal["predicted", "reached", "too_few", "no_trend", "falling", "near", "wide", "far"]


@dataclass(frozen=True)
class Limit:
    """A level that is asked for, and its name."""

    value: float
    name: Text


@dataclass(frozen=True)
class Prognosis:
    """The answer; the times are days after the last point, None unless `status` is ``predicted``."""

    status: Status
    limit: Limit
    earliest_days: float | None = None
    expected_days: float | None = None
    latest_days: float | None = None
    growth: Literal["linear", "exponential", "undecided"] | None = None
    exponential_probability: float | None = None
    reason: Text | None = None
    """Why nothing can be predicted; None when it can."""


def predict(history: History, limit: Limit) -> Prognosis:
    """Return when ``history`` (since its last jump, best `History.since`) will reach ``limit`` from below.

    The 80 % interval lies between the 10 % and 90 % quantiles of simulated futures (`growth`). It is withheld for
    fewer than five points, without a rising trend (Mann-Kendall p < 0.01), where its end is more than five times its
    beginning, and where a future beyond five times the length of the history is needed (rulebook §5).
    """
    slope = robust_slope(history)
    if slope is None:
        count = len(history)
        return _refused("too_few", limit, count=count, needed=FEWEST_POINTS)
    # In units of the largest level, so that squares of very large or small units stay numbers.
    unit = history.largest
    growth = None if np.ptp(history.values) == 0.0 else fit_growth(History(history.days, history.values / unit))
    level = float(history.values[-1]) if growth is None else unit * growth.level_now
    if level >= limit.value:
        return _refused("reached", limit, level=level, value=limit.value, name=limit.name)
    if growth is None or slope.direction != "rising":
        return _without_trend(slope, limit)
    return _interval(growth, limit, unit)


def _without_trend(slope: Slope, limit: Limit) -> Prognosis:
    if slope.direction == "falling":
        return _refused("falling", limit, p=slope.p_falling)
    return _refused("no_trend", limit, p=slope.p_rising, needed=SIGNIFICANT)


def _interval(growth: Growth, limit: Limit, unit: float) -> Prognosis:
    horizon = _HORIZON_SPANS * growth.span_days
    days = crossing_days(growth, limit.value / unit, horizon_days=horizon)
    tail = (1.0 - CONFIDENCE) / 2.0
    earliest, expected, latest = (
        float(day) for day in np.quantile(days, [tail, 0.5, 1.0 - tail], method="inverted_cdf")
    )
    if not np.isfinite(earliest):
        return _refused("far", limit, horizon=horizon)
    if not np.isfinite(latest):
        share = 100.0 * float(np.mean(np.isinf(days)))
        return _refused("wide", limit, key="wide_open", earliest=earliest, horizon=horizon, share=share)
    if latest > WIDEST * earliest:
        near = latest <= _NEAR_SPANS * growth.span_days
        return _refused("near" if near else "wide", limit, earliest=earliest, latest=latest)
    probability = growth.exponential_probability
    return Prognosis(
        "predicted",
        limit,
        earliest_days=earliest,
        expected_days=expected,
        latest_days=latest,
        growth="exponential" if probability >= _SURE else "linear" if probability <= 1.0 - _SURE else "undecided",
        exponential_probability=probability,
    )


def _refused(status: Status, limit: Limit, *, key: str | None = None, **values: object) -> Prognosis:
    return Prognosis(status, limit, reason=TEXTS(f"reason_{key or status}", **values))
