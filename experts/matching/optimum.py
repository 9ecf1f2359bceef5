"""The lexicographic optimum: one level after the other, each holding what the earlier levels reached.

A small instance is solved as a whole, level by level, and proved. For a large one a good plan is searched for, and then
by how much it could at most be better (`experts.matching.large`).
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experts.matching.bounds import easy_bound, gaps, load_brought_along, reaches, tighter
from experts.matching.improve import first_plan, improve
from experts.matching.large import bounds_of, good_plan
from experts.matching.model import LEVELS
from experts.matching.objective import Chosen, Instance, better
from experts.matching.program import FIT, KM, Program
from experts.matching.table import Table, as_holder

__all__ = ["Optimum", "find_optimum"]

_WHOLE_PAIRS = 2500
"""Pairs up to which an instance is solved as a whole: HiGHS proves such in seconds on one core."""

_SHARE_OF_SOLVER = 0.85
"""Part of the time limit for the solver; the rest is for the words."""

_SHARE_OF_PLAN = 0.6
"""Part of the solver's time for the plan of a large instance; the rest is for the bounds."""

_SHARE_OF_LEVEL = 0.6
"""Part of the time left that a level may use, so that a hard one leaves some for those after it."""


@dataclass(frozen=True, slots=True)
class Optimum:
    """The best plan found, its objective and the gap of each level (0 = proved)."""

    chosen: Chosen
    objective: tuple[float, ...]
    gap: tuple[float, ...]


def find_optimum(instance: Instance, *, time_limit_s: float, whole_pairs: int = _WHOLE_PAIRS) -> Optimum:
    """Return the lexicographic optimum of the nine aims, or the best found when the time is over with the gap of each
    level; an instance of more than ``whole_pairs`` pairs of case and doctor is not solved as a whole.
    """
    began = time.monotonic()
    seconds = _SHARE_OF_SOLVER * time_limit_s
    table = Table.of(instance)
    if len(table.case) > whole_pairs:
        chosen = good_plan(instance, table, seconds=_SHARE_OF_PLAN * seconds)
        bounds = bounds_of(instance, table, chosen, deadline=began + seconds)
    else:
        chosen, bounds = _whole(instance, table, deadline=began + seconds)
    objective = instance.objective(chosen)
    return Optimum(chosen, objective, gaps(objective, bounds))


def _whole(instance: Instance, table: Table, *, deadline: float) -> tuple[Chosen, list[float]]:
    """Solve an instance level by level; return the plan and the bound of each level.

    A level is not solved when the plan in hand reaches what bounds it anyway. A bound stays valid when an earlier
    level gets better later: the plans it was proved over only become fewer.
    """
    program = Program(table, np.arange(len(table.case)))
    chosen: Chosen = first_plan(instance)
    reached: list[float] = []
    bounds: list[float] = []
    for level in range(len(LEVELS)):
        bound = easy_bound(instance, level, chosen)
        left = deadline - time.monotonic()
        if not reaches(instance.objective(chosen)[level], bound, level) and left > 0:
            bound = _relaxed_bound(program, level, reached, bound, left)
        if not reaches(instance.objective(chosen)[level], bound, level):
            share = 1.0 if level == KM else _SHARE_OF_LEVEL
            seconds = share * (deadline - time.monotonic())
            chosen, bound = _solved_whole(program, level, reached, chosen, bound, seconds)
        bounds.append(bound)
        reached.append(instance.objective(chosen)[level])
        if level == FIT and deadline > time.monotonic():
            program = _without_losing_pairs(program, reached, deadline - time.monotonic())
    return chosen, bounds


def _relaxed_bound(program: Program, level: int, reached: Sequence[float], bound: float, seconds: float) -> float:
    """Return the tighter of a bound and that of the relaxed program."""
    least_z = load_brought_along(program.table.instance)
    return tighter(level, bound, program.relax(level, reached, least_z=least_z, seconds=seconds).bound)


def _solved_whole(
    program: Program, level: int, reached: Sequence[float], chosen: Chosen, bound: float, seconds: float
) -> tuple[Chosen, float]:
    """Solve one level as a whole; return the better plan and the tighter bound."""
    instance = program.table.instance
    if seconds > 0:
        start = as_holder(chosen, len(instance.cases))
        least_z = load_brought_along(instance)
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
        bound = tighter(level, bound, solved.bound)
    return improve(instance, chosen), bound


def _without_losing_pairs(program: Program, reached: Sequence[float], seconds: float) -> Program:
    """Return the program without the pairs that no plan with the fit reached can contain (reduced-cost fixing)."""
    relaxed = program.relax(FIT, reached[:FIT], least_z=0.0, seconds=seconds)
    if relaxed.bound is None:
        return program
    spare = relaxed.bound - reached[FIT] + 1e-4
    return Program(program.table, program.pairs[relaxed.loss <= spare])
