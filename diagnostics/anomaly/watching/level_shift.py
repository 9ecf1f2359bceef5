"""The default detector of a series: columns whose level lies further from the learned one than that level is known to
swing.

Each column is averaged over the last rows, and its distance from the learned level is measured in the error with which
one half of the learned rows predicts the other. A column that wanders (a temperature of the day) has a large error and
may wander on; one that stands (a flow through a fixed valve) is held to its level. The columns are put together by the
norm of order four: one column far off counts like several that are off less.

The score says how far; the p-value says how sure. A column that shows only a few independent states in the learned rows
leaves its swing unsure (few degrees of freedom), and one whose swing grows with time may go on growing.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, stats

from diagnostics.anomaly.calibration.independence import independent_count
from diagnostics.anomaly.scatter import MAD_TO_SIGMA

__all__ = ["LevelShift", "LevelShiftState", "RowScores"]

WINDOW_ROWS: Final = 25
"""Rows that are averaged. Chosen with the norm's order on SKAB's ``valve1`` among 15 to 45 rows: flat from 20 to 30."""
RECENT_ROWS, RECENT_TIMES = 8, 2.0
"""A column counts no more than twice as far as its last eight rows alone are off: what has come back is off no longer,
while the average still holds it. Chosen on SKAB's ``valve1``, where it changes little (a third of the window and a
factor that leaves a lasting shift its noise)."""
NORM_ORDER: Final = 4
"""Between the largest column alone (infinite) and the sum of squares of T² (two); chosen on SKAB's ``valve1``."""
ALARM_PROBABILITY: Final = 3e-5
"""Two-sided tail of the normal distribution, over all columns together, at which the score is 1: 4.2 prediction errors
in one column alone, 4.6 in one of eight (the four sigma of control charts, a convention)."""
SPIKE_ROWS, SPIKE_SCALES = 5, 3.0
"""A value counts no further than so many scales from the median of the last rows: a single spike shifts no level."""
FARTHEST_SCALES: Final = 20.0
"""A value counts no further than this from the learned median, so that one row of nonsense does not fill the window."""
DISCRETE_SHARE: Final = 0.3
"""MAD below this share of the standard deviation belongs to a coarsely rounded column (or one with two states), whose
middle half is narrower than its swing: the standard deviation is its scale (a convention)."""
SHORT_MEMORY: Final = 0.9
"""Largest correlation from row to row that counts as short memory: its correlation time of 19 rows lies within the
averaging window."""
DOF_SHARE: Final = 0.7
"""Degrees of freedom of the prediction error for each independent state in the learned rows: halves predict each
other, and correlation times are estimated too short. With 0.7 stated 5 % and 1 % are kept by autoregressive noise up
to a correlation time of a tenth of the learned rows (``benchmarks.anomaly``)."""
QUANTILES: Final = 256
"""So many quantiles of the learned rows' own p-values are kept."""

_Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class LevelShiftState:
    """What the next block of rows needs of those before it."""

    values: _Array
    """[shape=(k, columns)], the last standardised rows before spikes are limited, NaN where missing."""
    limited: _Array
    """[shape=(WINDOW_ROWS - 1 at most, columns)], the last rows after."""
    rows: int
    """Rows since the learned ones."""


@dataclass(frozen=True, eq=False)
class RowScores:
    """What the detector says of each row of a block."""

    score: _Array
    """[shape=(rows,)], 1 at the alarm limit; NaN where no column has a value."""
    p_value: _Array
    """[shape=(rows,)], probability that healthy operation gives such a row; NaN where no column has a value."""
    shares: _Array
    """[shape=(rows, columns)], share of each column in the score; rows sum to 1, or are 0 where there is none."""
    deviation: _Array
    """[shape=(rows, columns)], signed distance of the averaged column from its learned level in prediction errors."""


class LevelShift:
    """Learns the level of each column from healthy rows and scores how far later rows are off."""

    center_: _Array
    scale_: _Array
    """[shape=(columns,)], median and scale by which columns are standardised; scale 0 for a column that is left out."""
    level_: _Array
    error_: _Array
    """[shape=(columns,)], mean of the averaged column and the error with which half of it predicts the other half,
    standardised."""
    independent_: _Array
    """[shape=(columns,)], independent states of the averaged column in the learned rows."""
    growth_: _Array
    """[shape=(columns,)], exponent by which the error grows with the distance in time, 0 (steady) to 1 (a trend)."""
    rows_: int
    usual_p_: _Array
    """Quantiles of the p-values of the learned rows, each judged from the other half."""
    usual_independent_: float

    def fit(self, X: _Array) -> Self:  # noqa: N803  (scikit-learn's name)
        """Learn from healthy rows ``X`` [shape=(rows, columns)], NaN where missing; constant columns are left out.

        Raises `ValueError` for fewer than four windows of rows.
        """
        if X.ndim != 2 or len(X) < 4 * WINDOW_ROWS:
            raise ValueError(f"at least {4 * WINDOW_ROWS} rows are needed, not {len(X)}")
        self.rows_ = len(X)
        self.center_, self.scale_ = _center_and_scale(X)
        standard = self._standardised(X)
        averaged, _, _ = _averaged(standard, self._start(standard))
        learned = _filled(averaged[WINDOW_ROWS - 1 :])
        self.level_ = learned.mean(axis=0)
        errors = _errors_between(*np.array_split(learned, 2))
        quarters = np.array_split(learned, 4)
        near = np.concatenate([_errors_between(*pair) for pair in itertools.pairwise(quarters)])
        self.error_ = np.maximum(np.sqrt(np.mean(errors**2, axis=0)), _error_of_noise(standard))
        near_error = np.sqrt(np.mean(near**2, axis=0))
        self.scale_ = np.where(self.error_ > 0.0, self.scale_, 0.0)
        known = self.scale_ > 0.0
        growth = np.log2(np.divide(self.error_, near_error, out=np.ones_like(near_error), where=near_error > 0.0))
        self.growth_ = np.where(known, np.clip(growth, 0.0, 1.0), 0.0)
        self.independent_ = np.array([independent_count(column) for column in learned.T])
        usual = self._raw_p(_divided(errors, self.error_), np.zeros(len(errors)))
        self.usual_p_ = np.quantile(usual, np.linspace(0.0, 1.0, QUANTILES))
        self.usual_independent_ = independent_count(-np.log(usual))
        return self

    @property
    def known_columns(self) -> NDArray[np.bool_]:
        """Which columns have a level to compare with [shape=(columns,)]."""
        return np.asarray(self.scale_ > 0.0)

    @property
    def limit(self) -> float:
        """Prediction errors in one column alone at which the score is 1."""
        columns = max(1, int(self.known_columns.sum()))
        return float(stats.norm.isf(0.5 * ALARM_PROBABILITY / columns))

    def score_samples(self, X: _Array) -> _Array:  # noqa: N803
        """Return the score of each row of ``X`` [shape=(rows,)], as a series that follows the learned rows."""
        return self.score_block(X)[0].score

    def contributions(self, X: _Array) -> _Array:  # noqa: N803
        """Return the share of each column in the score of each row [shape=(rows, columns)]."""
        return self.score_block(X)[0].shares

    def score_block(self, X: _Array, state: LevelShiftState | None = None) -> tuple[RowScores, LevelShiftState]:  # noqa: N803
        """Return the scores of the next rows ``X`` [shape=(rows, columns)] and the state for those after them; blocks
        of any size give the same scores. Without a ``state`` the windows begin with the first row."""
        standard = self._standardised(X)
        state = self._start(standard) if state is None else state
        averaged, recent, after = _averaged(standard, state)
        there = np.isfinite(averaged) & self.known_columns
        deviation = self._deviation(np.where(there, averaged, self.level_), np.where(there, recent, self.level_))
        size = np.abs(deviation)
        fourth = np.square(np.square(size))  # NORM_ORDER
        total = fourth.sum(axis=1)
        judged = there.any(axis=1)
        score = np.where(judged, total ** (1.0 / NORM_ORDER) / self.limit, np.nan)
        shares = np.divide(fourth, total[:, np.newaxis], out=np.zeros_like(fourth), where=total[:, np.newaxis] > 0.0)
        ahead = state.rows + np.arange(1.0, len(X) + 1.0)
        p_value = np.where(judged, self._calibrated(self._raw_p(size, ahead)), np.nan)
        return RowScores(score, p_value, shares, deviation), after

    def state_after(self, X: _Array) -> LevelShiftState:  # noqa: N803
        """Return the state with which the rows right after the learned rows ``X`` are to be scored."""
        standard = self._standardised(X)
        _, _, state = _averaged(standard, self._start(standard))
        return LevelShiftState(state.values, state.limited, 0)

    def to_json(self) -> dict[str, Any]:
        """Return everything that was learned as plain numbers."""
        stored = {name: getattr(self, name) for name in _LEARNED}
        return {name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in stored.items()}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the detector that `to_json` stored; raises `KeyError` for what is missing."""
        detector = cls()
        for name in _LEARNED:
            value = stored[name]
            setattr(detector, name, np.array(value, dtype=np.float64) if isinstance(value, list) else value)
        return detector

    def _standardised(self, X: _Array) -> _Array:  # noqa: N803
        with np.errstate(invalid="ignore"):
            standard = _divided(X - self.center_, self.scale_)
        return np.clip(standard, -FARTHEST_SCALES, FARTHEST_SCALES)

    def _deviation(self, averaged: _Array, recent: _Array) -> _Array:
        """Return how far each column is from its learned level in prediction errors [shape=(rows, columns)], no farther
        than its ``recent`` rows bear out."""
        whole = _divided(averaged - self.level_, self.error_)
        lately = RECENT_TIMES * _divided(recent - self.level_, self.error_)
        return np.where(whole > 0.0, np.clip(lately, 0.0, whole), np.clip(lately, whole, 0.0))

    def _start(self, standard: _Array) -> LevelShiftState:
        return LevelShiftState(standard[:0], standard[:0], 0)

    def _raw_p(self, size: _Array, ahead: _Array) -> _Array:
        """Return the chance of the least likely column by Student's distribution, corrected for the number of columns
        (Šidák 1967); ``size`` [shape=(rows, columns)] in prediction errors, ``ahead`` rows after the learned ones.
        The error grows with the distance from the middle of the learned rows, from half of their length on."""
        known = self.known_columns
        growing = np.flatnonzero(known & (self.growth_ > 0.0))
        shrunk = size.copy()
        farther = np.log1p(2.0 * ahead / self.rows_)
        shrunk[:, growing] *= np.exp(-farther[:, np.newaxis] * self.growth_[growing])
        dof = np.maximum(DOF_SHARE * self.independent_ - 1.0, 1.0)
        least = np.zeros(len(size))
        for column in np.flatnonzero(known):
            np.minimum(least, stats.t.logsf(shrunk[:, column], dof[column]), out=least)
        single = np.minimum(2.0 * np.exp(least), 1.0)
        return np.asarray(-np.expm1(max(1, int(known.sum())) * np.log1p(-np.minimum(single, 1.0 - 1e-16))))

    def _calibrated(self, raw: _Array) -> _Array:
        """Return p-values that are no smaller than the share of learned rows that look as unusual (conformal, Vovk et
        al. 2005, with the learned rows' own number of independent states); below all of them the raw ones in the ratio
        found at the smallest."""
        count, least = self.usual_independent_, max(float(self.usual_p_[0]), 1e-300)
        share = np.searchsorted(self.usual_p_, raw, side="right") / len(self.usual_p_)
        rank = (1.0 + count * share) / (count + 1.0)
        ratio = max(1.0, 1.0 / (count + 1.0) / least)
        return np.minimum(1.0, np.where(raw < least, raw * ratio, np.maximum(raw, rank)))


_LEARNED: Final = (
    *("rows_", "center_", "scale_", "level_", "error_", "independent_", "growth_"),
    *("usual_p_", "usual_independent_"),
)


def _center_and_scale(X: _Array) -> tuple[_Array, _Array]:  # noqa: N803
    """Return median and scale of each column; scale 0 for one that is constant or has hardly any values."""
    there = np.isfinite(X).sum(axis=0) >= 2 * WINDOW_ROWS
    safe = np.where(there, X, 0.0)
    center = np.nanmedian(safe, axis=0)
    spread = np.nanstd(safe, axis=0)
    mad = MAD_TO_SIGMA * np.nanmedian(np.abs(safe - center), axis=0)
    scale = np.where(mad > DISCRETE_SHARE * spread, mad, spread)
    rounding = 1e-9 * np.maximum(np.abs(center), 1e-300)
    return center, np.where(scale > rounding, scale, 0.0)


def _averaged(standard: _Array, state: LevelShiftState) -> tuple[_Array, _Array, LevelShiftState]:
    """Return each column averaged over the last rows that have a value, and over the most recent of them
    [shape=(rows, columns) each], NaN where the window has none, and the state after these rows."""
    before = len(state.values)
    values = np.concatenate([state.values, standard])
    limited = np.concatenate([state.limited, _without_spikes(values)[before:]])
    averaged = _trailing_mean(limited, len(state.limited), WINDOW_ROWS)
    recent = _trailing_mean(limited, len(state.limited), RECENT_ROWS)
    recent = np.where(np.isfinite(recent), recent, averaged)
    after = LevelShiftState(values[-(SPIKE_ROWS - 1) :], limited[-(WINDOW_ROWS - 1) :], state.rows + len(standard))
    return averaged, recent, after


def _without_spikes(values: _Array) -> _Array:
    """Return ``values`` limited to the neighbourhood of the median of the last rows, which begins with the first."""
    there = np.isfinite(values)
    if not len(values) or not there.any():
        return values
    held = _held(values, there)
    median = ndimage.median_filter(held, size=(SPIKE_ROWS, 1), origin=(SPIKE_ROWS // 2, 0), mode="nearest")
    return np.where(there, np.clip(values, median - SPIKE_SCALES, median + SPIKE_SCALES), np.nan)


def _held(values: _Array, there: NDArray[np.bool_]) -> _Array:
    """Return ``values`` with the last value that is there in place of missing ones, 0 before the first."""
    if there.all():
        return values
    rows = np.where(there, np.arange(len(values))[:, np.newaxis], 0)
    last = np.maximum.accumulate(rows, axis=0)
    return np.nan_to_num(np.take_along_axis(values, last, axis=0))


def _filled(averaged: _Array) -> _Array:
    return _held(averaged, np.isfinite(averaged))


def _trailing_mean(rows: _Array, before: int, length: int) -> _Array:
    """Return means over the last ``length`` rows that have a value, for the rows from ``before`` on
    [shape=(rows - before, columns)], NaN where there is none."""
    there = np.isfinite(rows)
    sums = _trailing_sum(np.where(there, rows, 0.0), before, length)
    counts = _trailing_sum(there.astype(np.float64), before, length)
    return np.divide(sums, counts, out=np.full_like(sums, np.nan), where=counts > 0.5)


def _trailing_sum(rows: _Array, before: int, length: int) -> _Array:
    """Return sums over the last ``length`` rows, for the rows from ``before`` on [shape=(rows - before, columns)].

    Cumulative sums start anew with each block, so that rounding does not pile up.
    """
    total = np.concatenate([np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0)])
    ends = np.arange(before + 1, len(rows) + 1)
    return np.asarray(total[ends] - total[np.maximum(ends - length, 0)])


def _errors_between(first: _Array, second: _Array) -> _Array:
    """Return how far each row of either part is from the mean of the other part."""
    return np.concatenate([first - second.mean(axis=0), second - first.mean(axis=0)])


def _error_of_noise(standard: _Array) -> _Array:
    """Return the prediction error of each column [shape=(columns,)] if it had no memory beyond that from row to row.

    The error between two halves rests on few independent states, and comes out too small as often as too large; for a
    column with a short memory the variance of a mean over n rows is known much better: σ²/n·(1 + 2Σ(1 − k/n)·ρᵏ)
    (Box, Jenkins & Reinsel, *Time series analysis*, section 2.1.6, for the correlation ρᵏ of an AR(1)).
    """
    held = _filled(_without_spikes(standard))
    centred = held - held.mean(axis=0)
    energy = np.maximum(np.sum(centred**2, axis=0), 1e-300)
    correlation = np.clip(np.sum(centred[1:] * centred[:-1], axis=0) / energy, 0.0, SHORT_MEMORY)
    spread = np.std(held, axis=0)

    def share(rows: int) -> _Array:
        lags = np.arange(1, rows)[:, np.newaxis]
        return np.asarray((1.0 + 2.0 * np.sum((1.0 - lags / rows) * correlation**lags, axis=0)) / rows)

    return np.asarray(spread * np.sqrt(share(WINDOW_ROWS) + share(len(held) // 2)))


def _divided(numbers: _Array, by: _Array) -> _Array:
    """Return ``numbers`` / ``by``, 0 where ``by`` is 0."""
    return np.divide(numbers, by, out=np.zeros_like(numbers), where=by > 0.0)
