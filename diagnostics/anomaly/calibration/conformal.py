"""From a score to a p-value: how often a healthy row scores this high, without assuming any distribution.

The scores that calibrate must not come from the rows the detector learned from: those look too healthy.
`cross_fit_scores` gets such scores out of one healthy history, part by part.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from diagnostics.anomaly.calibration.independence import independent_count
from diagnostics.anomaly.detectors.detector import Detector, as_rows
from diagnostics.anomaly.detectors.extreme_value import ParetoTail, fit_tail
from diagnostics.errors import error
from diagnostics.texts import Catalogue, Text

__all__ = ["ConformalCalibration", "cross_fit_scores"]

TEXTS: Final = Catalogue(Path(__file__).with_name("conformal.toml"))
FOLDS: Final = 5
"""Parts that are held out one after the other (a convention of cross-validation)."""
DECADES_BEYOND: Final = 2.0
"""No p-value is stated smaller than so many decades below the smallest one that was seen, 1/(n+1): a tail from some
twenty points says nothing about what lies further out (a convention)."""
DEPENDENT_SHARE: Final = 0.5
"""Independent states over rows below which the scores are said to follow each other (a convention)."""

_Array = NDArray[np.float64]


class ConformalCalibration:
    """p = (1 + #{calibration scores ≥ score})/(n + 1) (Vovk, Gammerman & Shafer, *Algorithmic learning in a random
    world*, 2005): at most α of healthy rows have p ≤ α, whatever their distribution, if they are exchangeable with the
    calibration rows.

    With 1000 scores and more the p-values beyond the largest follow the tail (`fit_tail`); within what was seen they
    are never changed. `notes_` says where the tail is missing and where scores that follow each other make the
    calibration worth less than its number of rows.
    """

    def __init__(self, *, extrapolate: bool = True) -> None:
        self.extrapolate = extrapolate
        self.scores_: _Array | None = None
        """[shape=(n,)], sorted."""
        self.tail_: ParetoTail | None = None
        self.independent_: float
        """How many independent scores the calibration is worth."""
        self.notes_: tuple[Text, ...] = ()

    def fit(self, scores: ArrayLike, /) -> Self:
        """Learn from scores [shape=(n,)] of healthy rows in their order, none of which the detector was fitted on.

        Raises `DiagnosticsError` (``calibration_scores``) where there is none or one is missing; infinite ones are
        allowed.
        """
        given = _as_scores(scores)
        if given.size == 0 or np.isnan(given).any():
            raise error("calibration_scores", found=int(np.sum(~np.isnan(given))), rows=given.size)
        finite = given[np.isfinite(given)]
        self.scores_ = np.sort(given)
        self.independent_ = min(float(len(given)), independent_count(_ranks(given)))
        notes = []
        self.tail_ = None
        if self.extrapolate and len(finite) == len(given):
            self.tail_, why = fit_tail(given)
            notes += [] if why is None else [why]
        if self.independent_ < DEPENDENT_SHARE * len(given):
            values = {"rows": len(given), "count": self.independent_, "least": 1.0 / (self.independent_ + 1.0)}
            notes.append(TEXTS("dependent", **values))
        self.notes_ = tuple(notes)
        return self

    def p_values(self, scores: ArrayLike, /) -> _Array:
        """Return the p-value of each score [shape=(k,)], NaN where a score is missing."""
        calibration = self._fitted()
        given = _as_scores(scores)
        n = len(calibration)
        p: _Array = np.asarray(
            (1.0 + n - np.searchsorted(calibration, given, side="left")) / (n + 1.0), dtype=np.float64
        )
        beyond = given > calibration[-1]
        if self.tail_ is not None and beyond.any():
            followed = np.exp(self.tail_.log_survival(given[beyond]))
            p[beyond] = np.clip(followed, self.smallest, 1.0 / (n + 1.0))
        p[np.isnan(given)] = np.nan
        return p

    @property
    def smallest(self) -> float:
        """The smallest p-value that can come out."""
        seen = 1.0 / (len(self._fitted()) + 1.0)
        return seen if self.tail_ is None else seen * math.pow(10.0, -DECADES_BEYOND)

    def score_at(self, p_value: float) -> float:
        """Return the smallest score whose p-value is at most ``p_value``; infinite where none can be that rare."""
        calibration = self._fitted()
        n = len(calibration)
        exceeding = math.floor(p_value * (n + 1.0) * (1.0 + 1e-12)) - 1
        if exceeding >= n:
            return -np.inf
        if exceeding >= 0:
            return float(np.nextafter(calibration[n - 1 - exceeding], np.inf))
        if self.tail_ is None or p_value < self.smallest:
            return np.inf
        return max(float(np.nextafter(calibration[-1], np.inf)), self.tail_.quantile(p_value))

    def to_json(self) -> dict[str, Any]:
        """Return what was learned as plain numbers."""
        return {
            "calibration": "conformal",
            "version": 1,
            "extrapolate": self.extrapolate,
            "scores": [value if np.isfinite(value) else str(value) for value in self._fitted().tolist()],
            "tail": None if self.tail_ is None else self.tail_.to_json(),
            "independent": self.independent_,
            "notes": [note.to_json() for note in self.notes_],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any], /) -> Self:
        """Return the calibration that `to_json` described; raises `DiagnosticsError` (``calibration_unreadable``)."""
        try:
            if (stored["calibration"], stored["version"]) != ("conformal", 1):
                raise ValueError("version")
            calibration = cls(extrapolate=stored["extrapolate"])
            calibration.scores_ = np.sort(np.array([float(score) for score in stored["scores"]]))
            calibration.tail_ = None if stored["tail"] is None else ParetoTail(**stored["tail"])
            calibration.independent_ = float(stored["independent"])
            calibration.notes_ = tuple(Text(**note) for note in stored["notes"])
        except (KeyError, TypeError, ValueError, AttributeError) as wrong:
            raise error("calibration_unreadable") from wrong
        return calibration

    def _fitted(self) -> _Array:
        if self.scores_ is None:
            raise error("detector_not_fitted", kind="conformal")
        return self.scores_


def cross_fit_scores(
    make: Callable[[], Detector], rows: ArrayLike, *, folds: int = FOLDS, gap_rows: int = 0, blocked: bool = True
) -> _Array:
    """Return a score for each healthy row [shape=(rows,)] from a detector that did not learn from it.

    ``blocked`` holds out contiguous parts: neighbours in a slow series are nearly the same row, and leaving out a row
    but not its neighbours leaves out nothing; ``gap_rows`` on either side of the part are then left out as well.
    Otherwise every ``folds``-th row is held out, for snapshots without order. ``folds`` as many as rows leaves one out
    at a time.

    Cross-conformal prediction: p-values from these scores with a detector fitted on all rows are close to exact, and
    lean to the careful side because each of these detectors saw less (Vovk, *Cross-conformal predictors*, Annals of
    Mathematics and AI 74 (2015)). Raises `DiagnosticsError` where a part leaves too few rows to learn from.
    """
    values = as_rows(rows, least=2)
    count = len(values)
    parts = min(max(2, folds), count)
    held = np.arange(count) * parts // count if blocked else np.arange(count) % parts
    scores = np.empty(count)
    for part in range(parts):
        out = held == part
        learned = ~out
        if blocked and gap_rows:
            inside = np.flatnonzero(out)
            learned[max(0, inside[0] - gap_rows) : inside[-1] + 1 + gap_rows] = False
        scores[out] = make().fit(values[learned]).score_samples(values[out])
    return scores


def _as_scores(scores: ArrayLike) -> _Array:
    return np.atleast_1d(np.asarray(scores, dtype=np.float64)).ravel()


def _ranks(scores: _Array) -> _Array:
    """Return the ranks of ``scores``: how they follow each other without regard to how far the largest are out."""
    return np.argsort(np.argsort(scores, kind="stable"), kind="stable").astype(np.float64)
