"""Giving out as many cases as possible, the most urgent first.

Cases given out one by one leave every doctor some minutes, too few for one more case each. So a case that fits nowhere
is given room by *gathering*: one doctor exchanges cases with another until the other is as full as the cases that both
may hold allow (a subset sum), which leaves the minutes of both with the one; then with the next, until there is room.
"""

from __future__ import annotations

import math
import random
import time

import numpy as np

from experts.matching.table import Holder, Table
from experts.matching.working import Working

__all__ = ["fullest", "pack"]

_TARGETS = 6
"""Doctors for whom room is gathered for one case, the emptiest first."""

_MOST_EXCHANGED = 14
"""Cases that two doctors exchange at most: the sums of that many leave no gap."""

_STARTS = 8
"""Plans made at most; in the seeded instances of ``benchmarks.experts`` the best of them has one or two cases more than
most.
"""

_PASSES_WITHOUT_GAIN = 8
"""Passes over the waiting cases of an urgency that may all be in vain before the next urgency has its turn: in the
seeded instances of ``benchmarks.experts`` fifty more find nothing, or one case.
"""


def pack(table: Table, *, seconds: float, chance: random.Random) -> Holder:
    """Return a plan that gives out many cases of urgency 1, of those left to do it in as many of urgency 2, and so on,
    the best of several made by chance; who gets the cases is all the same to it.
    """
    deadline = time.monotonic() + seconds
    best = _Packing(table, chance)
    best.fill_all(deadline)
    for _ in range(_STARTS - 1):
        if time.monotonic() > deadline or not best.waiting():
            break
        other = _Packing(table, chance)
        other.fill_all(deadline)
        best = max(best, other, key=_Packing.counts)
    return best.holder


class _Packing(Working):
    """A plan in the making; less urgent cases are not in it before the more urgent ones are settled."""

    def __init__(self, table: Table, chance: random.Random) -> None:
        super().__init__(table, np.full(len(table.minutes), -1, dtype=np.int64))
        self._chance = chance

    def fill_all(self, deadline: float) -> None:
        """Give out cases of one urgency after the other."""
        for urgency in range(1, 6):
            self._fill(urgency, deadline)

    def counts(self) -> list[int]:
        """Return how many cases of urgency 1 … 5 are given out."""
        given: list[int] = np.bincount(self.table.urgency[self.holder >= 0], minlength=6)[1:].tolist()
        return given

    def _fill(self, urgency: int, deadline: float) -> None:
        """Give out cases of one urgency, and of the more urgent ones what has become possible."""
        in_vain = 0
        while in_vain < _PASSES_WITHOUT_GAIN and self._waiting(urgency):
            self._replace_lesser(urgency)
            in_vain = 0 if self._place_all(self._waiting(urgency), deadline) else in_vain + 1
            if time.monotonic() > deadline:
                break

    def _waiting(self, urgency: int) -> list[int]:
        return [c for c in self.waiting() if self.urgency[c] <= urgency]

    def _place_all(self, waiting: list[int], deadline: float) -> bool:
        """Give out what can be; of cases of the same department and languages none as long as one for which there was
        no room. Without time only free minutes are used.
        """
        no_room: dict[tuple[str, tuple[str, ...]], float] = {}
        any_placed = False
        for c in waiting:
            case = self.instance.cases[c]
            kind = (case.department, case.languages)
            if self.minutes[c] >= no_room.get(kind, math.inf):
                continue
            if self._place(c, gathering=time.monotonic() < deadline):
                any_placed = True
            else:
                no_room[kind] = self.minutes[c]
        return any_placed

    def _place(self, c: int, *, gathering: bool) -> bool:
        """Give a case to somebody with room, if need be after gathering it; tell whether that was possible."""
        emptiest = sorted(self.allowed[c], key=lambda d: (-self.left[d], d))
        for d in emptiest[:_TARGETS] if gathering else emptiest[:1]:
            if self.has_room(c, d) or (gathering and self._gather(c, d)):
                self.put(c, d)
                return True
        return False

    def _gather(self, c: int, d: int) -> bool:
        """Let a doctor exchange with others until there is room for a case; tell whether there is."""
        others = list(self.table.partners[d])
        self._chance.shuffle(others)
        for other in others:
            self._fill_up(other, d)
            if self.has_room(c, d):
                return True
        return False

    def _fill_up(self, d: int, other: int) -> None:
        """Exchange cases between two doctors so that the first is as full as possible."""
        movable = [c for c in sorted(self.held[other]) if d in self.allowed[c]]
        movable += [c for c in sorted(self.held[d]) if other in self.allowed[c]]
        movable = self._chance.sample(movable, min(len(movable), _MOST_EXCHANGED))
        before = sum(self.minutes[c] for c in movable if self.holder[c] == d)
        chosen = fullest([self.minutes[c] for c in movable], self.left[d] + before)
        if sum(self.minutes[movable[k]] for k in chosen) >= before:
            for k, c in enumerate(movable):
                to = d if k in chosen else other
                if self.holder[c] != to:
                    self.put(c, to)

    def _replace_lesser(self, urgency: int) -> None:
        """Exchange cases that are held for more urgent ones, or equally urgent and shorter ones, that are not."""
        left = np.array(self.left)
        for c in self._waiting(urgency):
            held = np.flatnonzero(self.holder >= 0)
            more_urgent = self.table.urgency[held] > self.urgency[c]
            as_urgent = self.table.urgency[held] == self.urgency[c]
            lesser = held[more_urgent | (as_urgent & (self.table.minutes[held] > self.minutes[c]))]
            room = self.table.minutes[lesser] + left[self.holder[lesser]]
            fitting = lesser[room >= self.minutes[c]].tolist()
            fitting = [other for other in fitting if int(self.holder[other]) in self.allowed[c]]
            if fitting:
                other = max(fitting, key=lambda other: (self.urgency[other], self.minutes[other], other))
                d = int(self.holder[other])
                self.take(other)
                self.put(c, d)
                left[d] = self.left[d]


def fullest(minutes: list[float], room: float) -> set[int]:
    """Return the positions of ``minutes`` whose sum, in whole minutes rounded up, comes closest to ``room`` from below.

    Subset sums as the bits of a whole number, one for each item (Bellman 1957, dynamic programming).
    """
    limit = math.floor(room + 1e-6)
    if limit <= 0:
        return set()
    mask = (1 << (limit + 1)) - 1
    sizes = [math.ceil(value - 1e-6) for value in minutes]
    reachable = [1]
    for size in sizes:
        reachable.append((reachable[-1] | (reachable[-1] << size)) & mask)
    total = reachable[-1].bit_length() - 1
    chosen: set[int] = set()
    for k in range(len(sizes) - 1, -1, -1):
        if not (reachable[k] >> total) & 1:
            chosen.add(k)
            total -= sizes[k]
    return chosen
