"""A large instance: a good plan first, without any solver, then by how much each of its levels could be better."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Sequence

import numpy as np

from experts.matching.bounds import easy_bound, load_brought_along, reaches, tighter
from experts.matching.division import search
from experts.matching.hull import Hull
from experts.matching.improve import first_plan
from experts.matching.model import LEVELS
from experts.matching.objective import Chosen, Instance, better
from experts.matching.packing import pack
from experts.matching.program import FIT, ON_TIME, Program
from experts.matching.table import Table, as_holder

__all__ = ["bounds_of", "good_plan"]

_SHARE_OF_PACKING = 0.4
"""Part of the time of a plan for the counts; the rest is for the later levels."""


def good_plan(instance: Instance, table: Table, *, seconds: float) -> Chosen:
    """Return a plan no worse than one made case by case; the same instance and a time that is not used up give the
    same plan.
    """
    first = first_plan(instance)
    began = time.monotonic()
    chance = random.Random(len(table.case))  # noqa: S311 - the same instance gives the same plan
    holder = pack(table, seconds=_SHARE_OF_PACKING * seconds, chance=chance)
    found = search(table, holder, seconds=began + seconds - time.monotonic(), chance=chance)
    is_better = instance.is_feasible(found) and better(instance.objective(found), instance.objective(first))
    return found if is_better else first


def bounds_of(instance: Instance, table: Table, chosen: Chosen, *, deadline: float) -> list[float]:
    """Return a bound of each level given what the plan reaches in the earlier ones; easy ones when time is over."""
    objective = instance.objective(chosen)
    hull = Hull(table, as_holder(chosen, len(instance.cases)))
    program = Program(table, np.arange(len(table.case)))
    bounds = []
    for level in range(len(LEVELS)):
        bound = easy_bound(instance, level, chosen)
        left = deadline - time.monotonic()
        if left > 0 and not reaches(objective[level], bound, level):
            bound = tighter(level, bound, _relaxed_bound(hull, program, level, objective[:level], left))
        bounds.append(bound)
    return bounds


def _relaxed_bound(hull: Hull, program: Program, level: int, reached: Sequence[float], seconds: float) -> float | None:
    """Return the bound of a level with fractions of cases allowed, None where the time was over. On time are as many
    cases at most as are given out: fractions of them would share the doctors who have time, and bound it no better.
    """
    if level <= FIT and hull.is_small:
        return hull.bound(level, reached, seconds=seconds)
    if level == ON_TIME:
        return math.fsum(reached[:FIT])
    least_z = load_brought_along(program.table.instance)
    return program.relax(level, reached, least_z=least_z, seconds=seconds).bound
