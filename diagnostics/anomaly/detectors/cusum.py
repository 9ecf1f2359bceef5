"""Small lasting shifts of a column, as early as can be: the two-sided cumulative sum."""

from __future__ import annotations

from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.anomaly.detectors.chart import ColumnCharts
from diagnostics.anomaly.detectors.run_length import RUN_LENGTH_ROWS
from diagnostics.anomaly.detectors.scaling import WINSOR_SIGMA
from diagnostics.anomaly.detectors.walk import clamped_walk

__all__ = ["Cusum"]

SLACK_SIGMA: Final = 0.5
"""k, half of the shift that is to be found soonest (rulebook §5: 1σ)."""
CEILING_LIMITS: Final = 2.0
"""The sum rises no higher than so many limits (a convention). The first alarm comes no later for it; without it a sum
needs k rows to fall for each σ that a long fault has added, and goes on alarming long after the repair."""


class Cusum(ColumnCharts):
    """The largest of Sₜ⁺ = max(0, S⁺ₜ₋₁ + zₜ − k) and Sₜ⁻ = max(0, S⁻ₜ₋₁ − zₜ − k) over the columns (Page, *Continuous
    inspection schemes*, Biometrika 41 (1954); Montgomery, *Introduction to Statistical Quality Control*).

    With k = 0.5, one column and independent normal rows the limits 4, 4.77 and 5 have run lengths of 168, 369 and 465.
    """

    kind: ClassVar[str] = "cusum"
    settings: ClassVar[tuple[str, ...]] = (
        "slack_sigma",
        "ceiling_limits",
        "limit",
        "run_length_rows",
        "winsor_sigma",
        "seed",
    )

    def __init__(
        self,
        *,
        slack_sigma: float = SLACK_SIGMA,
        ceiling_limits: float = CEILING_LIMITS,
        limit: float | None = None,
        run_length_rows: float = RUN_LENGTH_ROWS,
        winsor_sigma: float = WINSOR_SIGMA,
        seed: int = 0,
    ) -> None:
        super().__init__(limit, run_length_rows, winsor_sigma, seed)
        self.slack_sigma = slack_sigma
        self.ceiling_limits = ceiling_limits

    def _start(self) -> NDArray[np.float64]:
        return np.zeros((2, len(self.offset_)))

    def _statistics(
        self, residuals: NDArray[np.float64], state: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        columns = residuals.shape[1]
        ceiling = self.ceiling_limits * self.limit_
        sums = clamped_walk(self._steps(residuals), state.reshape(-1), ceiling)
        after = sums[-1] if len(sums) else state.reshape(-1)
        return np.maximum(sums[:, :columns], sums[:, columns:]), after.reshape(2, columns).copy()

    def _simulated(self, residuals: NDArray[np.float64]) -> NDArray[np.float64]:
        time, runs, columns = residuals.shape
        steps = self._steps(residuals.reshape(time, -1))
        sums = clamped_walk(steps, np.zeros(steps.shape[1]), np.inf)
        largest: NDArray[np.float64] = sums.reshape(time, 2, runs, columns).max(axis=(1, 3))
        return largest

    def _steps(self, residuals: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.concatenate((residuals, -residuals), axis=1) - self.slack_sigma
