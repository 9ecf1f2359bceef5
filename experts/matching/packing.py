"""Filling doctors' minutes with cases: what turns fractions of cases into a plan.

A relaxed solution uses every free minute; whole cases leave some with each doctor, too few for one more case each.
So a case that fits nowhere is given room by *gathering*: two doctors exchange cases until the one is as full as the
cases they may both hold allow (a subset sum), which leaves the minutes of both with the other. Where that does not do
either, less urgent cases give way; they are placed again in their turn.
"""

from __future__ import annotations

import math

import numpy as np

from experts.matching.rules import fits_into
from experts.matching.table import Floats, Holder, Indices, Table

__all__ = ["fullest", "pack"]

_PARTNERS = 12
"""Doctors tried for one case, and partners tried for each: more found no room in the seeded instances of
``benchmarks.experts`` where these did not."""

_MOST_EXCHANGED = 9
"""Cases that two doctors exchange at most: the sums of more are dense enough without them."""


def pack(table: Table, shares: Floats, preference: Floats) -> Holder:
    """Return a plan made of the pairs chosen as a whole in a relaxed solution, and of what else fits.

    ``shares`` (P,) is the relaxed solution, ``preference`` (P,) what speaks for each pair where there is a choice. More
    urgent cases are placed before less urgent ones, shorter before longer ones.
    """
    packing = _Packing(table, preference)
    for pair in np.flatnonzero(shares > 1.0 - 1e-6).tolist():
        packing.put(int(table.case[pair]), int(table.doctor[pair]))
    for urgency in range(1, 6):
        left = [c for c in np.flatnonzero(table.urgency == urgency).tolist() if packing.holder[c] < 0]
        for c in sorted(left, key=lambda c: (table.minutes[c], c)):
            packing.place(c)
        packing.replace_longer(urgency)
    return packing.holder


class _Packing:
    """A plan in the making, with the minutes each doctor has left."""

    def __init__(self, table: Table, preference: Floats) -> None:
        self.table = table
        self.holder: Holder = np.full(len(table.minutes), -1, dtype=np.int64)
        self.left: Floats = table.capacity_minutes - table.load_minutes
        self.held: list[set[int]] = [set() for _ in self.left]
        self._start = np.searchsorted(table.case, np.arange(len(table.minutes) + 1))
        self._preference = preference
        self._minutes = table.minutes.tolist()
        self._urgency = table.urgency.tolist()
        self._no_room: dict[str, float] = {}
        """For each department the minutes for which gathering has found no room."""
        self._allowed = [frozenset(self._doctors(c).tolist()) for c in range(len(table.minutes))]

    def _doctors(self, c: int) -> Indices:
        return self.table.doctor[self._start[c] : self._start[c + 1]]

    def put(self, c: int, d: int) -> None:
        """Give a case to a doctor, or to another one than before."""
        self.take(c)
        self.holder[c] = d
        self.held[d].add(c)
        self.left[d] -= self._minutes[c]

    def take(self, c: int) -> None:
        """Take a case from its doctor, if it has one."""
        d = int(self.holder[c])
        if d >= 0:
            self.held[d].discard(c)
            self.left[d] += self._minutes[c]
            self.holder[c] = -1

    def place(self, c: int) -> bool:
        """Give a case to somebody, if need be after gathering minutes or in place of less urgent cases."""
        doctors = self._doctors(c)
        if not len(doctors):
            return False
        roomy = doctors[self.left[doctors] >= self._minutes[c] - 1e-6]
        if len(roomy):
            preference = self._preference[self._start[c] : self._start[c + 1]]
            fitting = self.left[doctors] >= self._minutes[c] - 1e-6
            self.put(c, int(doctors[fitting][np.argmax(preference[fitting])]))
            return True
        by_room = doctors[np.argsort(-self.left[doctors], kind="stable")][:_PARTNERS].tolist()
        department = self.table.instance.cases[c].department
        if self._minutes[c] < self._no_room.get(department, math.inf):
            for d in by_room:
                if self._gather(d, self._minutes[c], by_room):
                    self.put(c, d)
                    return True
            self._no_room[department] = self._minutes[c]
        return self._displace(c, doctors.tolist())

    def _gather(self, d: int, needed: float, partners: list[int]) -> bool:
        """Exchange cases of ``d`` with others until it has the minutes needed; what did not help is undone."""
        before = {other: set(self.held[other]) for other in (d, *partners)}
        for other in partners:
            if other != d and self.left[other] > 0:
                self._exchange(d, other)
                if fits_into(needed, float(self.left[d])):
                    return True
        for other, cases in before.items():
            for c in cases - self.held[other]:
                self.put(c, other)
        return False

    def _exchange(self, d: int, other: int) -> None:
        """Fill ``other`` as full as possible with the cases that it and ``d`` may both hold."""
        movable = [c for c in self.held[d] if other in self._allowed[c]]
        movable += [c for c in self.held[other] if d in self._allowed[c]]
        movable = sorted(movable, key=lambda c: (self._lost_by_exchange(c, d, other), c))[:_MOST_EXCHANGED]
        own = sum(self._minutes[c] for c in movable if self.holder[c] == other)
        room = float(self.left[other]) + own
        chosen = fullest([self._minutes[c] for c in movable], room)
        filled = sum(self._minutes[movable[k]] for k in chosen)
        if filled <= own:
            return
        for k, c in enumerate(movable):
            target = other if k in chosen else d
            if self.holder[c] != target:
                self.put(c, target)

    def _lost_by_exchange(self, c: int, d: int, other: int) -> float:
        """Return how much less speaks for a case with the other of two doctors than with the one who has it."""
        to = other if self.holder[c] == d else d
        return self._spoken_for(c, int(self.holder[c])) - self._spoken_for(c, to)

    def _spoken_for(self, c: int, d: int) -> float:
        start, end = self._start[c], self._start[c + 1]
        return float(self._preference[start + np.searchsorted(self.table.doctor[start:end], d)])

    def _displace(self, c: int, doctors: list[int]) -> bool:
        """Take the fewest minutes of less urgent cases from one doctor who then has room."""
        best: tuple[float, int, list[int]] | None = None
        for d in doctors:
            weaker = sorted(
                (other for other in self.held[d] if self._urgency[other] > self._urgency[c]),
                key=lambda other: (-self._urgency[other], -self._minutes[other], other),
            )
            taken: list[int] = []
            room = float(self.left[d])
            while weaker and not fits_into(self._minutes[c], room):
                taken.append(weaker.pop(0))
                room += self._minutes[taken[-1]]
            if fits_into(self._minutes[c], room):
                cost = sum(self._minutes[other] for other in taken)
                if best is None or cost < best[0]:
                    best = (cost, d, taken)
        if best is None:
            return False
        for other in best[2]:
            self.take(other)
        self.put(c, best[1])
        return True

    def replace_longer(self, urgency: int) -> None:
        """Exchange cases of one urgency that are held for shorter ones that are not, and place what then fits."""
        self._no_room.clear()
        cases = np.flatnonzero(self.table.urgency == urgency).tolist()
        waiting = sorted((c for c in cases if self.holder[c] < 0), key=lambda c: self._minutes[c])
        for c in waiting:
            held = [o for o in cases if self.holder[o] >= 0 and int(self.holder[o]) in self._allowed[c]]
            longest = max(held, key=lambda o: (self._minutes[o], o), default=None)
            if longest is not None and self._minutes[longest] > self._minutes[c]:
                d = int(self.holder[longest])
                self.take(longest)
                self.put(c, d)
        for c in sorted((c for c in cases if self.holder[c] < 0), key=lambda c: self._minutes[c]):
            self.place(c)


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
