"""Small lasting shifts of a column: the exponentially weighted moving average."""

from __future__ import annotations

from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

from diagnostics.anomaly.detectors.chart import ColumnCharts
from diagnostics.anomaly.detectors.run_length import RUN_LENGTH_ROWS
from diagnostics.anomaly.detectors.scaling import WINSOR_SIGMA

__all__ = ["Ewma"]

WEIGHT: Final = 0.2
"""λ, the weight of the newest row (rulebook §5)."""


class Ewma(ColumnCharts):
    """The largest |eₜ|/σₑ over the columns with eₜ = λzₜ + (1−λ)eₜ₋₁ and σₑ² = λ/(2−λ) (Lucas & Saccucci,
    *Exponentially weighted moving average control schemes*, Technometrics 32 (1990)).

    With λ = 0.2, one column and independent normal rows the limits 2.86 and 2.962 have run lengths of 370 and 500.
    """

    kind: ClassVar[str] = "ewma"
    settings: ClassVar[tuple[str, ...]] = ("weight", "limit", "run_length_rows", "winsor_sigma", "seed")

    def __init__(
        self,
        *,
        weight: float = WEIGHT,
        limit: float | None = None,
        run_length_rows: float = RUN_LENGTH_ROWS,
        winsor_sigma: float = WINSOR_SIGMA,
        seed: int = 0,
    ) -> None:
        super().__init__(limit, run_length_rows, winsor_sigma, seed)
        self.weight = weight

    def _start(self) -> NDArray[np.float64]:
        return np.zeros(len(self.offset_))

    def _statistics(
        self, residuals: NDArray[np.float64], state: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        averaged, after = lfilter([self.weight], [1.0, self.weight - 1.0], residuals, axis=0, zi=state[None, :])
        return np.abs(averaged) / self._sigma(), after[0]

    def _simulated(self, residuals: NDArray[np.float64]) -> NDArray[np.float64]:
        averaged = lfilter([self.weight], [1.0, self.weight - 1.0], residuals, axis=0)
        largest: NDArray[np.float64] = np.abs(averaged).max(axis=2) / self._sigma()
        return largest

    def _sigma(self) -> float:
        return float(np.sqrt(self.weight / (2.0 - self.weight)))
