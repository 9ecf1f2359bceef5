"""Level and spread of each column of the healthy rows, not led astray by a few rows that were not healthy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from diagnostics.anomaly.scatter import MAD_TO_SIGMA

__all__ = ["WINSOR_SIGMA", "ColumnScaling", "robust_scaling"]

WINSOR_SIGMA: Final = 3.0
"""Standardised values count no further than this while learning (rulebook §5, winsorise at 3σ)."""
FARTHEST_SIGMA: Final = 1e6
"""No value counts further than this: so far out, how far has lost its meaning, and sums of squares stay exact enough (a
convention)."""
ROUNDING_SIGMA: Final = 12.0**-0.5
"""Standard deviation of the error of rounding to a step of 1 (uniform distribution)."""
STEP_ROWS: Final = 20_000
"""Rows from which the smallest step of a column is read (a convention; bounds the cost of sorting)."""


@dataclass(frozen=True, eq=False)
class ColumnScaling:
    """Standardises each column: (value − centre)/spread; a column that never moved becomes 0."""

    centre: NDArray[np.float64]
    """[shape=(columns,)], in the unit of the column."""
    spread: NDArray[np.float64]
    """[shape=(columns,)], in the unit of the column; 0 where the column never moved."""

    def __call__(self, rows: NDArray[np.float64], winsor_sigma: float = FARTHEST_SIGMA) -> NDArray[np.float64]:
        """Return ``rows`` [shape=(rows, columns)] standardised and cut to ±``winsor_sigma``."""
        inverse = np.divide(1.0, self.spread, out=np.zeros_like(self.spread), where=self.moves)
        standard = (rows - self.centre) * inverse
        reach = min(winsor_sigma, FARTHEST_SIGMA)
        np.clip(standard, -reach, reach, out=standard)
        return standard

    @property
    def moves(self) -> NDArray[np.bool_]:
        """Which columns moved while learning [shape=(columns,)]; the others are not judged."""
        return self.spread > 0.0

    def to_json(self) -> dict[str, Any]:
        """Return plain numbers."""
        return {"centre": self.centre.tolist(), "spread": self.spread.tolist()}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the scaling `to_json` described."""
        return cls(np.array(stored["centre"], dtype=np.float64), np.array(stored["spread"], dtype=np.float64))


def robust_scaling(rows: NDArray[np.float64]) -> ColumnScaling:
    """Return median and 1.4826·MAD of each column of ``rows`` [shape=(rows, columns)] (rulebook §5).

    Where more than half of the values are the same, the MAD is 0 and the standard deviation takes its place. The spread
    is never taken smaller than the error of rounding that the column's own smallest step leaves.
    """
    centre = np.median(rows, axis=0)
    spread = MAD_TO_SIGMA * np.median(np.abs(rows - centre), axis=0)
    still = spread <= 0.0
    spread[still] = np.std(rows[:, still], axis=0)
    spread[np.ptp(rows, axis=0) == 0.0] = 0.0
    steps = np.diff(np.sort(rows[:STEP_ROWS], axis=0), axis=0)
    smallest = np.min(np.where(steps > 0.0, steps, np.inf), axis=0, initial=np.inf)
    floor = np.where(np.isfinite(smallest) & (spread > 0.0), ROUNDING_SIGMA * smallest, 0.0)
    return ColumnScaling(centre, np.maximum(spread, floor))
