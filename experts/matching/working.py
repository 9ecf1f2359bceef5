"""A plan being worked on: who holds which case, and the minutes each doctor has left."""

from __future__ import annotations

import math

import numpy as np

from experts.matching.rules import fits_into
from experts.matching.table import Holder, Table

__all__ = ["Working"]

_MOST_STEPS = 2000
"""Steps into which a doctor's minutes are divided at most where minutes are counted one by one."""


class Working:
    """A plan that changes case by case. The minutes may be added up in another order than the judge adds them: what
    comes out is for `Instance.is_feasible` to decide.
    """

    def __init__(self, table: Table, holder: Holder) -> None:
        self.table = table
        self.instance = table.instance
        self.minutes: list[float] = table.minutes.tolist()
        self.urgency: list[int] = table.urgency.tolist()
        self.allowed = [frozenset(doctors) for doctors in self.instance.allowed]
        self.partners = _partners(table)
        self.left: list[float] = (table.capacity_minutes - table.load_minutes).tolist()
        self.held: list[set[int]] = [set() for _ in self.left]
        self.version = [0] * len(self.held)
        """How often the cases of each doctor have changed."""
        self.holder = np.full(len(self.minutes), -1, dtype=np.int64)
        self.step_minutes = step_minutes(table)
        self.take_over(holder)

    def take_over(self, holder: Holder) -> None:
        """Change the plan into another one."""
        changed = np.flatnonzero(holder != self.holder).tolist()
        for c in changed:
            self.take(c)
        for c in changed:
            if holder[c] >= 0:
                self.put(c, int(holder[c]))

    def put(self, c: int, d: int) -> None:
        """Give a case to a doctor, or to another one than before."""
        self.take(c)
        self.holder[c] = d
        self.held[d].add(c)
        self.version[d] += 1
        self.left[d] -= self.minutes[c]

    def take(self, c: int) -> None:
        """Take a case from its doctor, if it has one."""
        d = int(self.holder[c])
        if d >= 0:
            self.held[d].discard(c)
            self.version[d] += 1
            self.left[d] += self.minutes[c]
            self.holder[c] = -1

    def waiting(self) -> list[int]:
        """Return the cases that nobody has and somebody may, the urgent and of those the short ones first."""
        free = [c for c in np.flatnonzero(self.holder < 0).tolist() if self.allowed[c]]
        return sorted(free, key=lambda c: (self.urgency[c], self.minutes[c], c))

    def has_room(self, c: int, d: int) -> bool:
        """Tell whether a doctor has the minutes left that a case needs."""
        return fits_into(self.minutes[c], self.left[d])


def step_minutes(table: Table) -> float:
    """Return the minutes of one step: the greatest that divides those of all cases where they are whole, coarser where
    that makes too many steps.
    """
    whole = np.rint(table.minutes).astype(np.int64)
    step = max(1, int(np.gcd.reduce(whole))) if np.array_equal(whole, table.minutes) else 1
    room = float(max((table.capacity_minutes - table.load_minutes).max(initial=0.0), step))
    return float(step * math.ceil(room / step / _MOST_STEPS))


def _partners(table: Table) -> list[list[int]]:
    """Return for each doctor the others with whom there is a case that both may take."""
    doctors = len(table.load_minutes)
    may = np.zeros((len(table.minutes), doctors), dtype=np.float32)
    may[table.case, table.doctor] = 1.0
    shared = may.T @ may > 0
    np.fill_diagonal(shared, val=False)
    return [np.flatnonzero(row).tolist() for row in shared]
