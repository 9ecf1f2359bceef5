"""Covariance of standardised rows, shrunk towards a sphere so that few rows and many columns still have an inverse."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from diagnostics.anomaly.detectors.scaling import WINSOR_SIGMA

__all__ = ["Shrinkage", "largest_parts", "quadratic", "robust_covariance", "shrunk_covariance"]

Shrinkage = Literal["ledoit_wolf", "oas"]
LEAST_EIGENVALUE: Final = 1e-9
"""Eigenvalues of the covariance of standardised rows are taken no smaller than this: columns that are copies of each
other to the last digit would otherwise make every rounding an anomaly (a convention)."""

FAR_QUANTILE: Final = 0.975
"""Rows of normal data that lie within what counts in full (the usual choice for reweighting robust covariances)."""
LEAST_SHARE: Final = 0.75
"""Of the rows always counts: what is further out may be another state of the machine (share that Rousseeuw & Van
Driessen recommend for contamination below a quarter)."""
ITERATIONS: Final = 2
"""Times the covariance is taken again (measured: for normal rows the third changes it by less than 0.1 %)."""


def shrunk_covariance(standard: NDArray[np.float64], shrinkage: Shrinkage) -> tuple[NDArray[np.float64], float]:
    """Return the covariance [shape=(columns, columns)] (1−α)·S + α·(tr S/p)·I of centred rows [shape=(rows, columns)]
    and α between 0 and 1.

    ``ledoit_wolf`` is Ledoit & Wolf, *A well-conditioned estimator for large-dimensional covariance matrices*, J.
    Multivariate Analysis 88 (2004), eq. 14; ``oas`` is Chen, Wiesel, Eldar & Hero, *Shrinkage algorithms for MMSE
    covariance estimation*, IEEE Trans. Signal Processing 58 (2010), eq. 23, better for normal rows. Both take rows for
    independent; rows that follow each other slowly are shrunk too little.
    """
    n, p = standard.shape
    sample = standard.T @ standard / n
    mean = float(np.trace(sample)) / p
    square = float(np.sum(sample**2))
    if shrinkage == "ledoit_wolf":
        distance = square - p * mean**2
        error = (float(np.mean(np.sum(standard**2, axis=1) ** 2)) - square) / n
    else:
        trace_square = (p * mean) ** 2
        distance = (n + 1.0 - 2.0 / p) * (square - trace_square / p)
        error = (1.0 - 2.0 / p) * square + trace_square
    alpha = 1.0 if distance <= 0.0 else min(1.0, max(0.0, error / distance))
    shrunk = (1.0 - alpha) * sample
    shrunk[np.diag_indices(p)] += alpha * mean + LEAST_EIGENVALUE
    return shrunk, alpha


def robust_covariance(standard: NDArray[np.float64], shrinkage: Shrinkage) -> tuple[NDArray[np.float64], float]:
    """Return the shrunk covariance about 0 [shape=(columns, columns)] of ``standard`` [shape=(rows, columns)] that rows
    far out do not inflate, and how far it was shrunk (`shrunk_covariance`).

    Rows beyond the 97.5 % quantile of their distance are left out and the covariance is taken again, a few times over,
    as in the reweighting of Rousseeuw & Van Driessen, *A fast algorithm for the minimum covariance determinant
    estimator*, Technometrics 41 (1999); begun with single values cut at 3σ. Cutting alone would break the relation
    between columns in every row it touches.
    """
    columns = standard.shape[1]
    far = float(stats.chi2.ppf(FAR_QUANTILE, columns))
    held = float(stats.chi2.cdf(far, columns + 2)) / FAR_QUANTILE
    covariance, alpha = shrunk_covariance(np.clip(standard, -WINSOR_SIGMA, WINSOR_SIGMA), shrinkage)
    for _ in range(ITERATIONS):
        distance = quadratic(standard, np.linalg.inv(covariance).astype(np.float64))
        reach = far * max(1.0, float(np.median(distance)) / float(stats.chi2.median(columns)))
        near = distance <= max(reach, float(np.quantile(distance, LEAST_SHARE)))
        covariance, alpha = shrunk_covariance(standard[near], shrinkage)
    return covariance / held, alpha


def quadratic(standard: NDArray[np.float64], form: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return zᵀMz of each row z of ``standard`` [shape=(rows,)]."""
    result: NDArray[np.float64] = np.einsum("ij,ij->i", standard @ form, standard)
    return result


def largest_parts(standard: NDArray[np.float64], form: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how much of zᵀMz would go if one column alone were put right [shape=(rows, columns)]: (Mz)²ᵢ/Mᵢᵢ.

    These are the reconstruction-based contributions of Alcala & Qin, *Reconstruction-based contribution for process
    monitoring*, Automatica 45 (2009). Unlike the terms of a plain decomposition, the largest is the right one for
    certain when a single column is far off (Cauchy-Schwarz inequality).
    """
    diagonal = np.diag(form)
    inverse = np.divide(1.0, diagonal, out=np.zeros_like(diagonal), where=diagonal > 0.0)
    parts: NDArray[np.float64] = (standard @ form) ** 2 * inverse
    return parts
