"""How far a record is from the healthy records of its machine, all features together, and how rare that is.

A machine has a hundred features and twenty healthy records. Features of one channel that move together (levels, bands,
orders, envelope lines …) form a group; the distance within a group knows their correlation, the groups are added up.
Of the scores tried, this one finds most at an equal rate of false alarms (docs/baseline.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.anomaly.detectors.covariance import quadratic, shrunk_covariance
from diagnostics.anomaly.detectors.scaling import WINSOR_SIGMA
from diagnostics.anomaly.scatter import MAD_TO_SIGMA
from diagnostics.anomaly.snapshots.conditions import Condition, ConditionModel

__all__ = ["HealthyCloud", "Judgement", "cross_conformal", "held_out_distances"]

FOLDS: Final = 20
"""Parts of the history that are held out in turn; up to 20 records, one at a time (a convention: bounds the cost)."""
WINSORED_TO_SIGMA: Final = 1.0025
"""Standard deviation of the normal distribution over that of its values cut at 3σ: the root of one over
∫min(|z|, 3)²·φ(z)dz."""
FARTHEST: Final = 1e3
"""Standard deviations beyond which a feature counts no further (a convention)."""

_Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class HealthyCloud:
    """Centre, scatter and correlation of healthy records, without what their conditions explain."""

    model: ConditionModel
    centre: _Array
    """[shape=(columns,)]"""
    spread: _Array
    """[shape=(columns,)]; 0 where a column never moved, which is then not judged."""
    groups: tuple[NDArray[np.intp], ...]
    """Columns of each group."""
    precisions: tuple[_Array, ...]
    """Inverse covariance of the standardised columns of each group."""

    @classmethod
    def fit(
        cls,
        rows: _Array,
        conditions: Sequence[Condition],
        groups: tuple[NDArray[np.intp], ...],
        least_spread: _Array,
    ) -> HealthyCloud:
        """Learn from ``rows`` [shape=(records, columns)]; no spread is taken smaller than ``least_spread``
        [shape=(columns,)].

        Median and MAD, sharpened by mean and deviation of what lies within 3σ of them: with twenty records the MAD
        alone scatters by a quarter. Covariances are shrunk (`shrunk_covariance`).
        """
        model = ConditionModel.fit(rows, conditions)
        alike = rows - model.added(conditions)
        middle = np.median(alike, axis=0)
        rough = MAD_TO_SIGMA * np.median(np.abs(alike - middle), axis=0)
        rough = np.where(rough > 0.0, rough, np.std(alike, axis=0))
        still = np.ptp(alike, axis=0) <= 1e-12 * np.maximum(1.0, np.abs(middle))
        safe = np.where(rough > 0.0, rough, 1.0)
        near = np.clip((alike - middle) / safe, -WINSOR_SIGMA, WINSOR_SIGMA)
        centre = middle + safe * np.mean(near, axis=0)
        spread = np.maximum(WINSORED_TO_SIGMA * safe * np.std(near, axis=0), least_spread)
        spread[still & (least_spread <= 0.0)] = 0.0
        inverse = np.divide(1.0, spread, out=np.zeros_like(spread), where=spread > 0.0)
        standard = np.clip((alike - centre) * inverse, -WINSOR_SIGMA, WINSOR_SIGMA)
        precisions = tuple(
            np.linalg.inv(shrunk_covariance(standard[:, group], "ledoit_wolf")[0]).astype(np.float64)
            for group in groups
        )
        return cls(model, centre, spread, groups, precisions)

    def usual(self, conditions: Sequence[Condition]) -> _Array:
        """Return what is usual under ``conditions`` [shape=(records, columns)]."""
        return np.asarray(self.centre + self.model.added(conditions), dtype=np.float64)

    def deviations(self, rows: _Array, conditions: Sequence[Condition]) -> _Array:
        """Return how many standard deviations each feature is from its usual value [shape=(records, columns)]."""
        inverse = np.divide(1.0, self.spread, out=np.zeros_like(self.spread), where=self.spread > 0.0)
        away = (rows - self.usual(conditions)) * inverse
        return np.asarray(np.clip(away, -FARTHEST, FARTHEST), dtype=np.float64)

    def group_distances(self, deviations: _Array) -> _Array:
        """Return the Mahalanobis distance of each group over the root of its size [shape=(records, groups)]: about 1
        for healthy records."""
        parts = [
            quadratic(deviations[:, group], precision) / len(group)
            for group, precision in zip(self.groups, self.precisions, strict=True)
        ]
        return np.sqrt(np.maximum(np.stack(parts, axis=1), 0.0))

    def group_scores(self, deviations: _Array) -> _Array:
        """Return how unusual each group is [shape=(records, groups)]: the square of the normal deviate that its
        distance stands for, 0 below the usual.

        Normal deviate of χ² after Wilson & Hilferty (Proc. Nat. Acad. Sci. 17 (1931)): groups of few and of many
        columns count alike.
        """
        narrow = 2.0 / (9.0 * np.array([len(group) for group in self.groups], dtype=np.float64))
        cube = np.cbrt(self.group_distances(deviations) ** 2)
        return np.asarray(np.maximum((cube - (1.0 - narrow)) / np.sqrt(narrow), 0.0) ** 2, dtype=np.float64)

    def scores(self, rows: _Array, conditions: Sequence[Condition]) -> _Array:
        """Return the score of each record [shape=(records,)], the higher the more unusual."""
        return np.asarray(self.group_scores(self.deviations(rows, conditions)).sum(axis=1), dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Judgement:
    """What a history says of one new record."""

    p_value: float
    score: float
    """Over the highest score of a healthy record that was held out."""
    deviations: _Array
    """[shape=(columns,)], in standard deviations."""
    group_scores: _Array
    """[shape=(groups,)]"""
    usual: _Array
    """[shape=(columns,)], as the rows."""
    spread: _Array
    """[shape=(columns,)], as the rows."""


@dataclass(frozen=True, eq=False)
class _Part:
    cloud: HealthyCloud
    held: NDArray[np.intp]
    scores: _Array


def cross_conformal(
    rows: _Array,
    conditions: Sequence[Condition],
    new: _Array,
    condition: Condition,
    groups: tuple[NDArray[np.intp], ...],
    least_spread: _Array,
) -> Judgement:
    """Return what the healthy ``rows`` [shape=(records, columns)] say of the ``new`` one [shape=(columns,)].

    p = (1 + #{healthy records, held out, at least as unusual as the new one to those that were not})/(n + 1): Vovk,
    *Cross-conformal predictors*, Annals of Mathematics and AI 74 (2015). The smallest is 1/(n + 1).
    """
    at_least = 0
    highest = 0.0
    for part in _parts(rows, conditions, groups, least_spread):
        score = float(part.cloud.scores(new[np.newaxis], [condition])[0])
        at_least += int(np.sum(part.scores >= score))
        highest = max(highest, float(part.scores.max()))
    cloud = HealthyCloud.fit(rows, conditions, groups, least_spread)
    deviations = cloud.deviations(new[np.newaxis], [condition])
    group_scores = cloud.group_scores(deviations)[0]
    return Judgement(
        p_value=(1.0 + at_least) / (len(rows) + 1.0),
        score=float(group_scores.sum()) / highest if highest > 0.0 else float(group_scores.sum()),
        deviations=deviations[0],
        group_scores=group_scores,
        usual=cloud.usual([condition])[0],
        spread=cloud.spread,
    )


def held_out_distances(
    rows: _Array, conditions: Sequence[Condition], groups: tuple[NDArray[np.intp], ...], least_spread: _Array
) -> _Array:
    """Return the distance of each group of each record [shape=(records, groups)] from the other parts of the
    history."""
    distances = np.empty((len(rows), len(groups)))
    for part in _parts(rows, conditions, groups, least_spread):
        own = [conditions[int(at)] for at in part.held]
        distances[part.held] = part.cloud.group_distances(part.cloud.deviations(rows[part.held], own))
    return distances


def _parts(
    rows: _Array, conditions: Sequence[Condition], groups: tuple[NDArray[np.intp], ...], least_spread: _Array
) -> list[_Part]:
    count = len(rows)
    part_of = np.arange(count) % min(count, FOLDS)
    parts = []
    for number in range(min(count, FOLDS)):
        held = np.flatnonzero(part_of == number)
        kept = np.flatnonzero(part_of != number)
        cloud = HealthyCloud.fit(rows[kept], [conditions[int(at)] for at in kept], groups, least_spread)
        parts.append(_Part(cloud, held, cloud.scores(rows[held], [conditions[int(at)] for at in held])))
    return parts
