"""Upper bounds of the counts and of the fit that know that cases come whole.

A linear relaxation that cuts cases into pieces fills every doctor's last minute. Here a doctor's minutes are filled in
one of the ways whole cases can fill them, or in a mixture of such ways; and cases that the aims so far do not tell
apart are counted together, as flows from groups of equal cases to doctors. The ways are found as they are needed
(column generation: Gilmore and Gomory, Operations Research 9, 1961; its bound on the way: Lübbecke and Desrosiers,
Operations Research 53, 2005).
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator, Sequence

import highspy
import numpy as np
from numpy.typing import NDArray

from experts.matching.program import FIT
from experts.matching.rows import Rows, positions_of_each
from experts.matching.rules import MINUTES_TOLERANCE
from experts.matching.table import Floats, Holder, Indices, Table

__all__ = ["Hull", "best_filling"]

_MOST_TURNS = 200
_CLOSE = 3e-4
"""Turns of the column generation at most, and the relative distance from its limit at which it stops."""

_SOLVER_TOLERANCE = 1e-7
"""Relative; that of HiGHS's simplex method."""

_LEAST_SECONDS = 0.01

_MOST_LINKS = 4000
"""Doctors times lengths of the cases they may take; 1 000 cases and 150 doctors with six lengths have 700."""

Filling = tuple[int, Indices]
"""A doctor, and how many cases of each length (L,)."""


class Hull:
    """The ways to fill the doctors' minutes that have been found; at first those of a plan."""

    def __init__(self, table: Table, holder: Holder) -> None:
        self._table = table
        step = table.step_minutes
        lengths, self._length = np.unique(table.minutes, return_inverse=True)
        self._steps = np.floor(lengths / step + MINUTES_TOLERANCE).astype(np.int64)
        room = (table.capacity_minutes - table.load_minutes + MINUTES_TOLERANCE) / step
        self._room = np.maximum(np.floor(room), 0).astype(np.int64)
        self._copies = np.zeros((len(room), len(lengths)), dtype=np.int64)
        np.add.at(self._copies, (table.doctor, self._length[table.case]), 1)
        self._fillings: list[Filling] = [
            (d, np.bincount(self._length[holder == d], minlength=len(lengths)))
            for d in np.unique(table.doctor).tolist()
        ]

    @property
    def is_small(self) -> bool:
        """Tell whether lengths repeat enough for the bounds to be found in seconds."""
        return bool(np.count_nonzero(self._copies) <= _MOST_LINKS)

    def bound(self, level: int, reached: Sequence[float], *, seconds: float) -> float | None:
        """Return a bound of a level up to the fit given what the earlier levels reached, which the plan that the hull
        was made from must reach too; None without time.
        """
        if not self._fillings:
            return 0.0
        deadline = time.monotonic() + seconds
        master = _Master(self._table, self._length, level, reached)
        master.add(self._fillings)
        bound = math.inf
        for _ in range(_MOST_TURNS):
            value = master.solve(deadline - time.monotonic())
            if value is None:
                break
            found, gain = self._called_for(master)
            bound = min(bound, value + gain)
            if not found or _is_close(level, value, bound):
                break
            master.add(found)
            self._fillings += found
        return bound + _SOLVER_TOLERANCE * max(1.0, bound) if math.isfinite(bound) else None

    def _called_for(self, master: _Master) -> tuple[list[Filling], float]:
        """Return the fillings that are worth more than those the master has, and by how much its value can grow by
        any.
        """
        found: list[Filling] = []
        gain = 0.0
        for d, price, worth in master.prices():
            best, filling = best_filling(worth, self._steps, self._copies[d], int(self._room[d]))
            gain += max(0.0, best - price)
            if best > price + _SOLVER_TOLERANCE:
                found.append((d, filling))
        return found, gain


def _is_close(level: int, value: float, bound: float) -> bool:
    """Tell whether more turns would change nothing that matters: of a count its whole number."""
    if level < FIT and math.floor(value + 1e-4) == math.floor(bound + 1e-4):
        return True
    return bound - value < _CLOSE * max(1.0, bound)


class _Master:
    """The linear program over the fillings known so far. Its columns are a flow for each group of equal cases and
    doctor, then a share for each filling; its rows the groups, a link for each doctor and length, and the doctors.
    """

    def __init__(self, table: Table, length: Indices, level: int, reached: Sequence[float]) -> None:
        flows, group, size = _flows(table, with_fit=level == FIT)
        doctor, urgency = table.doctor[flows], table.urgency[table.case[flows]]
        self._doctors = np.unique(doctor)
        self._links, link = np.unique(doctor * (length.max() + 1) + length[table.case[flows]], return_inverse=True)
        self._place = np.full((len(table.load_minutes), length.max() + 1), -1, dtype=np.int64)
        self._place.flat[self._links] = len(size) + np.arange(len(self._links))
        self._first_doctor = len(size) + len(self._links)
        rows = Rows(len(flows))
        ones = np.ones(len(flows))
        for at in positions_of_each(group):
            rows.add(at, ones[at], upper=float(size[group[at[0]]]))
        for at in positions_of_each(link):
            rows.add(at, ones[at], upper=0.0)
        for _ in self._doctors:
            rows.add(np.array([], dtype=np.int64), np.array([]), upper=1.0)
        for earlier, value in enumerate(reached):
            at = np.flatnonzero(urgency == earlier + 1)
            rows.add(at, ones[at], lower=value)
        aim = table.fit[flows] if level == FIT else (urgency == level + 1).astype(np.float64)
        self._solver = rows.solver(aim, np.zeros(len(flows)), np.full(len(flows), math.inf))
        self._row_of_doctor = {int(d): self._first_doctor + k for k, d in enumerate(self._doctors)}

    def add(self, fillings: Iterable[Filling]) -> None:
        """Add a column for each filling."""
        for d, filling in fillings:
            used = np.flatnonzero(filling)
            at = np.append(self._place[d, used], self._row_of_doctor[d]).astype(np.int32)
            self._solver.addCol(0.0, 0.0, math.inf, len(at), at, np.append(-filling[used], 1.0))

    def solve(self, seconds: float) -> float | None:
        """Return the value of the program, None where the time was over."""
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + max(seconds, _LEAST_SECONDS))
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return float(self._solver.getInfo().objective_function_value)

    def prices(self) -> Iterator[tuple[int, float, Floats]]:
        """Yield for each doctor the price of the minutes and the worth of a case of each length (L,)."""
        dual = np.append(self._solver.getSolution().row_dual, 0.0)
        for d in self._doctors.tolist():
            yield d, float(dual[self._row_of_doctor[d]]), np.maximum(0.0, dual[self._place[d]])


def _flows(table: Table, *, with_fit: bool) -> tuple[Indices, Indices, Indices]:
    """Return the pairs of one case of each group of equal ones (F,), the group of each of these pairs (F,), and the
    number of cases of each group (G,).
    """
    instance = table.instance
    members: dict[object, list[int]] = {}
    for c, doctors in enumerate(instance.allowed):
        if doctors:
            fits = tuple(instance.fit[c, d] for d in doctors) if with_fit else ()
            key = (instance.cases[c].minutes, instance.cases[c].urgency, doctors, fits)
            members.setdefault(key, []).append(c)
    group_of_first = np.full(len(table.minutes), -1, dtype=np.int64)
    group_of_first[[cases[0] for cases in members.values()]] = np.arange(len(members))
    flows = np.flatnonzero(group_of_first[table.case] >= 0)
    return flows, group_of_first[table.case[flows]], np.array([len(cases) for cases in members.values()])


def best_filling(worth: Floats, steps: Indices, copies: Indices, room: int) -> tuple[float, Indices]:
    """Return the greatest Σ worth·number of cases of each length whose Σ steps·number is at most ``room``, with at most
    so many ``copies`` of each, and the numbers (bounded knapsack problem; the copies are taken in lots of 1, 2, 4 …).
    """
    best = np.zeros(room + 1)
    taken: list[tuple[int, int, NDArray[np.bool_]]] = []
    for k in np.flatnonzero(worth > 0).tolist():
        left = int(copies[k] if steps[k] == 0 else min(copies[k], room // steps[k]))
        lot = 1
        while left > 0:
            lot = min(lot, left)
            needed = lot * int(steps[k])
            with_lot = best[: room + 1 - needed] + lot * worth[k]
            is_taken = np.zeros(room + 1, dtype=np.bool_)
            is_taken[needed:] = with_lot > best[needed:]
            best[needed:] = np.maximum(best[needed:], with_lot)
            taken.append((k, lot, is_taken))
            left -= lot
            lot *= 2
    filling = np.zeros(len(worth), dtype=np.int64)
    at = room
    for k, lot, is_in in reversed(taken):
        if is_in[at]:
            filling[k] += lot
            at -= lot * int(steps[k])
    return float(best[room]), filling
