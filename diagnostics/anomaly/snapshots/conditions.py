"""How a machine was run while it was recorded, and what that alone does to its features.

Vibration grows with speed (acceleration about with its square) and changes with load. Records made under the same
conditions are compared as they are; over a range of conditions a curve is learned and the distance from it compared;
outside of what was learned nothing is compared (rulebook §5).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.anomaly.scatter import MAD_TO_SIGMA

__all__ = ["SAME_SPEED", "Condition", "ConditionModel", "ConditionRange", "operating_states", "robust_slopes"]

SAME_SPEED: Final = 0.02
"""Relative difference at which two speeds are the same (rulebook §5)."""
SAME_LOAD: Final = 0.1
"""And two loads, relative to the median of those learned (a convention)."""
STATE_GAP: Final = 0.1
"""Relative gap between neighbouring speeds from which they are two operating states, with nothing known in between (a
convention: a resonance may lie there)."""
CURVED_FROM: Final = 0.2
"""Relative range from which a curve of second order is fitted (a convention; over less a power of the speed is as good
as straight in logarithms)."""
RECORDS_PER_TERM: Final = 10
"""Of a regression of second order (rulebook §5: ten times as many records as columns)."""
LEAST_PER_TERM: Final = 5
"""Of a straight one (a convention); with fewer, what the condition adds stays unknown and in the scatter."""
HUBER: Final = 1.345
"""Standard deviations from which a record pulls with less than its distance; 95 % efficient for normal scatter (Huber,
*Robust Statistics*, 1981)."""
ITERATIONS: Final = 20
"""Of the weights (measured: they stand to 10⁻³ after ten)."""

_Array = NDArray[np.float64]


@dataclass(frozen=True)
class Condition:
    """Speed of the main shaft and load, in a unit that stays the same; None where not known."""

    speed_rpm: float | None = None
    load: float | None = None


@dataclass(frozen=True)
class ConditionRange:
    """The conditions of one operating state that have been seen."""

    speeds_rpm: tuple[float, ...]
    """Sorted; empty where the speed of none is known."""
    loads: tuple[float, ...]
    """Sorted; empty where the load of one is not known."""

    @classmethod
    def of(cls, conditions: Sequence[Condition]) -> ConditionRange:
        """Return the range of ``conditions``."""
        speeds = [c.speed_rpm for c in conditions if c.speed_rpm is not None]
        loads = [c.load for c in conditions if c.load is not None]
        return cls(
            tuple(sorted(speeds)) if len(speeds) == len(conditions) else (),
            tuple(sorted(loads)) if len(loads) == len(conditions) else (),
        )

    @property
    def speed_varies(self) -> bool:
        """Whether the speeds differ by more than counts as the same."""
        return bool(self.speeds_rpm) and self.speeds_rpm[-1] > self.speeds_rpm[0] * (1.0 + 2.0 * SAME_SPEED)

    @property
    def load_varies(self) -> bool:
        """Whether the loads differ by more than counts as the same."""
        return bool(self.loads) and self.loads[-1] - self.loads[0] > 2.0 * self.load_tolerance

    @property
    def load_tolerance(self) -> float:
        """Largest difference at which two loads are the same."""
        return SAME_LOAD * abs(float(np.median(self.loads))) if self.loads else 0.0

    def unlike(self, condition: Condition) -> str | None:
        """Return what keeps a record made under ``condition`` from being compared: ``speed_unknown``, ``speed``,
        ``load_unknown`` or ``load``; None where it is comparable."""
        if self.speeds_rpm:
            if condition.speed_rpm is None:
                return "speed_unknown"
            ratios = [condition.speed_rpm / speed for speed in self.speeds_rpm]
            nearest = min(abs(ratio - 1.0) for ratio in ratios)
            inside = self.speeds_rpm[0] <= condition.speed_rpm <= self.speeds_rpm[-1]
            if nearest > (STATE_GAP if inside else SAME_SPEED):
                return "speed"
        if self.loads:
            if condition.load is None:
                return "load_unknown" if self.load_varies else None
            low, high = self.loads[0] - self.load_tolerance, self.loads[-1] + self.load_tolerance
            if not low <= condition.load <= high:
                return "load"
        return None


def operating_states(conditions: Sequence[Condition]) -> list[list[int]]:
    """Return the indices of ``conditions`` by operating state: speeds with a gap of 10 % between them belong to two,
    unknown ones to one of their own.

    >>> operating_states([Condition(990.0), Condition(1480.0), Condition(1495.0), Condition()])
    [[0], [1, 2], [3]]
    """
    known = sorted((c.speed_rpm, at) for at, c in enumerate(conditions) if c.speed_rpm is not None)
    states: list[list[int]] = []
    last = 0.0
    for speed_rpm, at in known:
        if not states or speed_rpm > last * (1.0 + STATE_GAP):
            states.append([])
        states[-1].append(at)
        last = speed_rpm
    unknown = [at for at, c in enumerate(conditions) if c.speed_rpm is None]
    return [*(sorted(state) for state in states), *([unknown] if unknown else [])]


@dataclass(frozen=True, eq=False)
class ConditionModel:
    """What the condition adds to each feature, compared with the middle of the conditions learned."""

    range: ConditionRange
    coefficients: _Array
    """[shape=(terms, columns)], of the terms of `_terms`."""
    curved: bool

    @classmethod
    def fit(cls, rows: _Array, conditions: Sequence[Condition]) -> ConditionModel:
        """Learn from ``rows`` [shape=(records, columns)] (logarithms of levels) made under ``conditions``.

        Robust regression (Huber's weights) on the logarithm of the speed and on the load, each only where it varies
        (±2 %, ±10 %); of second order where a range is over 20 % and there are ten records a term.
        """
        seen = ConditionRange.of(conditions)
        straight = _terms(conditions, seen, curved=False)
        curved = _terms(conditions, seen, curved=True)
        is_curved = curved.shape[1] > straight.shape[1] and len(rows) >= RECORDS_PER_TERM * (curved.shape[1] + 1)
        terms = curved if is_curved else straight
        if len(rows) < LEAST_PER_TERM * (terms.shape[1] + 1):
            terms = terms[:, :0]
        return cls(seen, robust_slopes(terms, rows), is_curved)

    def added(self, conditions: Sequence[Condition]) -> _Array:
        """Return what each of ``conditions`` adds to each feature [shape=(records, columns)]."""
        terms = _terms(conditions, self.range, curved=self.curved)
        return np.asarray(terms[:, : len(self.coefficients)] @ self.coefficients, dtype=np.float64)


def _terms(conditions: Sequence[Condition], seen: ConditionRange, *, curved: bool) -> _Array:
    """Return the terms of the regression [shape=(records, terms)]: 0 in the middle of what was seen, about ±1 at its
    ends."""
    columns: list[_Array] = []
    if seen.speed_varies:
        low, high = math.log(seen.speeds_rpm[0]), math.log(seen.speeds_rpm[-1])
        speed = np.array([0.0 if c.speed_rpm is None else math.log(c.speed_rpm) for c in conditions])
        columns.append((speed - 0.5 * (low + high)) / (0.5 * (high - low)))
        if curved and high - low > math.log1p(CURVED_FROM):
            columns.append(columns[-1] ** 2)
    if seen.load_varies:
        low, high = seen.loads[0], seen.loads[-1]
        load = np.array([0.0 if c.load is None else c.load for c in conditions])
        columns.append((load - 0.5 * (low + high)) / (0.5 * (high - low)))
        if curved and high - low > CURVED_FROM * max(abs(low), abs(high)):
            columns.append(columns[-1] ** 2)
    return np.stack(columns, axis=1) if columns else np.zeros((len(conditions), 0))


def robust_slopes(terms: _Array, rows: _Array) -> _Array:
    """Return the coefficients [shape=(terms, columns)] of a robust regression of each column of ``rows`` on ``terms``
    and a constant, which is left out."""
    count, columns = terms.shape[1], rows.shape[1]
    if count == 0:
        return np.zeros((0, columns))
    design = np.column_stack([np.ones(len(rows)), terms])
    weights = np.ones_like(rows)
    fitted = np.zeros((count + 1, columns))
    ridge = 1e-9 * len(rows) * np.eye(count + 1)
    for _ in range(ITERATIONS):
        normal = np.einsum("ni,nc,nj->cij", design, weights, design) + ridge
        right = np.einsum("ni,nc->ci", design, weights * rows)
        fitted = np.linalg.solve(normal, right[:, :, np.newaxis])[:, :, 0].T
        residual = np.abs(rows - design @ fitted)
        scale = np.maximum(MAD_TO_SIGMA * np.median(residual, axis=0), 1e-12)
        weights = 1.0 / np.maximum(1.0, residual / (HUBER * scale))
    return np.asarray(fitted[1:], dtype=np.float64)
