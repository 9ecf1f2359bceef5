"""What a tag should read, from the tags beside it, and how far a healthy record strays from that by chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import signal

__all__ = ["Course", "averaged", "course_of", "modelled"]

FOLDS: Final = 5
RIDGE: Final = 0.01
"""Share of the variance that is added to each predictor's, so that two that say the same do not fight."""
HUBER: Final = 1.345
"""Robust deviations beyond which a block counts less: 95 % efficiency for normal scatter (Huber 1981)."""
ROUNDS: Final = 10
EXPLAINED: Final = 0.5
"""Share of the variance of healthy blocks left out of the fit that a model has to explain (a convention)."""
BEYOND: Final = 0.1
"""So much of their healthy range the predictors may leave it (a convention)."""
DRAWS: Final = 1999
SEED: Final = 1945
MOST_POINTS: Final = 40
"""Averages of the judged blocks by which their direction is tested."""
END_SHARE: Final = 0.2
"""Last share of the judged blocks that tells how far the tag is off now."""
FEWEST_JUDGED: Final = 10
GRADUAL: Final = 0.8
"""Sum of squares about a step over that about a ramp, below which the course is a step (a convention)."""

_Array = NDArray[np.float64]
_Rows = NDArray[np.intp]


def averaged(values: _Array, block_rows: int) -> _Array:
    """Return the means of blocks of ``block_rows`` of ``values`` [shape=(rows,)], NaN where most are missing."""
    count = len(values) // block_rows
    blocks = values[: count * block_rows].reshape(count, block_rows)
    there = np.isfinite(blocks)
    seen = there.sum(axis=1)
    sums = np.where(there, blocks, 0.0).sum(axis=1)
    return np.where(2 * seen >= block_rows, sums / np.maximum(seen, 1), np.nan)


def modelled(target: _Array, predictors: _Array, healthy: int) -> _Array | None:
    """Return how far ``target`` [shape=(blocks,)] is from a robust line through the ``predictors``
    [shape=(tags, blocks)] of the first ``healthy`` blocks, NaN where these leave their healthy range; None where the
    line does not tell the target.

    Healthy blocks are predicted from the others, a fifth at a time and in one piece, so that their residuals are those
    of new data.
    """
    if len(predictors) == 0:
        return None
    there = np.isfinite(target) & np.all(np.isfinite(predictors), axis=0)
    learned = np.flatnonzero(there[:healthy])
    if len(learned) < 4 * max(FOLDS, len(predictors)):
        return None
    low, high = (f(predictors[:, learned], axis=1)[:, np.newaxis] for f in (np.min, np.max))
    reach = BEYOND * (high - low)
    there &= np.all((predictors >= low - reach) & (predictors <= high + reach), axis=0)
    off = np.full(len(target), np.nan)
    off[there] = target[there] - _predicted(target, predictors, learned, np.flatnonzero(there))
    for fold in np.array_split(learned, FOLDS):
        off[fold] = target[fold] - _predicted(target, predictors, np.setdiff1d(learned, fold), fold)
    variance = float(np.var(target[learned]))
    if variance <= 0.0 or float(np.mean(off[learned] ** 2)) > (1.0 - EXPLAINED) * variance:
        return None
    return off


def _predicted(target: _Array, predictors: _Array, learned: _Rows, asked: _Rows) -> _Array:
    """Return what a ridge regression with Huber's weights over the blocks ``learned`` says of the blocks ``asked``."""
    middle = np.mean(predictors[:, learned], axis=1)
    scale = np.std(predictors[:, learned], axis=1)
    used = scale > 0.0
    normed = (predictors[used] - middle[used, np.newaxis]) / scale[used, np.newaxis]
    design = np.concatenate([np.ones((1, normed.shape[1])), normed])
    held = RIDGE * len(learned) * np.eye(len(design))
    held[0, 0] = 0.0
    x, y = design[:, learned], target[learned]
    weights = np.ones(len(learned))
    law = np.zeros(len(design))
    for _ in range(ROUNDS):
        law = np.linalg.solve((x * weights) @ x.T + held, (x * weights) @ y)
        off = np.abs(y - law @ x)
        usual = 1.4826 * float(np.median(off))
        if usual <= 0.0:
            break
        weights = np.minimum(1.0, HUBER * usual / np.maximum(off, 1e-300))
    return np.asarray(law @ design[:, asked])


@dataclass(frozen=True)
class Course:
    """Where residuals have gone to since the healthy blocks."""

    shift: float
    """Of the last fifth of the judged blocks from the healthy ones."""
    deviation: float
    """Standard deviation of such a shift by chance."""
    far: float
    """Probability that healthy residuals, as correlated as these, shift as far."""
    steady: float
    """Probability that they rise or fall as steadily."""
    gradual: bool
    """Whether it went slowly rather than in one step."""
    phi: float
    """Autocorrelation from block to block that was allowed for."""

    @property
    def chance(self) -> float:
        """Probability that healthy residuals go as far and as steadily."""
        return max(self.far, self.steady)


def course_of(off: _Array, healthy: int) -> Course | None:
    """Return where the residuals ``off`` [shape=(blocks,)] have gone to after the first ``healthy`` blocks, None where
    too few are there.

    The null is a first-order autoregression with the healthy residuals' innovations, drawn one by one, and their
    autocorrelation, corrected for its bias (Kendall, Biometrika 41 (1954) 403-404) and with one standard error added:
    residuals that wander by themselves are expected to wander on. Shift and Mann and Kendall's S of the record have to
    be rare among the draws, so that S knows of autocorrelation (as Hamed & Rao 1998 correct its variance for).
    """
    learned = off[:healthy][np.isfinite(off[:healthy])]
    judged = off[healthy:][np.isfinite(off[healthy:])]
    if len(learned) < 4 * FOLDS or len(judged) < FEWEST_JUDGED or not np.ptp(learned) > 0.0:
        return None
    phi, innovations = _autoregression(learned)
    generator = np.random.default_rng(SEED)
    total = len(learned) + len(judged)
    # The blocks before the first one only let the start be forgotten.
    warm = 50
    walk = signal.lfilter([1.0], [1.0, -phi], generator.choice(innovations, size=(DRAWS, total + warm)), axis=1)[
        :, warm:
    ]
    drawn_shift, drawn_score = _statistics(walk, len(learned))
    shift, score = (
        float(value[0]) for value in _statistics(np.concatenate([learned, judged])[np.newaxis], len(learned))
    )
    far = _rarity(np.abs(drawn_shift), abs(shift))
    steady = _rarity(np.abs(drawn_score), abs(score)) if shift * score > 0.0 else 1.0
    return Course(
        shift=shift,
        deviation=float(np.std(drawn_shift)),
        far=far,
        steady=steady,
        gradual=_gradual(judged - float(np.mean(learned))),
        phi=phi,
    )


def _rarity(drawn: _Array, observed: float) -> float:
    return (1.0 + int(np.sum(drawn >= observed))) / (1.0 + len(drawn))


def _autoregression(values: _Array) -> tuple[float, _Array]:
    """Return φ and the innovations [shape=(n - 1,)] of ``values``."""
    centred = values - np.mean(values)
    n = len(centred)
    raw = float(centred[1:] @ centred[:-1] / (centred @ centred))
    phi = raw + (1.0 + 3.0 * raw) / n
    phi = min(max(phi + float(np.sqrt(max(1.0 - phi**2, 1.0 / n) / n)), 0.0), 1.0)
    innovations = centred[1:] - phi * centred[:-1]
    return phi, innovations - np.mean(innovations)


def _statistics(walks: _Array, learned: int) -> tuple[_Array, _Array]:
    """Return the shift of the end from the healthy mean and Mann and Kendall's S of the judged blocks of each of
    ``walks`` [shape=(draws, blocks)]."""
    judged = walks[:, learned:]
    count = judged.shape[1]
    end = max(1, round(END_SHARE * count))
    shift = np.mean(judged[:, -end:], axis=1) - np.mean(walks[:, :learned], axis=1)
    edges = np.linspace(0, count, min(MOST_POINTS, count) + 1).astype(np.intp)
    sums = np.concatenate([np.zeros((len(judged), 1)), np.cumsum(judged, axis=1)], axis=1)
    points = np.diff(sums[:, edges], axis=1) / np.diff(edges)
    score = np.zeros(len(walks))
    for lag in range(1, points.shape[1]):
        score += np.sum(np.sign(points[:, lag:] - points[:, :-lag]), axis=1)
    return shift, score


def _gradual(off: _Array) -> bool:
    """Return whether a ramp from anywhere describes ``off`` [shape=(n,)] about as well as the best step, or better."""
    n = len(off)
    rows = np.arange(n, dtype=np.float64)

    def misfit(model: _Array) -> float:
        energy = float(model @ model)
        return float(np.sum((off - (off @ model / energy if energy > 0.0 else 0.0) * model) ** 2))

    starts = range(0, n - 1, max(1, n // 50))
    step = min(misfit((rows >= start).astype(np.float64)) for start in starts)
    ramp = min(misfit(np.maximum(0.0, rows - start)) for start in range(-n, n - 2, max(1, n // 50)))
    return step >= GRADUAL * ramp
