"""Every detector of the library in one frame, alone and together with the default one: the evidence for the default.

Scores are averaged over 25 rows and divided by their 99 % quantile in the training rows; the multiple of it that alarms
is the one with the best F1 on ``valve1``. The default has its own limit and is not tuned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.series_cases import TRAIN_ROWS, Counted, LabelledSeries, count
from diagnostics.anomaly.detectors import Cusum, Ewma, IsolationForest, PrincipalComponents, RobustMahalanobis
from diagnostics.anomaly.detectors.detector import Detector
from diagnostics.anomaly.watching.level_shift import LevelShift

__all__ = ["Alarming", "compare"]

Alarming = Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.bool_]]
"""Takes training rows and all rows [shape=(rows, columns)], and gives an alarm for each row."""
AVERAGED_ROWS: Final = 25
QUANTILE: Final = 0.99
MULTIPLES: Final = (0.85, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0, 9.0)
DETECTORS: Final[dict[str, Callable[[], Detector]]] = {
    "robust Mahalanobis": RobustMahalanobis,
    "principal components (T², SPE)": PrincipalComponents,
    "isolation forest": IsolationForest,
    "EWMA": Ewma,
    "CUSUM": Cusum,
}
_Scores = list[NDArray[np.float64]]


def compare(
    chosen_on: Sequence[LabelledSeries], reported_on: Sequence[LabelledSeries]
) -> Iterator[tuple[str, tuple[Counted, Counted]]]:
    """Yield the name of each detector and of its pair with the default one, and the counts on both sets of series."""
    sets = (chosen_on, reported_on)
    level = [[LevelShift().fit(_train(case)).score_samples(case.series.values) for case in cases] for cases in sets]
    yield "level shift (the default)", _counts(level, sets)
    for name, make in DETECTORS.items():
        scores = [[_scores(make, case) for case in cases] for cases in sets]
        best = max(MULTIPLES, key=lambda limit: count([s > limit for s in scores[0]], chosen_on).f1)
        scaled = [[s / best for s in group] for group in scores]
        yield f"{name}, limit × {best:g}", _counts(scaled, sets)
        larger = [[np.maximum(*pair) for pair in zip(*both, strict=True)] for both in zip(level, scaled, strict=True)]
        yield "  or level shift, whichever is larger", _counts(larger, sets)
        mean = [[np.mean(pair, axis=0) for pair in zip(*both, strict=True)] for both in zip(level, scaled, strict=True)]
        yield "  and level shift, their mean", _counts(mean, sets)


def _counts(scores: Sequence[_Scores], sets: tuple[Sequence[LabelledSeries], ...]) -> tuple[Counted, Counted]:
    """Return the counts of scores above 1."""
    first, second = (count([s > 1.0 for s in group], cases) for group, cases in zip(scores, sets, strict=True))
    return first, second


def _scores(make: Callable[[], Detector], case: LabelledSeries) -> NDArray[np.float64]:
    """Return the averaged scores over their 99 % quantile in the training rows."""
    detector = make().fit(_train(case))
    scores = _averaged(detector.score_samples(case.series.values))
    return scores / float(np.quantile(scores[AVERAGED_ROWS:TRAIN_ROWS], QUANTILE))


def _train(case: LabelledSeries) -> NDArray[np.float64]:
    return case.series.values[:TRAIN_ROWS]


def _averaged(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    sums = np.cumsum(np.concatenate([np.zeros(1), scores]))
    ends = np.arange(1, len(scores) + 1)
    starts = np.maximum(ends - AVERAGED_ROWS, 0)
    return np.asarray((sums[ends] - sums[starts]) / (ends - starts))
