"""Distance from the healthy cloud, with the correlation of the columns: the robust Mahalanobis distance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from diagnostics.anomaly.detectors.covariance import Shrinkage, largest_parts, quadratic, robust_covariance
from diagnostics.anomaly.detectors.detector import LEAST_ROWS, as_rows, reading, shares
from diagnostics.anomaly.detectors.scaling import ColumnScaling, robust_scaling
from diagnostics.errors import error

__all__ = ["RobustMahalanobis"]


class RobustMahalanobis:
    """Squared Mahalanobis distance zᵀΣ⁻¹z of robustly standardised rows.

    Median and MAD set centre and spread, the correlation is robust and shrunk (rulebook §5; `robust_covariance`). For
    normal healthy rows, many of them, the score has the χ² distribution with as many degrees of freedom as columns.
    """

    kind: ClassVar[str] = "robust_mahalanobis"

    def __init__(self, *, shrinkage: Shrinkage = "ledoit_wolf") -> None:
        self.shrinkage = shrinkage
        self.scaling_: ColumnScaling | None = None
        self.precision_: NDArray[np.float64]
        """[shape=(columns, columns)], inverse of the covariance of standardised rows."""
        self.shrinkage_: float

    def fit(self, rows: ArrayLike, /) -> Self:
        """Learn from healthy rows [shape=(rows, columns)]; raises `DiagnosticsError`."""
        values = as_rows(rows, least=LEAST_ROWS)
        self.scaling_ = robust_scaling(values)
        self.precision_, self.shrinkage_ = _precision(self.scaling_(values), self.scaling_.moves, self.shrinkage)
        return self

    def score_samples(self, rows: ArrayLike, /) -> NDArray[np.float64]:
        """Return the squared distance of each row [shape=(rows,)], without unit."""
        standard = self._standardised(rows)
        return quadratic(standard, self.precision_)

    def contributions(self, rows: ArrayLike, /) -> NDArray[np.float64]:
        """Return shares [shape=(rows, columns)] by reconstruction (`largest_parts`)."""
        return shares(largest_parts(self._standardised(rows), self.precision_))

    def to_json(self) -> dict[str, Any]:
        """Return settings and what was learned as plain numbers."""
        return {
            "detector": self.kind,
            "version": 1,
            "shrinkage": self.shrinkage,
            "scaling": self._fitted().to_json(),
            "precision": self.precision_.tolist(),
            "alpha": self.shrinkage_,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any], /) -> Self:
        """Return the detector that `to_json` described; raises `DiagnosticsError` (``detector_unreadable``)."""
        with reading(cls.kind, stored):
            detector = cls(shrinkage=stored["shrinkage"])
            detector.scaling_ = ColumnScaling.from_json(stored["scaling"])
            detector.precision_ = np.array(stored["precision"], dtype=np.float64)
            detector.shrinkage_ = float(stored["alpha"])
            return detector

    def _fitted(self) -> ColumnScaling:
        if self.scaling_ is None:
            raise error("detector_not_fitted", kind=self.kind)
        return self.scaling_

    def _standardised(self, rows: ArrayLike) -> NDArray[np.float64]:
        scaling = self._fitted()
        return scaling(as_rows(rows, columns=len(scaling.centre)))


def _precision(
    standard: NDArray[np.float64], moves: NDArray[np.bool_], shrinkage: Shrinkage
) -> tuple[NDArray[np.float64], float]:
    """Return Σ⁻¹ with zeros for the columns that never moved, and how far Σ was shrunk."""
    precision = np.zeros((len(moves), len(moves)))
    if not moves.any():
        return precision, 1.0
    covariance, alpha = robust_covariance(standard[:, moves], shrinkage)
    inverse = np.linalg.inv(covariance)
    precision[np.ix_(moves, moves)] = 0.5 * (inverse + inverse.T)
    return precision, alpha
