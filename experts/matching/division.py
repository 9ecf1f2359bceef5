"""Bettering a plan two doctors at a time: all that the two hold is divided between them anew, and exactly.

The cases of both are gone through in the order they are due; for each number of minutes the first may have by then,
the best division so far is kept (dynamic programming over the minutes; Bellman 1957). What the first does not have the
second has: so the minutes of both are known, and whether the case at hand is on time.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from experts.matching.exchange import exchange_equals
from experts.matching.objective import Chosen, better, combined
from experts.matching.program import LOAD
from experts.matching.rules import MINUTES_TOLERANCE, fits_into
from experts.matching.table import Floats, Holder, Table, as_chosen
from experts.matching.working import Working

__all__ = ["search"]

_ON_TIME_WORTH = 1e-4
_KM_WORTH = 1e-9
"""What being on time is worth in fit, and what a km less is, where one sum decides: the later aims of two doctors'
cases together weigh less than any two grades differ. What is accepted is judged by the aims themselves.
"""

_ROUNDS = 16
_NOISE = 0.1
_OTHERS_A_ROUND = 8
"""Rounds in which grades are blurred, by how much at first (it falls to nothing), and with how many others a doctor
divides in each: without them the fit of the seeded instances of ``benchmarks.experts`` ends 0.3 % lower.
"""

_SHARE_OF_ROUNDS = 0.6
"""Part of the time for these rounds; what follows only betters the plan."""

_SHARE_OF_FIT = 0.7
"""Part of the time after them that may go by before the largest load is lowered."""

_IMPOSSIBLE = -1e9

Changes = Mapping[int, int]
"""Index of a case → index of the doctor who is to have it."""


def search(table: Table, holder: Holder, *, seconds: float, chance: random.Random) -> Chosen:
    """Return a plan with counts at least as good and better later aims, or the plan itself with what else fits."""
    began = time.monotonic()
    dividing = _Dividing(table, holder, chance)
    dividing.place_waiting()
    start = as_chosen(dividing.holder)
    for k in range(_ROUNDS):
        gone = max(k / _ROUNDS, (time.monotonic() - began) / max(_SHARE_OF_ROUNDS * seconds, 1e-9))
        if gone < 1.0:
            dividing.blur(_NOISE * (1.0 - gone), began + _SHARE_OF_ROUNDS * seconds)
    now = time.monotonic()
    dividing.settle(now + _SHARE_OF_FIT * (began + seconds - now))
    dividing.lower_largest_load(began + seconds)
    dividing.settle(began + seconds)
    dividing.place_waiting()
    objective = table.instance.objective
    found = as_chosen(dividing.holder)
    return found if better(objective(found), objective(start)) else start


class _Dividing(Working):
    """A plan being divided; no doctor gets a larger relative load than ``_largest_load``."""

    def __init__(self, table: Table, holder: Holder, chance: random.Random) -> None:
        super().__init__(table, holder)
        self._chance = chance
        self._fit, self._km = self.instance.fit, self.instance.km
        by_due = sorted(range(len(self.minutes)), key=lambda c: (self.instance.cases[c].due, c))
        self._order = {c: k for k, c in enumerate(by_due)}
        self._steps = [math.ceil(minutes / self.table.step_minutes - MINUTES_TOLERANCE) for minutes in self.minutes]
        self._largest_load = 1.0
        self._aims: dict[int, tuple[int, tuple[float, ...]]] = {}
        self._tried: dict[tuple[int, int], tuple[int, int]] = {}
        self._worth = _worth_of_pairs(table)

    def place_waiting(self) -> None:
        """Give out what fits into free minutes, each case to the doctor for whom most speaks."""
        for c in self.waiting():
            roomy = [d for d in sorted(self.allowed[c]) if self.has_room(c, d)]
            if roomy:
                self.put(c, max(roomy, key=lambda d: self._value(c, d, noise=0.0)))

    def blur(self, noise: float, deadline: float) -> None:
        """Divide between each doctor and some others by grades that chance has raised by up to ``noise``."""
        for d, others in enumerate(self.table.partners):
            if time.monotonic() > deadline:
                break
            for other in self._chance.sample(others, min(len(others), _OTHERS_A_ROUND)):
                self._carry_out(self._division(d, other, noise=noise))
        self._exchange()
        self.place_waiting()

    def settle(self, deadline: float) -> None:
        """Divide between any two doctors, and exchange equals, until nothing betters the plan."""
        pairs = [(d, other) for d, others in enumerate(self.table.partners) for other in others if other > d]
        is_better = True
        while is_better and time.monotonic() < deadline:
            is_better = False
            self._chance.shuffle(pairs)
            for pair in pairs:
                if time.monotonic() > deadline:
                    break
                versions = (self.version[pair[0]], self.version[pair[1]])
                if self._tried.get(pair) != versions:
                    self._tried[pair] = versions
                    is_better |= self._divide(*pair)
            is_better |= self._exchange()

    def lower_largest_load(self, deadline: float) -> None:
        """Let the busiest doctor divide with others as long as that lowers the larger load of two and no aim before it
        becomes worse.
        """
        while time.monotonic() < deadline:
            busiest = max(range(len(self.held)), key=self._relative_load, default=None)
            others = list(self.table.partners[busiest]) if busiest is not None else []
            self._chance.shuffle(others)
            if busiest is None or not any(self._divide(busiest, other, by_load=True) for other in others):
                break
        self._largest_load = min(1.0, max(map(self._relative_load, range(len(self.held))), default=1.0))

    def _relative_load(self, d: int) -> float:
        return self.instance.relative_load(d, self.held[d])

    def _divide(self, d: int, other: int, *, by_load: bool = False) -> bool:
        """Divide between two doctors anew if that is better for them; tell whether it was. Their load counts, in its
        turn among the aims, only ``by_load``.
        """
        changes = self._division(d, other, by_load=by_load)
        if not changes:
            return False
        held = {d: set(self.held[d]), other: set(self.held[other])}
        for c, to in changes.items():
            held[int(self.holder[c])].discard(c)
            held[to].add(c)
        if not all(fits_into(self.instance.load_minutes(k, cases), self._capacity(k)) for k, cases in held.items()):
            return False
        before = combined([self._aims_of(d), self._aims_of(other)])
        after = combined([self.instance.aims_of(k, cases) for k, cases in held.items()])
        if not by_load:
            before, after = _without_load(before), _without_load(after)
        if better(after, before):
            self._carry_out(changes)
            return True
        return False

    def _capacity(self, d: int) -> float:
        return self.instance.doctors[d].capacity_minutes

    def _aims_of(self, d: int) -> tuple[float, ...]:
        """Return the aims of a doctor, counted again only when something has changed."""
        version, aims = self._aims.get(d, (-1, ()))
        if version != self.version[d]:
            aims = self.instance.aims_of(d, self.held[d])
            self._aims[d] = (self.version[d], aims)
        return aims

    def _carry_out(self, changes: Changes) -> None:
        for c, d in changes.items():
            self.put(c, d)

    def _exchange(self) -> bool:
        """Give the cases of each length out anew if that betters the plan; tell whether it did."""
        exchanged = exchange_equals(self.table, self.holder, self._worth)
        objective = self.instance.objective
        if better(objective(as_chosen(exchanged)), objective(as_chosen(self.holder))):
            self.take_over(exchanged)
            return True
        return False

    def _division(self, d: int, other: int, *, noise: float = 0.0, by_load: bool = False) -> Changes:
        """Return what changes in the best division of the cases of two doctors, empty where there is none."""
        room, room_of_other = self._room(d), self._room(other)
        if room < 0 or room_of_other < 0:
            return {}
        cases = sorted(self.held[d] | self.held[other], key=self._order.__getitem__)
        values = np.full(room + 1, _IMPOSSIBLE)
        values[0] = 0.0
        given = 0
        is_first: list[NDArray[np.bool_]] = []
        for c in cases:
            steps = self._steps[c]
            given += steps
            second = self._value(c, other, noise=noise) + values
            second[max(0, math.ceil(given - self._steps_until_due(c, other))) :] += _ON_TIME_WORTH
            first = self._value(c, d, noise=noise) + values[: max(0, room + 1 - steps)]
            first[: max(0, math.floor(self._steps_until_due(c, d)) + 1 - steps)] += _ON_TIME_WORTH
            goes_first = np.zeros(room + 1, dtype=np.bool_)
            goes_first[steps:] = first > second[steps:]
            np.maximum(second[steps:], first, out=second[steps:])
            is_first.append(goes_first)
            values = second
        at = self._best_end(values, given, (d, other), (room, room_of_other), by_load=by_load)
        changes: dict[int, int] = {}
        if at is None:
            return changes
        for c, goes_first in zip(reversed(cases), reversed(is_first), strict=True):
            to = d if goes_first[at] else other
            at -= self._steps[c] if to == d else 0
            if self.holder[c] != to:
                changes[c] = to
        return changes

    def _room(self, d: int) -> int:
        """Return the steps of a doctor up to the largest load allowed."""
        minutes = self._largest_load * self._capacity(d) - self.instance.doctors[d].load_minutes
        return math.floor((minutes + MINUTES_TOLERANCE) / self.table.step_minutes)

    def _value(self, c: int, d: int, *, noise: float) -> float:
        """Return what speaks for a pair but being on time."""
        if d not in self.allowed[c]:
            return _IMPOSSIBLE
        blur = noise * self._chance.random() if noise else 0.0
        return self._fit[c, d] - _KM_WORTH * self._km[c, d] + blur

    def _steps_until_due(self, c: int, d: int) -> float:
        """Return how many steps of work a doctor can do until a case is due."""
        minutes = self.instance.until_due_minutes[c] - self.instance.doctors[d].load_minutes
        return (minutes + MINUTES_TOLERANCE) / self.table.step_minutes

    def _best_end(
        self, values: Floats, given: int, doctors: tuple[int, int], rooms: tuple[int, int], *, by_load: bool
    ) -> int | None:
        """Return the steps the first doctor has in the best division, None where none is possible; ``by_load`` those
        with which the larger load is least, of divisions with equal fit and cases on time.
        """
        least = max(0, given - rooms[1])
        possible = values[least : given + 1]
        if not len(possible) or possible.max() <= 0.5 * _IMPOSSIBLE:
            return None
        if not by_load:
            return least + int(np.argmax(possible))
        ends = least + np.flatnonzero(possible > possible.max() - 0.5 * _ON_TIME_WORTH)
        steps = np.stack([ends, given - ends])
        load = np.array([[self.instance.doctors[d].load_minutes] for d in doctors])
        capacity = np.array([[max(self._capacity(d), MINUTES_TOLERANCE)] for d in doctors])
        largest = ((load + self.table.step_minutes * steps) / capacity).max(axis=0)
        return int(ends[np.argmin(largest)])


def _without_load(aims: tuple[float, ...]) -> tuple[float, ...]:
    return (*aims[:LOAD], *aims[LOAD + 1 :])


def _worth_of_pairs(table: Table) -> Floats:
    """Return what speaks for each pair by itself, all three aims in one number that is not negative."""
    until_due = table.until_due_minutes[table.case]
    on_time = table.load_minutes[table.doctor] + table.minutes[table.case] <= until_due + MINUTES_TOLERANCE
    worth: Floats = table.fit + _ON_TIME_WORTH * on_time + _KM_WORTH * (table.km.max(initial=0.0) - table.km)
    return worth
