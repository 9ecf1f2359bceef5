"""A plan being worked on: who holds which case, and the minutes each doctor has left."""

from __future__ import annotations

import numpy as np

from experts.matching.rules import fits_into
from experts.matching.table import Holder, Table

__all__ = ["Working"]


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
        self.left: list[float] = (table.capacity_minutes - table.load_minutes).tolist()
        self.held: list[set[int]] = [set() for _ in self.left]
        self.version = [0] * len(self.held)
        """How often the cases of each doctor have changed."""
        self.holder = np.full(len(self.minutes), -1, dtype=np.int64)
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
