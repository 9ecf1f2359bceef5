"""What the charts have in common: standardised residuals of each column, one limit for all columns together."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, Final, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from diagnostics.anomaly.detectors.detector import as_rows, reading, shares
from diagnostics.anomaly.detectors.run_length import RunLengthLimit, limit_for_run_length
from diagnostics.anomaly.detectors.scaling import ColumnScaling, robust_scaling
from diagnostics.errors import error

__all__ = ["ColumnCharts"]

LEAST_ROWS: Final = 20
"""Healthy rows below which no chart is set up (rulebook §5, baseline)."""
BLOCK_ROWS: Final = 65_536
"""Rows that are charted at once, so that memory stays flat (a convention)."""

_Array = NDArray[np.float64]


class ColumnCharts(ABC):
    """One chart a column; the score is the largest statistic of them, and `limit_` the score at which it alarms.

    Residuals are cut at ±``winsor_sigma``, so that a single spike is no shift of the level, and then given the mean 0
    and the standard deviation 1 of the healthy rows. Without a given ``limit`` it is set so that healthy rows alarm
    once in ``run_length_rows``, all columns together (`limit_for_run_length`).
    """

    kind: ClassVar[str]
    settings: ClassVar[tuple[str, ...]]
    """Names of what the constructor takes."""

    limit: float | None
    run_length_rows: float
    winsor_sigma: float
    seed: int

    def __init__(self, limit: float | None, run_length_rows: float, winsor_sigma: float, seed: int) -> None:
        self.limit = limit
        self.run_length_rows = run_length_rows
        self.winsor_sigma = winsor_sigma
        self.seed = seed
        self.scaling_: ColumnScaling | None = None
        self.offset_: _Array
        self.factor_: _Array
        """[shape=(columns,)] each: residual = (cut standardised value − offset)·factor."""
        self.limit_: float
        self.basis_: RunLengthLimit | None = None
        """How the limit was found; `None` where it was given."""

    def fit(self, rows: ArrayLike, /) -> Self:
        """Learn from healthy rows [shape=(rows, columns)] in their order; raises `DiagnosticsError`."""
        values = as_rows(rows, least=LEAST_ROWS)
        self.scaling_ = robust_scaling(values)
        cut = self.scaling_(values, self.winsor_sigma)
        self.offset_ = cut.mean(axis=0)
        deviation = cut.std(axis=0)
        self.factor_ = np.divide(1.0, deviation, out=np.zeros_like(deviation), where=deviation > 0.0)
        self.basis_ = None
        self.limit_ = np.inf if self.limit is None else float(self.limit)
        moving = (cut - self.offset_)[:, self.scaling_.moves] * self.factor_[self.scaling_.moves]
        if self.limit is None and moving.shape[1]:
            self.basis_ = limit_for_run_length(
                moving, self._simulated, run_length_rows=self.run_length_rows, seed=self.seed
            )
            self.limit_ = self.basis_.limit
        return self

    def score_samples(self, rows: ArrayLike, /) -> _Array:
        """Return the largest statistic of each row [shape=(rows,)], in standard deviations, from a fresh start."""
        return self.score_block(rows)[0]

    def contributions(self, rows: ArrayLike, /) -> _Array:
        """Return shares [shape=(rows, columns)] of the squared statistics, from a fresh start."""
        return self.contributions_block(rows)[0]

    def score_block(self, rows: ArrayLike, state: _Array | None = None, /) -> tuple[_Array, _Array]:
        """Return the scores [shape=(rows,)] of rows that follow ``state``, and the state after them."""
        values = self._checked(rows)
        scores = np.empty(len(values))
        after = self._start() if state is None else np.asarray(state, dtype=np.float64)
        for first in range(0, len(values), BLOCK_ROWS):
            here = slice(first, first + BLOCK_ROWS)
            statistics, after = self._statistics(self._residuals(values[here]), after)
            scores[here] = statistics.max(axis=1)
        return scores, after

    def contributions_block(self, rows: ArrayLike, state: _Array | None = None, /) -> tuple[_Array, _Array]:
        """Return the shares [shape=(rows, columns)] of rows that follow ``state``, and the state after them."""
        values = self._checked(rows)
        parts = np.empty_like(values)
        after = self._start() if state is None else np.asarray(state, dtype=np.float64)
        for first in range(0, len(values), BLOCK_ROWS):
            here = slice(first, first + BLOCK_ROWS)
            statistics, after = self._statistics(self._residuals(values[here]), after)
            parts[here] = shares(statistics**2)
        return parts, after

    def to_json(self) -> dict[str, Any]:
        """Return settings and what was learned as plain numbers."""
        return {
            "detector": self.kind,
            "version": 1,
            "settings": {name: _finite_or_none(getattr(self, name)) for name in self.settings},
            "scaling": self._fitted().to_json(),
            "offset": self.offset_.tolist(),
            "factor": self.factor_.tolist(),
            "limit": _finite_or_none(self.limit_),
            "basis": None if self.basis_ is None else dict(vars(self.basis_)),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any], /) -> Self:
        """Return the detector that `to_json` described; raises `DiagnosticsError` (``detector_unreadable``)."""
        with reading(cls.kind, stored):
            settings = {name: stored["settings"][name] for name in cls.settings}
            boundless = {name: np.inf for name, value in settings.items() if value is None and name != "limit"}
            chart = cls(**(settings | boundless))
            chart.scaling_ = ColumnScaling.from_json(stored["scaling"])
            chart.offset_ = np.array(stored["offset"], dtype=np.float64)
            chart.factor_ = np.array(stored["factor"], dtype=np.float64)
            chart.limit_ = np.inf if stored["limit"] is None else float(stored["limit"])
            chart.basis_ = None if stored["basis"] is None else RunLengthLimit(**stored["basis"])
            return chart

    def _fitted(self) -> ColumnScaling:
        if self.scaling_ is None:
            raise error("detector_not_fitted", kind=self.kind)
        return self.scaling_

    def _checked(self, rows: ArrayLike) -> _Array:
        return as_rows(rows, columns=len(self._fitted().centre))

    def _residuals(self, values: _Array) -> _Array:
        residuals: _Array = (self._fitted()(values, self.winsor_sigma) - self.offset_) * self.factor_
        return residuals

    @abstractmethod
    def _start(self) -> _Array:
        """Return the state before the first row."""

    @abstractmethod
    def _statistics(self, residuals: _Array, state: _Array) -> tuple[_Array, _Array]:
        """Return each column's statistic ≥ 0 [shape=(rows, columns)] and the state after the last row."""

    @abstractmethod
    def _simulated(self, residuals: _Array) -> _Array:
        """Return the largest statistic [shape=(time, runs)] of ``residuals`` [shape=(time, runs, columns)]."""


def _finite_or_none(value: float | None) -> float | None:
    return None if value is None or not np.isfinite(value) else value
