"""One file a detector of unusual rows, all with the interface of `diagnostics.anomaly.detectors.detector`.

>>> import numpy as np
>>> healthy = np.random.default_rng(1).standard_normal((500, 3))
>>> detector = RobustMahalanobis().fit(healthy)
>>> scores = detector.score_samples([[0.0, 0.0, 0.0], [0.0, 9.0, 0.0]])
>>> int(detector.contributions([[0.0, 9.0, 0.0]])[0].argmax())
1
>>> bool((detector_from_json(detector.to_json()).score_samples(healthy) == detector.score_samples(healthy)).all())
True

| detector | sees | is blind to |
|---|---|---|
| `RobustMahalanobis` | a row that breaks the correlation of the columns | slow small shifts |
| `PrincipalComponents` | the same, apart along (T²) and off (SPE) what healthy rows do | slow small shifts |
| `IsolationForest` | rows in a thin part of the cloud, several healthy states | drift within the range of each column |
| `Ewma`, `Cusum` | small lasting shifts of one column | broken correlation, single rows |
| `ExtremeValue` | one column far beyond what it ever was | anything that takes several columns |
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from diagnostics.anomaly.detectors.cusum import Cusum
from diagnostics.anomaly.detectors.detector import Detector, SequentialDetector
from diagnostics.anomaly.detectors.ewma import Ewma
from diagnostics.anomaly.detectors.extreme_value import ExtremeValue
from diagnostics.anomaly.detectors.isolation_forest import IsolationForest
from diagnostics.anomaly.detectors.pca import PrincipalComponents
from diagnostics.anomaly.detectors.robust_mahalanobis import RobustMahalanobis
from diagnostics.errors import error

__all__ = [
    "DETECTORS",
    "Cusum",
    "Detector",
    "Ewma",
    "ExtremeValue",
    "IsolationForest",
    "PrincipalComponents",
    "RobustMahalanobis",
    "SequentialDetector",
    "detector_from_json",
]

DETECTORS: Final[Mapping[str, type[Detector]]] = {
    detector.kind: detector
    for detector in (RobustMahalanobis, PrincipalComponents, IsolationForest, Ewma, Cusum, ExtremeValue)
}
"""By the name they are stored under."""


def detector_from_json(stored: Mapping[str, Any]) -> Detector:
    """Return the detector of whatever kind that its `to_json` described; raises `DiagnosticsError`
    (``detector_unreadable``)."""
    kind = str(stored.get("detector")) if isinstance(stored, Mapping) else ""
    if kind not in DETECTORS:
        raise error("detector_unreadable", kind="/".join(DETECTORS))
    return DETECTORS[kind].from_json(stored)
