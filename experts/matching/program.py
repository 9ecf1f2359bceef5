"""The mixed-integer linear program of some pairs of an instance, and one solve of it (HiGHS).

Columns: ``x[c,d]`` = 1 when doctor d takes case c; ``y[c,d]`` = 1 when c is with d and on time (only where that is
open); ``z`` = largest relative load. Rows that always hold: Σ_d x[c,d] ≤ 1 and Σ_c minutes[c]·x[c,d] ≤ room of d.

On time is modelled exactly, with one big-M row a pair. With D the minutes until c is due and E the doctor's
cases due no later than c, itself included: ``load + Σ_{E} minutes·x ≤ D + M·(1 − y[c,d])`` and
``y[c,d] ≤ x[c,d]``, where ``M = min(capacity, load + Σ_{E} minutes) − D`` is the most by which the left side can
ever exceed D. A pair with M ≤ 0 is on time whenever it is chosen, so ``x`` counts itself; a pair with
``load + minutes[c] > D`` never is and has no ``y``.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import highspy
import numpy as np

from experts.matching.model import LEVELS
from experts.matching.rows import Rows, positions_of_each
from experts.matching.rules import MINUTES_TOLERANCE, fits_into
from experts.matching.table import Floats, Holder, Indices, Table

__all__ = ["FIT", "KM", "LOAD", "ON_TIME", "WHOLE_NUMBERS", "Program", "Relaxed", "Solved"]

FIT, ON_TIME, LOAD, KM = (
    LEVELS.index(name) for name in ("specialty_fit", "on_time", "minus_largest_relative_load", "minus_distance_km")
)
WHOLE_NUMBERS = (0, 1, 2, 3, 4, ON_TIME)
"""Levels whose aims count cases."""

_HELD_BACK = 1e-6
"""Slack of the row that holds the fit reached: HiGHS's own feasibility tolerance, far below one graded percent."""

_LOAD_SCALE = 1e4
"""HiGHS stops at an absolute gap of 1e-6; two relative loads over capacities of some thousand minutes may
differ by 1e-7.
"""

_LEAST_SECONDS = 0.01

_SAME_AIM = 1e-5
"""How far the aim of a plan may be from what the solver says of it, relative: ten times its feasibility tolerance."""


@dataclass(frozen=True, slots=True)
class Solved:
    """What one solve gave: the pairs of the plan, if any was found, the proved bound of the aim (None where unknown)
    and whether it is optimal.
    """

    pairs: Indices | None
    bound: float | None
    optimal: bool


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The linear relaxation: its bound of the aim, None where the time was over, and the ``loss`` of each pair: any
    plan that contains the pair stays below the bound by at least that.
    """

    bound: float | None
    loss: Floats


class Program:
    """Columns and rows of some pairs of a table; each level's aim is to be maximised."""

    def __init__(self, table: Table, pairs: Indices) -> None:
        self.table = table
        self.pairs = pairs
        self._case, self._doctor = table.case[pairs], table.doctor[pairs]
        self._minutes = table.minutes[self._case]
        self._n = len(pairs)

    @cached_property
    def _time(self) -> tuple[Indices, list[tuple[int, Indices, float]]]:
        """Return the columns that are on time whenever chosen, and those where it is open with their E and big M."""
        table = self.table
        always: list[int] = []
        still_open: list[tuple[int, Indices, float]] = []
        due = [case.due for case in table.instance.cases]
        for d in np.unique(self._doctor):
            columns = np.flatnonzero(self._doctor == d)
            columns = columns[sorted(range(len(columns)), key=lambda k: due[self._case[columns[k]]])]
            load, capacity = table.load_minutes[d], table.capacity_minutes[d]
            sums = load + np.cumsum(self._minutes[columns])
            for k, column in enumerate(columns.tolist()):
                c = self._case[column]
                limit = float(table.until_due_minutes[c])
                if not fits_into(float(load + self._minutes[column]), limit):
                    continue
                last = k
                while last + 1 < len(columns) and due[self._case[columns[last + 1]]] == due[c]:
                    last += 1
                excess = float(min(capacity, sums[last])) - limit
                if excess <= MINUTES_TOLERANCE:
                    always.append(column)
                else:
                    still_open.append((column, columns[: last + 1], excess))
        return np.array(always, dtype=np.int64), still_open

    def _aim(self, level: int) -> Floats:
        """Return the coefficient of each column in the aim of a level."""
        aim = np.zeros(self._columns(level))
        if level < FIT:
            aim[: self._n] = self.table.urgency[self._case] == level + 1
        elif level == FIT:
            aim[: self._n] = self.table.fit[self.pairs]
        elif level == ON_TIME:
            always, still_open = self._time
            aim[always] = 1.0
            aim[self._n : self._n + len(still_open)] = 1.0
        elif level == LOAD:
            aim[-1] = -_LOAD_SCALE
        else:
            aim[: self._n] = -self.table.km[self.pairs]
        return aim

    def _columns(self, level: int) -> int:
        return self._n + (len(self._time[1]) if level >= ON_TIME else 0) + 1

    def _columns_of(self, holder: Holder, level: int) -> Floats:
        """Return the values of the columns in a plan."""
        values = np.zeros(self._columns(level))
        chosen = self.table.is_chosen(holder, self.pairs)
        values[: self._n] = chosen
        if level >= ON_TIME:
            for k, (column, earlier, _) in enumerate(self._time[1]):
                c, d = self._case[column], self._doctor[column]
                load = float(self.table.load_minutes[d] + self._minutes[earlier] @ values[earlier])
                values[self._n + k] = chosen[column] and fits_into(load, float(self.table.until_due_minutes[c]))
        held = np.bincount(self._doctor, self._minutes * chosen, minlength=len(self.table.load_minutes))
        doctors = np.unique(self._doctor)
        capacity = self.table.capacity_minutes[doctors]
        loads = (self.table.load_minutes + held)[doctors] / np.where(capacity > 0, capacity, np.inf)
        values[-1] = loads.max(initial=0.0)
        return values

    def relax(self, level: int, reached: Sequence[float], *, least_z: float, seconds: float) -> Relaxed:
        """Maximise the aim of a level with fractions of cases allowed, by an interior point method.

        ``reached`` holds what the earlier levels have to keep. The rows of being on time are left out, which keeps
        the bound valid and the program small.
        """
        solver = self._model(level, reached, least_z=least_z, with_time=False)
        solver.setOptionValue("solver", "ipm")
        solver.setOptionValue("time_limit", max(seconds, _LEAST_SECONDS))
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return Relaxed(None, np.zeros(self._n))
        bound = float(solver.getInfo().objective_function_value)
        loss = np.maximum(0.0, -np.array(solver.getSolution().col_dual)[: self._n])
        return Relaxed(bound / _LOAD_SCALE if level == LOAD else bound, loss)

    def solve(
        self,
        level: int,
        reached: Sequence[float],
        *,
        start: Holder | None,
        least_z: float,
        seconds: float,
    ) -> Solved:
        """Maximise the aim of a level within the time, from a plan to begin with.

        ``least_z`` is a largest relative load below which ``z`` cannot be.
        """
        solver = self._model(level, reached, least_z=least_z, with_time=True)
        columns = self._columns(level)
        solver.changeColsIntegrality(
            columns - 1,
            np.arange(columns - 1, dtype=np.int32),
            np.full(columns - 1, highspy.HighsVarType.kInteger),
        )
        if start is not None:
            solution = highspy.HighsSolution()
            values = self._columns_of(start, level)
            values[-1] = max(values[-1], least_z)
            solution.col_value = values.tolist()
            solver.setSolution(solution)
        solver.setOptionValue("mip_rel_gap", 0.0)
        began = time.monotonic()
        found = self._run(solver, level, seconds)
        if found is None:
            solver.setOptionValue("presolve", "off")
            found = self._run(solver, level, seconds - (time.monotonic() - began))
        if found is None:
            return Solved(None, None, optimal=False)
        bound = float(solver.getInfo().mip_dual_bound)
        return Solved(
            self.pairs[found[: self._n] > 0.5] if len(found) else None,
            None if not math.isfinite(bound) else (bound / _LOAD_SCALE if level == LOAD else bound),
            solver.getModelStatus() == highspy.HighsModelStatus.kOptimal,
        )

    def _run(self, solver: highspy.Highs, level: int, seconds: float) -> Floats | None:
        """Run the solver and return the values of the columns, none where it found no plan; None where they do not have
        the aim that the solver says.

        HiGHS 1.16 brings some plans back from its presolve wrong: "optimal" with an aim that neither they nor any plan
        has. Without presolve such a program is solved right.
        """
        solver.setOptionValue("time_limit", max(seconds, _LEAST_SECONDS))
        solver.run()
        said = float(solver.getInfo().objective_function_value)
        values = np.array(solver.getSolution().col_value)
        if len(values) != self._columns(level) or not math.isfinite(said) or not solver.getSolution().value_valid:
            return np.zeros(0)
        return values if abs(float(self._aim(level) @ values) - said) <= _SAME_AIM * max(1.0, abs(said)) else None

    def _model(self, level: int, reached: Sequence[float], *, least_z: float, with_time: bool) -> highspy.Highs:
        """Put aim, rows and limits of the columns into a solver."""
        columns = self._columns(level)
        rows = Rows(columns)
        self._base_rows(rows)
        if with_time and level >= ON_TIME:
            self._time_rows(rows)
        if level == LOAD:
            self._load_rows(rows, None)
        for earlier, value in enumerate(reached):
            if earlier == LOAD:
                self._load_rows(rows, -value)
            elif earlier != ON_TIME or with_time:
                aim = np.zeros(columns)
                own = self._aim(earlier)
                aim[: len(own) - 1] = own[:-1]
                slack = 0.5 if earlier in WHOLE_NUMBERS else _HELD_BACK
                if aim.any():
                    where = np.flatnonzero(aim)
                    rows.add(where, aim[where], lower=value - slack)
        lower, upper = np.zeros(columns), np.ones(columns)
        lower[-1], upper[-1] = least_z, math.inf
        return rows.solver(self._aim(level), lower, upper)

    def _base_rows(self, rows: Rows) -> None:
        """At most one doctor a case; the minutes given to a doctor fit into the room."""
        ones = np.ones(self._n)
        for columns in positions_of_each(self._case):
            rows.add(columns, ones[columns], upper=1.0)
        table = self.table
        for columns in positions_of_each(self._doctor):
            d = self._doctor[columns[0]]
            rows.add(columns, self._minutes[columns], upper=table.capacity_minutes[d] - table.load_minutes[d])

    def _time_rows(self, rows: Rows) -> None:
        """Tie every ``y`` to the definition of being on time."""
        table = self.table
        for k, (column, earlier, excess) in enumerate(self._time[1]):
            y = self._n + k
            room = table.until_due_minutes[self._case[column]] - table.load_minutes[self._doctor[column]]
            rows.add(np.append(earlier, y), np.append(self._minutes[earlier], excess), upper=float(room) + excess)
            rows.add(np.array([y, column]), np.array([1.0, -1.0]), upper=0.0)

    def _load_rows(self, rows: Rows, largest: float | None) -> None:
        """Keep every relative load at or below ``z``, or at or below a given number."""
        table = self.table
        for columns in positions_of_each(self._doctor):
            d = self._doctor[columns[0]]
            capacity, load = float(table.capacity_minutes[d]), float(table.load_minutes[d])
            if capacity <= 0:
                continue
            if largest is None:
                coefficients = np.append(self._minutes[columns], -capacity)
                rows.add(np.append(columns, rows.columns - 1), coefficients, upper=-load)
            else:
                rows.add(columns, self._minutes[columns], upper=largest * capacity - load + MINUTES_TOLERANCE)
