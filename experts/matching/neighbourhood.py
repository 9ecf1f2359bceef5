"""Bettering one level of a large plan a few doctors at a time, each few of them exactly.

All cases of the chosen doctors are given out anew, together with some that nobody has, so that the earlier levels keep
what these doctors have of them (large neighbourhood search: Shaw, CP-98, 1998).
"""

from __future__ import annotations

import random
import time

import numpy as np

from experts.matching.objective import better, combined
from experts.matching.program import FIT, KM, LOAD, ON_TIME, WHOLE_NUMBERS, Program
from experts.matching.table import Holder, Indices, Table

__all__ = ["search"]

_DOCTORS = 4
_WAITING = 8
_SECONDS_EACH = 0.2
"""Doctors and waiting cases of one neighbourhood, and its time: the best of those tried by ``benchmarks.experts``."""


def search(table: Table, holder: Holder, level: int, *, bound: float, seconds: float, chance: random.Random) -> Holder:
    """Return a plan at least as good, with no earlier level worse; stops when ``level`` reaches its ``bound``."""
    deadline = time.monotonic() + seconds
    working = _Working(table, holder, chance)
    tolerance = 0.5 if level in WHOLE_NUMBERS else 1e-9
    while (left := deadline - time.monotonic()) > 0 and working.value(level) < bound - tolerance:
        if not working.try_once(level, min(left, _SECONDS_EACH)):
            break
    return working.holder


class _Working:
    """A plan with the aims of each doctor kept apart."""

    def __init__(self, table: Table, holder: Holder, chance: random.Random) -> None:
        self.table = table
        self.holder = holder.copy()
        self._chance = chance
        self._aims = [table.instance.aims_of(d, self._held(d)) for d in range(len(table.load_minutes))]

    def _held(self, d: int) -> list[int]:
        held: list[int] = np.flatnonzero(self.holder == d).tolist()
        return held

    def value(self, level: int) -> float:
        """Return what the plan has of a level."""
        values = [aims[level] for aims in self._aims]
        return min(values) if level == LOAD else float(sum(values))

    def try_once(self, level: int, seconds: float) -> bool:
        """Give the cases of some doctors out anew if that betters the plan; tell whether there was anything to try."""
        first = self._case_in_question(level)
        if first is None:
            return False
        doctors = self._doctors_around(first, level)
        pairs = self._pairs(doctors, level)
        rest = min((aims[LOAD] for d, aims in enumerate(self._aims) if d not in doctors), default=0.0)
        before = combined(self._aims[d] for d in doctors)
        largest = min(rest, before[LOAD])
        reached = [*before[:LOAD], largest][:level]
        program = Program(self.table, pairs)
        solved = program.solve(
            level, reached, start=self.holder, least_z=-rest if level == LOAD else 0.0, seconds=seconds
        )
        if solved.pairs is not None:
            self._accept_if_better(doctors, solved.pairs, rest)
        return True

    def _accept_if_better(self, doctors: list[int], pairs: Indices, rest: float) -> None:
        proposed = self.holder.copy()
        proposed[np.isin(proposed, doctors)] = -1
        proposed[self.table.case[pairs]] = self.table.doctor[pairs]
        given = {d: np.flatnonzero(proposed == d).tolist() for d in doctors}
        if any(
            self.table.instance.load_minutes(d, held) > self.table.capacity_minutes[d] + 1e-6
            for d, held in given.items()
        ):
            return
        aims = {d: self.table.instance.aims_of(d, held) for d, held in given.items()}
        before = list(combined(self._aims[d] for d in doctors))
        after = list(combined(aims.values()))
        before[LOAD], after[LOAD] = min(before[LOAD], rest), min(after[LOAD], rest)
        if better(after, before):
            self.holder = proposed
            for d, share in aims.items():
                self._aims[d] = share

    def _case_in_question(self, level: int) -> int | None:
        """Return a case by which the level could become better."""
        table = self.table
        held = self.holder >= 0
        if level < FIT:
            waiting = np.flatnonzero(~held & (table.urgency == level + 1))
            candidates = waiting[np.isin(waiting, table.case)]
        elif level == LOAD:
            busiest = min(range(len(self._aims)), key=lambda d: self._aims[d][LOAD])
            candidates = np.flatnonzero(self.holder == busiest)
        else:
            chosen = table.is_chosen(self.holder, np.arange(len(table.case)))
            worth = {FIT: table.fit, ON_TIME: np.zeros(len(table.case)), KM: -table.km}[level]
            best = np.full(len(table.minutes), -np.inf)
            np.maximum.at(best, table.case, worth)
            candidates = table.case[chosen & ((worth < best[table.case]) | (level == ON_TIME))]
        return int(self._chance.choice(candidates)) if len(candidates) else None

    def _doctors_around(self, c: int, level: int) -> list[int]:
        """Return the doctor of a case, those who would suit it best on the level, and others who may take it."""
        table = self.table
        own = np.flatnonzero(table.case == c)
        worth = table.fit if level == FIT else -table.km if level == KM else np.zeros(len(table.case))
        ranked = table.doctor[own[np.argsort(-worth[own], kind="stable")]].tolist()
        doctors = [int(self.holder[c])] if self.holder[c] >= 0 else []
        doctors += ranked[:2] if level in (FIT, KM) else []
        others = [d for d in ranked if d not in doctors]
        doctors += self._chance.sample(others, min(len(others), _DOCTORS - len(doctors)))
        return list(dict.fromkeys(doctors))

    def _pairs(self, doctors: list[int], level: int) -> Indices:
        """Return the pairs of these doctors with their cases and some that wait."""
        table = self.table
        of_doctors = np.flatnonzero(np.isin(table.doctor, doctors))
        holders = self.holder[table.case[of_doctors]]
        waiting = np.unique(table.case[of_doctors][holders < 0])
        if level < FIT:
            waiting = waiting[table.urgency[waiting] <= level + 1]
        if len(waiting) > _WAITING:
            waiting = np.array(self._chance.sample(waiting.tolist(), _WAITING))
        kept = np.isin(holders, doctors) | np.isin(table.case[of_doctors], waiting)
        pairs: Indices = of_doctors[kept]
        return pairs
