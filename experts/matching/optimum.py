"""The lexicographic optimum: one level after the other, each holding what the earlier levels reached.

A small instance is solved as a whole, level by level, and proved. A large one begins with the relaxed solution of the
counts and the fit, made whole (`experts.matching.packing`), and is bettered a few doctors at a time
(`experts.matching.neighbourhood`); its gaps are those to the relaxed solution.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experts.matching.exchange import exchange_equals
from experts.matching.improve import first_plan, improve
from experts.matching.model import LEVELS
from experts.matching.neighbourhood import search
from experts.matching.objective import Chosen, Instance, better
from experts.matching.packing import pack
from experts.matching.program import FIT, KM, LOAD, ON_TIME, WHOLE_NUMBERS, Program
from experts.matching.table import Table, as_chosen, as_holder

__all__ = ["Optimum", "find_optimum"]

_COUNTS = range(5)

_WHOLE_PAIRS = 2500
"""Pairs up to which an instance is solved as a whole: HiGHS proves such in seconds on one core."""

_KM_WORTH = 1e-9
"""What a km less is worth in fit where only fit decides: 10 000 km in all weigh less than any two grades differ."""

_SHARE_OF_SOLVER = 0.85
"""Part of the time limit for the solver; the rest is for the words."""


@dataclass(frozen=True, slots=True)
class Optimum:
    """The best plan found, its objective and the gap of each level (0 = proved)."""

    chosen: Chosen
    objective: tuple[float, ...]
    gap: tuple[float, ...]


def find_optimum(instance: Instance, *, time_limit_s: float) -> Optimum:
    """Return the lexicographic optimum of the nine aims, or the best found when the time is over with the
    gap of each level.

    A level is not solved when the plan in hand reaches what bounds it anyway. A bound stays valid when an earlier
    level gets better later: the plans it was proved over only become fewer. The same instance and a time that is not
    used up give the same plan.
    """
    deadline = time.monotonic() + _SHARE_OF_SOLVER * time_limit_s
    table = Table.of(instance)
    program = Program(table, np.arange(len(table.case)))
    is_large = len(table.case) > _WHOLE_PAIRS
    chosen: Chosen = first_plan(instance)
    if is_large and time_limit_s > 0:
        chosen = _packed(instance, program, chosen, deadline)
    chance = random.Random(len(table.case))  # noqa: S311 - the same instance gives the same plan
    reached: list[float] = []
    bounds: list[float] = []
    for level in range(len(LEVELS)):
        bound = _easy_bound(instance, level, chosen)
        left = deadline - time.monotonic()
        if not _reaches(instance.objective(chosen)[level], bound, level) and left > 0:
            bound = _relaxed_bound(program, level, reached, bound, left)
        if not _reaches(instance.objective(chosen)[level], bound, level):
            seconds = _share_of_time(level, is_large=is_large) * (deadline - time.monotonic())
            if is_large:
                holder = as_holder(_exchanged(table, chosen, level), len(instance.cases))
                chosen = as_chosen(search(table, holder, level, bound=bound, seconds=seconds, chance=chance))
            else:
                chosen, bound = _solved_whole(program, level, reached, chosen, bound, seconds)
        bounds.append(bound)
        reached.append(instance.objective(chosen)[level])
        if level == FIT and deadline > time.monotonic():
            program = _without_losing_pairs(program, reached, deadline - time.monotonic())
    objective = instance.objective(chosen)
    gap = tuple(
        0.0 if _reaches(value, bound, level) else bound - value
        for level, (value, bound) in enumerate(zip(objective, bounds, strict=True))
    )
    return Optimum(chosen, objective, gap)


def _share_of_time(level: int, *, is_large: bool) -> float:
    """Return the part of the time left that a level may use, so that a hard one leaves some for those after it.

    In a large instance the counts are near their bounds from the start, and the fit is what takes long.
    """
    if level == KM:
        return 1.0
    if not is_large:
        return 0.6
    return 0.08 if level in _COUNTS else 0.5


def _reaches(value: float, bound: float, level: int) -> bool:
    """Tell whether a value is as good as its bound, up to what double precision sums can tell."""
    tolerance = 0.5 if level in WHOLE_NUMBERS else 1e-9 * max(1.0, abs(bound))
    return value >= bound - tolerance


def _easy_bound(instance: Instance, level: int, chosen: Chosen) -> float:
    """Return a bound of one level that needs no solving: every case by itself gets what is best for it."""
    takeable = [c for c, ds in enumerate(instance.allowed) if ds]
    if level in _COUNTS:
        return float(sum(instance.cases[c].urgency == level + 1 for c in takeable))
    if level == FIT:
        return math.fsum(max(instance.fit[c, d] for d in instance.allowed[c]) for c in takeable)
    if level == ON_TIME:
        return float(sum(any(instance.is_on_time(c, d, [c]) for d in instance.allowed[c]) for c in takeable))
    if level == LOAD:
        return -_load_brought_along(instance)
    nearest = sorted(min(instance.km[c, d] for d in instance.allowed[c]) for c in takeable)
    return -math.fsum(nearest[: len(chosen)])


def _load_brought_along(instance: Instance) -> float:
    """Return the largest relative load before any case of the instance is given out."""
    return max((instance.relative_load(d, ()) for d in range(len(instance.doctors))), default=0.0)


def _packed(instance: Instance, program: Program, first: Chosen, deadline: float) -> Chosen:
    """Return the better of a first plan and one made of the relaxed solution of counts and fit."""
    held: list[float] = []
    for level in range(FIT + 1):
        relaxed = program.relax(level, held, least_z=0.0, seconds=deadline - time.monotonic())
        if relaxed.bound is None:
            return first
        held.append(math.floor(relaxed.bound + 1e-4) if level in _COUNTS else relaxed.bound)
    holder = pack(program.table, relaxed.shares, program.table.fit - relaxed.loss)
    packed = as_chosen(holder)
    is_better = instance.is_feasible(packed) and better(instance.objective(packed), instance.objective(first))
    return packed if is_better else first


def _exchanged(table: Table, chosen: Chosen, level: int) -> Chosen:
    """Return the plan after the best exchange of cases of equal length, where that betters it."""
    if level not in (FIT, KM):
        return chosen
    instance = table.instance
    worth = table.fit - _KM_WORTH * table.km
    exchanged = as_chosen(exchange_equals(table, as_holder(chosen, len(instance.cases)), worth))
    return exchanged if better(instance.objective(exchanged), instance.objective(chosen)) else chosen


def _relaxed_bound(program: Program, level: int, reached: Sequence[float], bound: float, seconds: float) -> float:
    """Return the tighter of a bound and that of the relaxed program."""
    least_z = _load_brought_along(program.table.instance)
    return _tighter(level, bound, program.relax(level, reached, least_z=least_z, seconds=seconds).bound)


def _solved_whole(
    program: Program, level: int, reached: Sequence[float], chosen: Chosen, bound: float, seconds: float
) -> tuple[Chosen, float]:
    """Solve one level as a whole; return the better plan and the tighter bound."""
    instance = program.table.instance
    if seconds > 0:
        start = as_holder(chosen, len(instance.cases))
        least_z = _load_brought_along(instance)
        solved = program.solve(level, reached, start=start, least_z=least_z, seconds=seconds)
        if solved.pairs is not None:
            pairs = zip(
                program.table.case[solved.pairs].tolist(), program.table.doctor[solved.pairs].tolist(), strict=True
            )
            found = dict(pairs)
            if instance.is_feasible(found) and better(instance.objective(found), instance.objective(chosen)):
                chosen = found
            if solved.optimal:
                return chosen, instance.objective(chosen)[level]
        bound = _tighter(level, bound, solved.bound)
    return improve(instance, chosen), bound


def _tighter(level: int, bound: float, found: float | None) -> float:
    """Return the tighter of two bounds."""
    if found is None:
        return bound
    return min(bound, math.floor(found + 1e-4) if level in WHOLE_NUMBERS else found)


def _without_losing_pairs(program: Program, reached: Sequence[float], seconds: float) -> Program:
    """Return the program without the pairs that no plan with the fit reached can contain (reduced-cost fixing)."""
    relaxed = program.relax(FIT, reached[:FIT], least_z=0.0, seconds=seconds)
    if relaxed.bound is None:
        return program
    spare = relaxed.bound - reached[FIT] + 1e-4
    return Program(program.table, program.pairs[relaxed.loss <= spare])
