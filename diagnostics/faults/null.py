"""The record as its own null: how often invented line families score as high as a tested one (Phipson &
Smyth 2010; rulebook §4.2)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from diagnostics.faults.comb import CombScores

__all__ = ["INVENTED_ORDERS", "exceedance_probability", "invented_scores"]

INVENTED_ORDERS = 1000
SEED = 20816
"""Fixed, so that the same recording gives the same answer."""
ORDER_SPAN = (0.55, 1.45)
"""Invented orders lie this far around the tested one, where background and number of harmonics are alike."""
INTEGER_GUARD = 0.005
LEAST_SHAPE = 0.0
"""A tail that ends somewhere (negative shape) is not believed, nor one that cannot be fitted because a single peak
fills it: both are taken as exponential in ln S, which never ends."""
TAIL_SHARE = 0.1
"""The generalised Pareto tail is fitted to the upper tenth of ln S (rulebook §4.2)."""


def invented_scores(
    scores: CombScores,
    *,
    expected_hz: float,
    shaft_hz: float,
    half_width: float,
    excluded_hz: Sequence[float],
) -> NDArray[np.float64]:
    """Return the best score in the search window of up to 1000 invented fundamentals around ``expected_hz``
    [shape=(r,)], ascending.

    Windows span ``half_width`` (relative) like the tested one; whole orders of ``shaft_hz`` and windows that touch an
    ``excluded_hz`` (the true hypotheses) are left out. Empty when too few are left (under 50).
    """
    generator = np.random.default_rng(SEED)
    axis_hz = scores.fundamental_hz
    low_hz = max(ORDER_SPAN[0] * expected_hz, float(axis_hz[0]) * (1.0 + half_width))
    high_hz = min(ORDER_SPAN[1] * expected_hz, float(axis_hz[-1]) * (1.0 - half_width))
    if high_hz <= low_hz:
        return np.zeros(0)
    draws = generator.uniform(low_hz, high_hz, 6 * INVENTED_ORDERS)
    orders = draws / shaft_hz
    allowed = np.abs(orders - np.rint(orders)) > INTEGER_GUARD * orders
    for taken_hz in excluded_hz:
        allowed &= np.abs(draws / taken_hz - 1.0) > half_width
    chosen = draws[allowed][:INVENTED_ORDERS]
    if chosen.size < 50:
        return np.zeros(0)
    first = np.minimum(np.searchsorted(axis_hz, chosen * (1.0 - half_width)), axis_hz.size - 2)
    stop = np.clip(np.searchsorted(axis_hz, chosen * (1.0 + half_width)), first + 1, axis_hz.size - 1)
    best = np.maximum.reduceat(scores.score, np.column_stack([first, stop]).ravel())[::2]
    return np.sort(best.astype(np.float64))


def exceedance_probability(score: float, invented: NDArray[np.float64]) -> float:
    """Return the probability that an invented family reaches ``score``, given ``invented`` scores
    [shape=(r,)], ascending.

    (1 + number above)/(1 + r); beyond all of them a generalised Pareto tail of ln S (probability-weighted moments,
    Hosking & Wallis 1987), never below 1/(50 r). Returns 1 without invented scores.
    """
    count = invented.size
    if count == 0:
        return 1.0
    above = count - int(np.searchsorted(invented, score, side="left"))
    counted = (1.0 + above) / (1.0 + count)
    if above > 0:
        return counted
    logs = np.log(np.maximum(invented, 1e-3))
    tail_count = max(10, int(TAIL_SHARE * count))
    threshold = float(logs[-tail_count - 1])
    excess = logs[-tail_count:] - threshold
    mean = float(np.mean(excess))
    weights = 1.0 - (np.arange(1, tail_count + 1) - 0.35) / tail_count
    weighted = float(np.mean(weights * excess))
    if mean <= 0.0:
        return counted
    shape, scale = 0.0, mean
    if mean > 2.0 * weighted:
        shape = 2.0 - mean / (mean - 2.0 * weighted)
        scale = 2.0 * mean * weighted / (mean - 2.0 * weighted)
    if shape < LEAST_SHAPE:
        shape, scale = 0.0, mean
    distance = (float(np.log(max(score, 1e-3))) - threshold) / scale
    tail = float(np.exp(-distance)) if shape < 1e-6 else float((1.0 + shape * distance) ** (-1.0 / shape))
    return float(min(counted, max(TAIL_SHARE * tail, 1.0 / (50.0 * count))))
