"""The mixed-integer linear program of a matching instance and one solve of it (HiGHS by scipy.optimize.milp).

Columns: ``x[c,d]`` = 1 when doctor d takes case c (allowed pairs only); ``y[c,d]`` = 1 when c is with d and on
time (only where that is open); ``z`` = largest relative load. Rows that always hold: Σ_d x[c,d] ≤ 1 and
Σ_c minutes[c]·x[c,d] ≤ room of d.

On time is modelled exactly, with one big-M row a pair. With D the minutes until c is due and E the doctor's
cases due no later than c, itself included: ``load + Σ_{E} minutes·x ≤ D + M·(1 − y[c,d])`` and
``y[c,d] ≤ x[c,d]``, where ``M = min(capacity, load + Σ_{E} minutes) − D`` is the most by which the left side can
ever exceed D. A pair with M ≤ 0 is on time whenever it is chosen, so ``x`` counts itself; a pair with
``load + minutes[c] > D`` never is and has no ``y``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, vstack

from experts.matching.objective import Chosen, Instance
from experts.matching.rules import MINUTES_TOLERANCE, fits_into

__all__ = ["Program", "Relaxed", "Row", "Solved"]

_OPTIMAL = 0
_INTEGER = 1
_LEAST_SECONDS = 0.01


@dataclass(frozen=True, slots=True)
class Row:
    """One linear condition: lower ≤ Σ coefficient·column ≤ upper."""

    terms: Mapping[int, float]
    lower: float = -math.inf
    upper: float = math.inf


@dataclass(frozen=True, slots=True)
class Solved:
    """What one solve gave: the plan, if any was found, the proved bound of the aim (None where unknown) and
    whether it is optimal.
    """

    chosen: Chosen | None
    bound: float | None
    optimal: bool


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The linear relaxation: its bound of the aim, None where the time was over, and the reduced cost of each pair.

    Any plan that contains a pair stays below the bound by at least the reduced cost of that pair.
    """

    bound: float | None
    loss: Mapping[tuple[int, int], float]


class Program:
    """Columns and rows of an instance; an aim is a mapping column → coefficient, to be maximised."""

    def __init__(self, instance: Instance, pairs: Sequence[tuple[int, int]]) -> None:
        self.instance = instance
        self.x = {pair: column for column, pair in enumerate(pairs)}
        self._base = self._base_rows()
        self._always, self._open = self._on_time_pairs()
        self.y = {pair: len(self.x) + k for k, pair in enumerate(self._open)}
        self.z = len(self.x) + len(self.y)

    def _base_rows(self) -> list[Row]:
        """At most one doctor a case; the minutes given to a doctor fit into the room."""
        instance = self.instance
        of_case: dict[int, dict[int, float]] = {}
        self._cases_of: dict[int, list[int]] = {}
        self._minutes_of: dict[int, dict[int, float]] = {}
        for (c, d), column in self.x.items():
            of_case.setdefault(c, {})[column] = 1.0
            self._cases_of.setdefault(d, []).append(c)
            self._minutes_of.setdefault(d, {})[column] = float(instance.cases[c].minutes)
        rows = [Row(terms, upper=1.0) for terms in of_case.values()]
        rows += [Row(terms, upper=instance.doctors[d].free_minutes) for d, terms in self._minutes_of.items()]
        return rows

    def _earlier(self, c: int, d: int) -> list[int]:
        """Cases that doctor d may hold and that are due no later than c, itself included."""
        cases = self.instance.cases
        return [other for other in self._cases_of[d] if cases[other].due <= cases[c].due]

    def _on_time_pairs(self) -> tuple[list[tuple[int, int]], dict[tuple[int, int], tuple[list[int], float]]]:
        """Return the pairs that are on time whenever chosen, and those where it is open with their set E and
        big M.
        """
        always: list[tuple[int, int]] = []
        still_open: dict[tuple[int, int], tuple[list[int], float]] = {}
        for c, d in self.x:
            doctor, limit = self.instance.doctors[d], self.instance.until_due_minutes[c]
            if not fits_into(self.instance.load_minutes(d, [c]), limit):
                continue
            earlier = self._earlier(c, d)
            excess = min(doctor.capacity_minutes, self.instance.load_minutes(d, earlier)) - limit
            if excess <= MINUTES_TOLERANCE:
                always.append((c, d))
            else:
                still_open[c, d] = (earlier, excess)
        return always, still_open

    def on_time_aim(self) -> dict[int, float]:
        """Return the aim that counts cases on time."""
        return {self.x[pair]: 1.0 for pair in self._always} | dict.fromkeys(self.y.values(), 1.0)

    def on_time_rows(self) -> list[Row]:
        """Return the rows that tie every ``y`` to the definition of being on time."""
        rows: list[Row] = []
        cases = self.instance.cases
        for (c, d), (earlier, excess) in self._open.items():
            terms = {self.x[other, d]: float(cases[other].minutes) for other in earlier}
            room = self.instance.until_due_minutes[c] - self.instance.doctors[d].load_minutes
            rows.append(Row(terms | {self.y[c, d]: excess}, upper=room + excess))
            rows.append(Row({self.y[c, d]: 1.0, self.x[c, d]: -1.0}, upper=0.0))
        return rows

    def load_rows(self, largest: float | None = None) -> list[Row]:
        """Return the rows that keep every relative load at or below ``z``, or at or below a given number."""
        rows: list[Row] = []
        for d, minutes in self._minutes_of.items():
            doctor = self.instance.doctors[d]
            if doctor.capacity_minutes <= 0:
                continue
            if largest is None:
                terms = dict(minutes) | {self.z: -float(doctor.capacity_minutes)}
                rows.append(Row(terms, upper=-doctor.load_minutes))
            else:
                room_minutes = largest * doctor.capacity_minutes - doctor.load_minutes
                rows.append(Row(minutes, upper=room_minutes + MINUTES_TOLERANCE))
        return rows

    def solve(self, aim: Mapping[int, float], extra: Sequence[Row], *, least_z: float, seconds: float) -> Solved:
        """Maximise ``aim`` under the base rows and ``extra`` within the time.

        ``least_z`` is the largest relative load brought along, below which ``z`` cannot be.
        """
        cost, bounds = self._cost_and_bounds(aim, least_z)
        kinds = np.full(self.z + 1, _INTEGER)
        kinds[self.z] = 0
        matrix, lower, upper = _as_matrix([*self._base, *extra], self.z + 1)
        result = milp(
            cost,
            integrality=kinds,
            bounds=bounds,
            constraints=LinearConstraint(matrix, lower, upper),
            options={"time_limit": max(seconds, _LEAST_SECONDS), "mip_rel_gap": 0.0},
        )
        bound = getattr(result, "mip_dual_bound", None)
        return Solved(
            chosen=None if result.x is None else self._chosen(result.x),
            bound=None if bound is None or not math.isfinite(bound) else -float(bound),
            optimal=result.status == _OPTIMAL,
        )

    def relax(self, aim: Mapping[int, float], extra: Sequence[Row], *, least_z: float, seconds: float) -> Relaxed:
        """Maximise ``aim`` with fractions of cases allowed: a bound, and the least loss a pair brings when chosen."""
        cost, bounds = self._cost_and_bounds(aim, least_z)
        matrix, lower, upper = _as_matrix([*self._base, *extra], self.z + 1)
        above, below = np.isfinite(upper), np.isfinite(lower)
        left_side: Any = vstack([matrix[above], -matrix[below]], format="csr")
        result = linprog(
            cost,
            A_ub=left_side,
            b_ub=np.concatenate([upper[above], -lower[below]]),
            bounds=list(zip(bounds.lb.tolist(), bounds.ub.tolist(), strict=True)),
            method="highs",
            options={"time_limit": max(seconds, _LEAST_SECONDS)},
        )
        if result.status != _OPTIMAL or result.fun is None:
            return Relaxed(None, {})
        losses = np.asarray(result.lower.marginals, dtype=float)
        return Relaxed(-float(result.fun), {pair: float(losses[column]) for pair, column in self.x.items()})

    def _cost_and_bounds(self, aim: Mapping[int, float], least_z: float) -> tuple[NDArray[np.float64], Bounds]:
        """Return what is to be minimised and the limits of the columns."""
        columns = self.z + 1
        cost = np.zeros(columns)
        for column, coefficient in aim.items():
            cost[column] = -coefficient
        lower, upper = np.zeros(columns), np.ones(columns)
        lower[self.z], upper[self.z] = least_z, math.inf
        return cost, Bounds(lower, upper)

    def _chosen(self, values: NDArray[np.float64]) -> Chosen:
        """Read the plan off the columns."""
        return {c: d for (c, d), column in self.x.items() if values[column] > 0.5}


def _as_matrix(
    rows: Sequence[Row], columns: int
) -> tuple[csr_array[np.float64, tuple[int, int]], NDArray[np.float64], NDArray[np.float64]]:
    """Put the rows into one sparse matrix with its lower and upper limits."""
    starts = np.cumsum([0, *(len(row.terms) for row in rows)])
    indices = np.fromiter((column for row in rows for column in row.terms), dtype=np.int64)
    data = np.fromiter((value for row in rows for value in row.terms.values()), dtype=np.float64)
    matrix: csr_array[np.float64, tuple[int, int]] = csr_array((data, indices, starts), shape=(len(rows), columns))
    return matrix, np.array([row.lower for row in rows]), np.array([row.upper for row in rows])
