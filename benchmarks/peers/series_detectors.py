"""The two detectors everyone has at hand: T² with Q on scikit-learn's PCA, and its isolation forest.

Each in the settings of SKAB's published notebooks, and with a threshold from the training rows that needs no hindsight.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import stats
from scipy.ndimage import median_filter

__all__ = ["PEERS"]

_Rows = NDArray[np.float64]
_Alarms = NDArray[np.bool_]
EXPLAINED: Final = 0.85
CONFIDENCE: Final = 0.99
CONTAMINATION: Final = 0.0005
"""SKAB's notebooks: variance kept by the principal components, confidence of T² and Q, contamination of the forest."""
SMOOTHED_ROWS: Final = 3
"""Rows of the running median over the alarms there."""
LONG_SMOOTHED_ROWS: Final = 15


def t2_and_q(train: _Rows, rows: _Rows, *, smoothed_rows: int = SMOOTHED_ROWS) -> _Alarms:
    """Return where Hotelling's T² or the squared prediction error Q of a PCA exceeds its 99 % limit (F distribution;
    Box's weighted χ²), by the majority of the last rows."""
    from sklearn.decomposition import PCA
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(train)
    inside, all_rows = scaler.transform(train), scaler.transform(rows)
    pca = PCA(n_components=EXPLAINED, svd_solver="full").fit(inside)
    n, kept = len(inside), pca.n_components_

    def both(x: _Rows) -> tuple[_Rows, _Rows]:
        scores = pca.transform(x)
        return (scores**2 / pca.explained_variance_).sum(axis=1), ((x - pca.inverse_transform(scores)) ** 2).sum(axis=1)

    _, q = both(inside)
    t2_limit = kept * (n**2 - 1) / (n * (n - kept)) * stats.f.ppf(CONFIDENCE, kept, n - kept)
    g, h = q.var() / (2.0 * q.mean()), 2.0 * q.mean() ** 2 / q.var()
    q_limit = g * stats.chi2.ppf(CONFIDENCE, h)
    t2, q = both(all_rows)
    return _majority((t2 > t2_limit) | (q > q_limit), smoothed_rows)


def isolation_forest(train: _Rows, rows: _Rows) -> _Alarms:
    """Return what scikit-learn's isolation forest calls an outlier at SKAB's contamination."""
    from sklearn.ensemble import IsolationForest

    forest = IsolationForest(random_state=0, contamination=CONTAMINATION).fit(train)
    return _majority(forest.predict(rows) < 0, SMOOTHED_ROWS)


def isolation_forest_by_quantile(train: _Rows, rows: _Rows) -> _Alarms:
    """Return where the isolation forest scores beyond 99 % of the training rows, by the majority of 15 rows."""
    from sklearn.ensemble import IsolationForest

    forest = IsolationForest(random_state=0).fit(train)
    limit = np.quantile(-forest.score_samples(train), CONFIDENCE)
    return _majority(-forest.score_samples(rows) > limit, LONG_SMOOTHED_ROWS)


def _majority(alarm: _Alarms, rows: int) -> _Alarms:
    """Return ``alarm`` by the median of each row and those before it."""
    return np.asarray(median_filter(alarm.astype(np.uint8), size=rows, origin=rows // 2) > 0, dtype=bool)


PEERS: Final[dict[str, Callable[[_Rows, _Rows], _Alarms]]] = {
    "T² + Q (SKAB's settings)": t2_and_q,
    "T² + Q, 15-row median": lambda train, rows: t2_and_q(train, rows, smoothed_rows=LONG_SMOOTHED_ROWS),
    "isolation forest (SKAB's settings)": isolation_forest,
    "isolation forest, 99 % quantile": isolation_forest_by_quantile,
}
"""Each takes training rows and all rows [shape=(rows, columns)] and gives an alarm for each row."""
