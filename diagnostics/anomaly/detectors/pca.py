"""Principal components: unusually far along what healthy rows do (T²), or off it altogether (SPE)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from diagnostics.anomaly.detectors.covariance import Shrinkage, largest_parts, quadratic, robust_covariance
from diagnostics.anomaly.detectors.detector import LEAST_ROWS, as_rows, reading, shares
from diagnostics.anomaly.detectors.scaling import ColumnScaling, robust_scaling
from diagnostics.errors import error

__all__ = ["PrincipalComponents", "spe_limit", "t2_limit"]

VARIANCE: Final = 0.9
"""Share of the variance that the kept components hold (rulebook §5, 90 to 95 %)."""
LIMIT_QUANTILE: Final = 0.99
"""Of healthy rows lies below each limit (a convention of process monitoring; the p-value is calibrated apart)."""


class PrincipalComponents:
    """T²/limit + SPE/limit, the combined index of Yue & Qin, *Reconstruction-based fault identification using a
    combined index*, Ind. Eng. Chem. Res. 40 (2001).

    `t2_limit_` and `spe_limit_` are the limits of the two; `t2_and_spe` gives them apart.
    """

    kind: ClassVar[str] = "principal_components"

    def __init__(
        self,
        *,
        variance: float = VARIANCE,
        limit_quantile: float = LIMIT_QUANTILE,
        shrinkage: Shrinkage = "ledoit_wolf",
    ) -> None:
        self.variance = variance
        self.limit_quantile = limit_quantile
        self.shrinkage = shrinkage
        self.scaling_: ColumnScaling | None = None
        self.t2_form_: NDArray[np.float64]
        self.spe_form_: NDArray[np.float64]
        """[shape=(columns, columns)] each: T² = zᵀAz and SPE = zᵀBz of a standardised row z."""
        self.components_: int
        self.t2_limit_: float
        self.spe_limit_: float

    def fit(self, rows: ArrayLike, /) -> Self:
        """Learn from healthy rows [shape=(rows, columns)]; raises `DiagnosticsError`."""
        values = as_rows(rows, least=LEAST_ROWS)
        scaling = robust_scaling(values)
        moves = scaling.moves
        size = len(moves)
        self.t2_form_, self.spe_form_ = np.zeros((size, size)), np.zeros((size, size))
        self.components_, self.t2_limit_, self.spe_limit_ = 0, np.inf, np.inf
        self.scaling_ = scaling
        if not moves.any():
            return self
        covariance, _ = robust_covariance(scaling(values)[:, moves], self.shrinkage)
        eigenvalues, axes = (part[..., ::-1] for part in np.linalg.eigh(covariance))
        held = np.cumsum(eigenvalues) / np.sum(eigenvalues)
        kept = min(int(np.searchsorted(held, self.variance)) + 1, max(1, len(held) - 1))
        within, off = axes[:, :kept], axes[:, kept:]
        placed = np.ix_(moves, moves)
        self.t2_form_[placed] = (within / eigenvalues[:kept]) @ within.T
        self.spe_form_[placed] = off @ off.T
        self.components_ = kept
        self.t2_limit_ = t2_limit(kept, len(values), self.limit_quantile)
        self.spe_limit_ = spe_limit(eigenvalues[kept:], self.limit_quantile)
        return self

    def t2_and_spe(self, rows: ArrayLike, /) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return T² and SPE of each row [shape=(rows,)], without unit."""
        standard = self._standardised(rows)
        return quadratic(standard, self.t2_form_), quadratic(standard, self.spe_form_)

    def score_samples(self, rows: ArrayLike, /) -> NDArray[np.float64]:
        """Return T²/limit + SPE/limit of each row [shape=(rows,)]."""
        return quadratic(self._standardised(rows), self._combined())

    def contributions(self, rows: ArrayLike, /) -> NDArray[np.float64]:
        """Return shares [shape=(rows, columns)] by reconstruction (`largest_parts`) of the combined index."""
        return shares(largest_parts(self._standardised(rows), self._combined()))

    def to_json(self) -> dict[str, Any]:
        """Return settings and what was learned as plain numbers."""
        return {
            "detector": self.kind,
            "version": 1,
            "variance": self.variance,
            "limit_quantile": self.limit_quantile,
            "shrinkage": self.shrinkage,
            "scaling": self._fitted().to_json(),
            "t2_form": self.t2_form_.tolist(),
            "spe_form": self.spe_form_.tolist(),
            "components": self.components_,
            "t2_limit": _finite_or_none(self.t2_limit_),
            "spe_limit": _finite_or_none(self.spe_limit_),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any], /) -> Self:
        """Return the detector that `to_json` described; raises `DiagnosticsError` (``detector_unreadable``)."""
        with reading(cls.kind, stored):
            settings = ("variance", "limit_quantile", "shrinkage")
            detector = cls(**{name: stored[name] for name in settings})
            detector.scaling_ = ColumnScaling.from_json(stored["scaling"])
            detector.t2_form_ = np.array(stored["t2_form"], dtype=np.float64)
            detector.spe_form_ = np.array(stored["spe_form"], dtype=np.float64)
            detector.components_ = int(stored["components"])
            detector.t2_limit_ = np.inf if stored["t2_limit"] is None else float(stored["t2_limit"])
            detector.spe_limit_ = np.inf if stored["spe_limit"] is None else float(stored["spe_limit"])
            return detector

    def _fitted(self) -> ColumnScaling:
        if self.scaling_ is None:
            raise error("detector_not_fitted", kind=self.kind)
        return self.scaling_

    def _combined(self) -> NDArray[np.float64]:
        return self.t2_form_ / self.t2_limit_ + self.spe_form_ / self.spe_limit_

    def _standardised(self, rows: ArrayLike) -> NDArray[np.float64]:
        scaling = self._fitted()
        return scaling(as_rows(rows, columns=len(scaling.centre)))


def t2_limit(components: int, rows: int, quantile: float) -> float:
    """Return the limit of T² for a new row, p(n²−1)/(n(n−p))·F(p, n−p) (rulebook §5); infinite where n ≤ p."""
    if rows <= components:
        return np.inf
    factor = components * (rows**2 - 1.0) / (rows * (rows - components))
    return float(factor * stats.f.ppf(quantile, components, rows - components))


def spe_limit(eigenvalues: NDArray[np.float64], quantile: float) -> float:
    """Return the limit g·χ²_h of the SPE with g = Σθ²/Σθ and h = (Σθ)²/Σθ² of the ``eigenvalues`` θ left out (Box,
    *Some theorems on quadratic forms*, Ann. Math. Statist. 25 (1954)); infinite where none is left out."""
    first, second = float(np.sum(eigenvalues)), float(np.sum(eigenvalues**2))
    if first <= 0.0:
        return np.inf
    return float(second / first * stats.chi2.ppf(quantile, first**2 / second))


def _finite_or_none(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
