"""How rare a value far out is: the tail of the healthy values, continued beyond the largest of them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from diagnostics.anomaly.detectors.detector import LEAST_ROWS, as_rows, reading, shares
from diagnostics.anomaly.detectors.scaling import ColumnScaling, robust_scaling
from diagnostics.errors import error
from diagnostics.texts import Catalogue, Text

__all__ = ["ExtremeValue", "ParetoTail", "fit_tail"]

TEXTS: Final = Catalogue(Path(__file__).with_name("extreme_value.toml"))
TAIL_QUANTILE: Final = 0.98
LEAST_POINTS: Final = 1000
HEAVIEST_SHAPE: Final = 0.5
"""Threshold t, points needed and heaviest tail that is believed (rulebook §5)."""
GRID: Final = 512
"""Quantiles of the healthy values that are kept for what is not in the tail (a convention: finer than its 2 %)."""

_Array = NDArray[np.float64]


@dataclass(frozen=True)
class ParetoTail:
    """Generalised Pareto distribution of what exceeds a threshold."""

    threshold: float
    scale: float
    """In the unit of the scores."""
    shape: float
    """γ ≥ 0; 0 is the exponential tail."""
    points: int
    exceeding: int
    """Healthy values, and those of them above the threshold."""

    def quantile(self, probability: float) -> float:
        """Return z_q = t + (σ/γ)((q·n/Nₜ)^(−γ) − 1), exceeded with ``probability`` q < Nₜ/n (rulebook §5; Siffer et
        al., *Anomaly detection in streams with extreme value theory*, KDD 2017)."""
        ratio = probability * self.points / self.exceeding
        if self.shape == 0.0:
            return self.threshold - self.scale * math.log(ratio)
        return self.threshold + self.scale / self.shape * (math.pow(ratio, -self.shape) - 1.0)

    def log_survival(self, values: _Array) -> _Array:
        """Return ln P(X > value), at most ln(Nₜ/n), for ``values`` from the threshold on."""
        beyond = np.maximum(values - self.threshold, 0.0) / self.scale
        log_ratio = -beyond if self.shape == 0.0 else -np.log1p(self.shape * beyond) / self.shape
        result: _Array = np.log(self.exceeding / self.points) + log_ratio
        return result

    def to_json(self) -> dict[str, Any]:
        """Return plain numbers."""
        return dict(vars(self))


def fit_tail(values: _Array) -> tuple[ParetoTail | None, Text | None]:
    """Return the tail of healthy ``values`` [shape=(n,)] above their 98 % quantile, or why there is none.

    Fitted by probability-weighted moments (Hosking & Wallis, *Parameter and quantile estimation for the generalized
    Pareto distribution*, Technometrics 29 (1987)). A shape below 0, a tail that ends, is taken for exponential: where
    it ends cannot be known from some twenty points, and beyond the end nothing would ever be healthy.
    """
    if len(values) < LEAST_POINTS:
        return None, TEXTS("too_few", found=len(values), needed=LEAST_POINTS)
    threshold = float(np.quantile(values, TAIL_QUANTILE))
    excess = np.sort(values[values > threshold] - threshold)
    count = len(excess)
    if count < LEAST_ROWS:
        return None, TEXTS("no_tail")
    below = (np.arange(1, count + 1) - 0.35) / count
    first, second = float(np.mean(excess)), float(np.mean((1.0 - below) * excess))
    shape = 2.0 - first / (first - 2.0 * second) if first > 2.0 * second else -1.0
    if shape > HEAVIEST_SHAPE:
        return None, TEXTS("heavy", shape=shape, limit=HEAVIEST_SHAPE)
    if shape <= 0.0:
        return ParetoTail(threshold, first, 0.0, len(values), count), None
    scale = 2.0 * first * second / (first - 2.0 * second)
    return ParetoTail(threshold, scale, shape, len(values), count), None


class ExtremeValue:
    """−log₁₀ of the smallest one-sided tail probability among the columns: each column alone, both sides, with its tail
    continued by peaks over threshold where there are points enough.

    `notes_` says for which columns there is no tail; these end at 1/(n + 1).
    """

    kind: ClassVar[str] = "extreme_value"

    def __init__(self) -> None:
        self.scaling_: ColumnScaling | None = None
        self.grids_: _Array
        """[shape=(2, grid, columns)], sorted quantiles of the standardised values and of their negatives."""
        self.tails_: tuple[tuple[ParetoTail | None, ...], ...]
        """Of each column, upwards and downwards."""
        self.points_: int
        self.notes_: tuple[Text, ...] = ()

    def fit(self, rows: ArrayLike, /) -> Self:
        """Learn from healthy rows [shape=(rows, columns)]; raises `DiagnosticsError`."""
        values = as_rows(rows, least=LEAST_ROWS)
        self.scaling_ = robust_scaling(values)
        standard = self.scaling_(values)
        self.points_ = len(values)
        levels = np.linspace(0.0, 1.0, min(GRID, len(values)))
        self.grids_ = np.stack([np.quantile(side, levels, axis=0) for side in (standard, -standard)])
        fits = [[fit_tail(column) for column in side.T] for side in (standard, -standard)]
        self.tails_ = tuple(tuple(tail for tail, _ in side) for side in fits)
        moving = np.flatnonzero(self.scaling_.moves)
        self.notes_ = tuple(dict.fromkeys(why for side in fits for j in moving if (why := side[j][1]) is not None))
        return self

    def score_samples(self, rows: ArrayLike, /) -> _Array:
        """Return −log₁₀ p of each row [shape=(rows,)], p the smallest one-sided tail probability."""
        scores: _Array = self._surprise(rows).max(axis=1)
        return scores

    def contributions(self, rows: ArrayLike, /) -> _Array:
        """Return shares [shape=(rows, columns)] of −log p."""
        return shares(self._surprise(rows))

    def to_json(self) -> dict[str, Any]:
        """Return what was learned as plain numbers."""
        return {
            "detector": self.kind,
            "version": 1,
            "scaling": self._fitted().to_json(),
            "grids": self.grids_.tolist(),
            "tails": [[None if tail is None else tail.to_json() for tail in side] for side in self.tails_],
            "points": self.points_,
            "notes": [note.to_json() for note in self.notes_],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any], /) -> Self:
        """Return the detector that `to_json` described; raises `DiagnosticsError` (``detector_unreadable``)."""
        with reading(cls.kind, stored):
            detector = cls()
            detector.scaling_ = ColumnScaling.from_json(stored["scaling"])
            detector.grids_ = np.array(stored["grids"], dtype=np.float64)
            tails = [[None if tail is None else ParetoTail(**tail) for tail in side] for side in stored["tails"]]
            detector.tails_ = tuple(map(tuple, tails))
            detector.points_ = int(stored["points"])
            detector.notes_ = tuple(Text(**note) for note in stored["notes"])
            return detector

    def _fitted(self) -> ColumnScaling:
        if self.scaling_ is None:
            raise error("detector_not_fitted", kind=self.kind)
        return self.scaling_

    def _surprise(self, rows: ArrayLike) -> _Array:
        """Return −log₁₀ p of each value [shape=(rows, columns)], 0 for columns that never moved."""
        scaling = self._fitted()
        standard = scaling(as_rows(rows, columns=len(scaling.centre)))
        surprise = np.zeros_like(standard)
        for column in np.flatnonzero(scaling.moves):
            for values, grid, tails in zip((standard, -standard), self.grids_, self.tails_, strict=True):
                log_p = self._log_survival(values[:, column], grid[:, column], tails[column])
                np.maximum(surprise[:, column], -log_p / np.log(10.0), out=surprise[:, column])
        return surprise

    def _log_survival(self, values: _Array, grid: _Array, tail: ParetoTail | None) -> _Array:
        """Return ln P(X ≥ value): by rank among the healthy values up to the tail, by the tail from there on."""
        at_or_above = len(grid) - np.searchsorted(grid, values, side="left")
        log_p = np.log(np.maximum(at_or_above / len(grid), 1.0 / (self.points_ + 1.0)))
        if tail is None:
            return log_p
        beyond = values > tail.threshold
        log_p = np.maximum(log_p, np.log(tail.exceeding / tail.points))
        log_p[beyond] = tail.log_survival(values[beyond])
        return log_p
