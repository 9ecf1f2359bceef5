"""Takes out of the columns of a series what speed and load do to them, and tells rows run as was never learned."""

from __future__ import annotations

from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from diagnostics.anomaly.snapshots.conditions import robust_slopes

__all__ = ["OperatingPoint"]

BEYOND: Final = 0.05
"""Share of the learned range by which a condition may lie outside of it: as much as the curve may be drawn on (a
convention)."""
LEAST_ROWS_PER_TERM: Final = 20
"""Rows of the learned stretch for each term of the curve (twice the rulebook's ten records a column, §5: rows that
follow each other are alike)."""

_Array = NDArray[np.float64]


class OperatingPoint:
    """A curve of second order for each column over the condition columns, learned robustly from healthy rows."""

    low_: _Array
    high_: _Array
    """[shape=(conditions,)], the range that was learned."""
    slopes_: _Array
    """[shape=(terms, columns)], what each term adds to each column."""
    base_: _Array
    """[shape=(columns,)], each column in the middle of the learned range."""
    spreads_: _Array
    """[shape=(terms, columns)], what each term adds to the logarithm of the scatter: many signals scatter in proportion
    to their level."""

    def fit(self, values: _Array, conditions: NDArray[np.intp]) -> Self:
        """Learn from ``values`` [shape=(rows, columns)], NaN where missing, of which ``conditions`` are the indices of
        the condition columns; rows with a gap are left out, and with too few of them nothing is taken out."""
        self.conditions_ = conditions
        whole = values[np.isfinite(values).all(axis=1)]
        at = values[:, conditions]
        self.low_ = np.nanmin(np.where(np.isfinite(at).any(axis=0), at, 0.0), axis=0)
        self.high_ = np.nanmax(np.where(np.isfinite(at).any(axis=0), at, 0.0), axis=0)
        terms = self._terms(whole)
        if len(whole) < LEAST_ROWS_PER_TERM * terms.shape[1]:
            self.slopes_ = self.spreads_ = np.zeros((terms.shape[1], values.shape[1]))
            self.base_ = np.zeros(values.shape[1])
            return self
        self.slopes_ = robust_slopes(terms, whole)
        rest = whole - terms @ self.slopes_
        self.base_ = np.median(rest, axis=0)
        away = np.abs(rest - self.base_)
        self.spreads_ = robust_slopes(terms, np.log(np.maximum(away, 0.05 * np.median(away, axis=0)) + 1e-300))
        return self

    def taken_out(self, values: _Array) -> tuple[_Array, NDArray[np.bool_]]:
        """Return ``values`` as they would be in the middle of the learned range, NaN throughout where a condition is
        missing or was never seen, and which rows these are [shape=(rows,)]."""
        at = values[:, self.conditions_]
        margin = BEYOND * (self.high_ - self.low_)
        with np.errstate(invalid="ignore"):
            seen = np.all((at >= self.low_ - margin) & (at <= self.high_ + margin), axis=1)
        terms = np.clip(np.nan_to_num(self._terms(values)), -1.0 - 2.0 * BEYOND, 1.0 + 2.0 * BEYOND)
        normal = self.base_ + (values - terms @ self.slopes_ - self.base_) / np.exp(terms @ self.spreads_)
        normal[:, self.conditions_] = np.nan  # a condition is no symptom
        return np.where(seen[:, np.newaxis], normal, np.nan), ~seen

    def _terms(self, values: _Array) -> _Array:
        """Return each condition, from −1 to 1 over the learned range, and its square [shape=(rows, 2·conditions)]."""
        half = 0.5 * (self.high_ - self.low_)
        middle = 0.5 * (self.high_ + self.low_)
        at = np.divide(
            values[:, self.conditions_] - middle, half, out=np.zeros((len(values), len(half))), where=half > 0
        )
        return np.concatenate([at, at**2], axis=1)
