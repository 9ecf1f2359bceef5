"""A walk between a floor and a ceiling, the recursion of the cumulative sum, for millions of rows at a time."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["clamped_walk"]

FEWEST_LANES: Final = 256
"""Lanes below which a long walk is cut into segments that are walked side by side (measured: from here on numpy's cost
per call no longer dominates)."""
FEWEST_STEPS: Final = 64
"""Steps below which cutting is not worth it."""

_Array = NDArray[np.float64]


def clamped_walk(steps: _Array, start: _Array, ceiling: float) -> _Array:
    """Return Sₜ = min(ceiling, max(0, Sₜ₋₁ + stepₜ)) for ``steps`` [shape=(time, lanes)] from ``start``
    [shape=(lanes,)].

    One step is a function x → min(c, max(a, x + b)), and so is any number of steps one after the other. A long walk
    of few lanes is therefore cut into segments: first the function of each segment, then where each starts, then all
    segments side by side. Both ways agree to rounding.
    """
    time, lanes = steps.shape
    if time < FEWEST_STEPS or lanes >= FEWEST_LANES:
        return _walk(steps, start, ceiling)
    length = int(time**0.5)
    count = -(-time // length)
    padded = np.zeros((count * length, lanes))
    padded[:time] = steps
    side_by_side = np.ascontiguousarray(padded.reshape(count, length, lanes).transpose(1, 0, 2))
    starts = _segment_starts(side_by_side, start, ceiling)
    walked: _Array = _walk(side_by_side.reshape(length, count * lanes), starts.reshape(-1), ceiling)
    in_order: _Array = walked.reshape(length, count, lanes).transpose(1, 0, 2).reshape(-1, lanes)[:time]
    return in_order


def _walk(steps: _Array, start: _Array, ceiling: float) -> _Array:
    walked: _Array = np.empty_like(steps)
    now = start
    for step, there in zip(steps, walked, strict=True):
        np.add(now, step, out=there)
        np.maximum(there, 0.0, out=there)
        np.minimum(there, ceiling, out=there)
        now = there
    return walked


def _segment_starts(steps: _Array, start: _Array, ceiling: float) -> _Array:
    """Return where each segment starts [shape=(segments, lanes)]; ``steps`` is [shape=(length, segments, lanes)]."""
    shift: _Array = steps.sum(axis=0)
    low, high = np.full_like(shift, -np.inf), np.full_like(shift, np.inf)
    for step in steps:
        for bound in (low, high):
            np.add(bound, step, out=bound)
            np.maximum(bound, 0.0, out=bound)
            np.minimum(bound, ceiling, out=bound)
    starts: _Array = np.empty_like(shift)
    now = start
    for segment in range(len(shift)):
        starts[segment] = now
        now = np.minimum(high[segment], np.maximum(low[segment], now + shift[segment]))
    return starts
