"""The lexicographic optimum: one level after the other, each holding what the earlier levels reached."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from experts.matching.improve import first_plan, improve
from experts.matching.model import LEVELS
from experts.matching.objective import Chosen, Instance, better
from experts.matching.program import Program, Row

__all__ = ["Optimum", "find_optimum"]

_HELD_BACK = 1e-6
"""Slack of the row that holds the fit reached: HiGHS's own feasibility tolerance, far below one graded
percent.
"""

_COUNTS = range(5)
_FIT, _ON_TIME, _LOAD, _KM = 5, 6, 7, 8
_WHOLE_NUMBERS = (*_COUNTS, _ON_TIME)

_LOAD_SCALE = 1e4
"""HiGHS stops at an absolute gap of 1e-6; two relative loads over capacities of some thousand minutes may
differ by 1e-7.
"""


_SHARE_OF_SOLVER = 0.85
"""Part of the time limit for the solver; the rest is for improving by single changes and for the words.

Measured with 300 cases and 150 doctors on two cores: up to 2 s of 20 s."""


@dataclass(frozen=True, slots=True)
class Optimum:
    """The best plan found, its objective and the gap of each level (0 = proved)."""

    chosen: Chosen
    objective: tuple[float, ...]
    gap: tuple[float, ...]


def find_optimum(instance: Instance, *, time_limit_s: float) -> Optimum:
    """Return the lexicographic optimum of the nine aims, or the best found when the time is over with the
    gap of each level.

    A level is not solved when the plan in hand reaches what bounds it anyway. A level may use 60 % of the
    time that is left (the last one all of it), so that a hard one leaves time for those after it; where it
    stops unproved, the plan is improved by taking in left cases and moving or exchanging single ones. A
    bound stays valid when an earlier level gets better later: the plans it was proved over only become fewer.
    """
    deadline = time.monotonic() + _SHARE_OF_SOLVER * time_limit_s
    program = Program(instance, tuple(instance.fit))
    chosen: Chosen = first_plan(instance)
    reached: list[float] = []
    bounds: list[float] = []
    for level in range(len(LEVELS)):
        bound = _easy_bound(instance, level, chosen)
        if not _reaches(instance.objective(chosen)[level], bound, level):
            seconds = (deadline - time.monotonic()) * (1.0 if level == _KM else 0.6)
            if seconds > 0:
                chosen, bound = _solve_level(program, level, reached, chosen, bound, seconds)
            if not _reaches(instance.objective(chosen)[level], bound, level):
                chosen = improve(instance, chosen)
        bounds.append(bound)
        reached.append(instance.objective(chosen)[level])
        if level == _FIT and deadline > time.monotonic():
            program = _without_losing_pairs(program, reached, deadline - time.monotonic())
    objective = instance.objective(chosen)
    gap = tuple(
        0.0 if _reaches(value, bound, level) else bound - value
        for level, (value, bound) in enumerate(zip(objective, bounds, strict=True))
    )
    return Optimum(chosen, objective, gap)


def _reaches(value: float, bound: float, level: int) -> bool:
    """Tell whether a value is as good as its bound, up to what double precision sums can tell."""
    tolerance = 0.5 if level in _WHOLE_NUMBERS else 1e-9 * max(1.0, abs(bound))
    return value >= bound - tolerance


def _easy_bound(instance: Instance, level: int, chosen: Chosen) -> float:
    """Return a bound of one level that needs no solving: every case by itself gets what is best for it."""
    takeable = [c for c, ds in enumerate(instance.allowed) if ds]
    if level in _COUNTS:
        return float(sum(instance.cases[c].urgency == level + 1 for c in takeable))
    if level == _FIT:
        return math.fsum(max(instance.fit[c, d] for d in instance.allowed[c]) for c in takeable)
    if level == _ON_TIME:
        return float(sum(any(instance.is_on_time(c, d, [c]) for d in instance.allowed[c]) for c in takeable))
    if level == _LOAD:
        return -_load_brought_along(instance)
    nearest = sorted(min(instance.km[c, d] for d in instance.allowed[c]) for c in takeable)
    return -math.fsum(nearest[: len(chosen)])


def _load_brought_along(instance: Instance) -> float:
    """Return the largest relative load before any case of the instance is given out."""
    return max((instance.relative_load(d, ()) for d in range(len(instance.doctors))), default=0.0)


def _aim(program: Program, level: int) -> Mapping[int, float]:
    """Return the aim of one level as column → coefficient."""
    instance = program.instance
    if level in _COUNTS:
        return {column: 1.0 for (c, _), column in program.x.items() if instance.cases[c].urgency == level + 1}
    if level == _FIT:
        return {column: instance.fit[pair] for pair, column in program.x.items()}
    if level == _ON_TIME:
        return program.on_time_aim()
    if level == _LOAD:
        return {program.z: -_LOAD_SCALE}
    return {column: -instance.km[pair] for pair, column in program.x.items()}


def _solve_level(
    program: Program, level: int, reached: Sequence[float], chosen: Chosen, bound: float, seconds: float
) -> tuple[Chosen, float]:
    """Solve one level, first with fractions for a bound; return the better plan and the tighter bound."""
    instance = program.instance
    aim, rows = _aim(program, level), _rows(program, level, reached)
    least_z = _load_brought_along(instance)
    relaxed = program.relax(aim, rows, least_z=least_z, seconds=seconds)
    bound = _tighter(level, bound, relaxed.bound)
    if _reaches(instance.objective(chosen)[level], bound, level):
        return chosen, bound
    solved = program.solve(aim, rows, least_z=least_z, seconds=seconds)
    if solved.chosen is not None and instance.is_feasible(solved.chosen):
        if better(instance.objective(solved.chosen), instance.objective(chosen)):
            chosen = solved.chosen
        if solved.optimal:
            return chosen, instance.objective(chosen)[level]
    return chosen, _tighter(level, bound, solved.bound)


def _tighter(level: int, bound: float, found: float | None) -> float:
    """Return the tighter of two bounds, the found one brought to the unit of its level."""
    if found is None:
        return bound
    if level == _LOAD:
        found /= _LOAD_SCALE
    return min(bound, math.floor(found + _HELD_BACK) if level in _WHOLE_NUMBERS else found)


def _rows(program: Program, level: int, reached: Sequence[float]) -> list[Row]:
    """Return the rows a level needs, and those that keep what the earlier levels reached."""
    rows: list[Row] = []
    if level >= _ON_TIME:
        rows += program.on_time_rows()
    if level == _LOAD:
        rows += program.load_rows()
    for earlier, value in enumerate(reached):
        if earlier == _LOAD:
            rows += program.load_rows(largest=-value)
        elif aim := _aim(program, earlier):
            rows.append(Row(aim, lower=value - (_HELD_BACK if earlier == _FIT else 0.5)))
    return rows


def _without_losing_pairs(program: Program, reached: Sequence[float], seconds: float) -> Program:
    """Return the program without the pairs that no plan with the fit reached can contain (reduced-cost fixing)."""
    relaxed = program.relax(_aim(program, _FIT), _rows(program, _FIT, reached[:_FIT]), least_z=0.0, seconds=seconds)
    if relaxed.bound is None:
        return program
    spare = relaxed.bound - reached[_FIT] + 10.0 * _HELD_BACK
    return Program(program.instance, [pair for pair in program.x if relaxed.loss[pair] <= spare])
