"""Keeping promises: a case that has its doctor keeps that doctor unless a new plan is asked for, and of plans that are
equal in every aim the fairer one is taken.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from experts.directory import Doctor
from experts.matching.objective import Chosen, Instance, combined, first_difference
from experts.matching.rules import fits_into

__all__ = ["Rest", "kept_cases", "rest_of", "settle_ties", "with_load"]

_PASSES = 3
"""How often all cases are looked at for a fairer doctor: moves rarely open new ones after that."""

_LESS = 1e-9


def kept_cases(instance: Instance) -> dict[int, int]:
    """Return the cases that keep their `current` doctor: those whom no hard rule keeps from it, the most urgent and
    the earliest due first where the doctor's minutes do not suffice for all.
    """
    number = {doctor.id: d for d, doctor in enumerate(instance.doctors)}
    kept: dict[int, int] = {}
    minutes = [doctor.load_minutes for doctor in instance.doctors]
    first_to_keep = sorted(
        range(len(instance.cases)), key=lambda c: (instance.cases[c].urgency, instance.cases[c].due, c)
    )
    for c in first_to_keep:
        case = instance.cases[c]
        d = number.get(case.current or "")
        if d is None or d not in instance.allowed[c]:
            continue
        if fits_into(minutes[d] + case.minutes, instance.doctors[d].capacity_minutes):
            minutes[d] += case.minutes
            kept[c] = d
    return kept


@dataclass(frozen=True)
class Rest:
    """What is left to match when some cases keep their doctors: they are load now. ``cases`` are the indices of the
    rest in the whole instance.
    """

    instance: Instance
    cases: tuple[int, ...]

    def in_whole(self, chosen: Chosen) -> dict[int, int]:
        """Return a plan of the rest with the indices of the whole instance."""
        return {self.cases[c]: d for c, d in chosen.items()}


def rest_of(instance: Instance, kept: Chosen) -> Rest:
    """Return the cases that are not in ``kept``, beside doctors who carry what they keep."""
    left = tuple(c for c in range(len(instance.cases)) if c not in kept)
    cases = tuple(instance.cases[c] for c in left)
    return Rest(Instance(cases, with_load(instance, kept), instance.now), left)


def with_load(instance: Instance, chosen: Chosen) -> tuple[Doctor, ...]:
    """Return the doctors with the minutes of a plan added to their load."""
    held = instance.cases_of(chosen)
    return tuple(
        replace(doctor, load_minutes=instance.load_minutes(d, held.get(d, ())))
        for d, doctor in enumerate(instance.doctors)
    )


def settle_ties(instance: Instance, chosen: Chosen, *, fixed: Chosen) -> dict[int, int]:
    """Move cases, those of ``fixed`` excepted, to doctors with whom the plan is the same in all nine aims: back to the
    one who has it, else to where recent and present load together are evener.
    """
    plan = dict(chosen)
    held: dict[int, list[int]] = instance.cases_of(plan)
    largest_load = max((instance.relative_load(d, held.get(d, ())) for d in range(len(instance.doctors))), default=0.0)
    for _ in range(_PASSES):
        moved = False
        for c in sorted(plan):
            if c in fixed:
                continue
            for other in instance.allowed[c]:
                if _is_even(instance, held, c, plan[c], other, largest_load) and _is_preferred(
                    instance, held, c, plan[c], other
                ):
                    held[plan[c]].remove(c)
                    held.setdefault(other, []).append(c)
                    plan[c] = other
                    moved = True
        if not moved:
            break
    return plan


def _is_even(
    instance: Instance, held: Mapping[int, list[int]], c: int, d: int, other: int, largest_load: float
) -> bool:
    """Tell whether a case may go to another doctor without any aim of the plan changing; the cheap tests first."""
    if other == d or instance.fit[c, other] != instance.fit[c, d] or instance.km[c, other] != instance.km[c, d]:
        return False
    without = [each for each in held[d] if each != c]
    with_it = [*held.get(other, ()), c]
    if not fits_into(instance.load_minutes(other, with_it), instance.doctors[other].capacity_minutes):
        return False
    if instance.relative_load(other, with_it) > largest_load or instance.relative_load(d, held[d]) >= largest_load:
        return False
    before = combined([instance.aims_of(d, held[d]), instance.aims_of(other, held.get(other, ()))])
    after = combined([instance.aims_of(d, without), instance.aims_of(other, with_it)])
    return first_difference(before[:7], after[:7]) is None


def _is_preferred(instance: Instance, held: Mapping[int, list[int]], c: int, d: int, other: int) -> bool:
    """Tell whether the other doctor has the case already, or the work of the two is evener with it there."""
    current = instance.cases[c].current
    has_it, would_have_it = instance.doctors[d].id == current, instance.doctors[other].id == current
    if has_it or would_have_it:
        return would_have_it
    without = [each for each in held[d] if each != c]
    before = _unevenness(instance, d, held[d]) + _unevenness(instance, other, held.get(other, ()))
    after = _unevenness(instance, d, without) + _unevenness(instance, other, [*held.get(other, ()), c])
    return after < before - _LESS


def _unevenness(instance: Instance, d: int, held: tuple[int, ...] | list[int]) -> float:
    """Return the square of recent and present relative load: their sum over all doctors is least when all are even."""
    return math.pow(instance.doctors[d].recent_load + instance.relative_load(d, held), 2)
