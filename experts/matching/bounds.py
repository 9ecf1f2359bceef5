"""What bounds a level without solving anything, and when a value is as good as its bound."""

from __future__ import annotations

import math
from collections.abc import Sequence

from experts.matching.objective import Chosen, Instance
from experts.matching.program import FIT, LOAD, ON_TIME, WHOLE_NUMBERS

__all__ = ["easy_bound", "gaps", "load_brought_along", "reaches", "tighter"]


def easy_bound(instance: Instance, level: int, chosen: Chosen) -> float:
    """Return a bound of one level: every case by itself gets what is best for it. ``chosen`` is a plan that reaches
    what the earlier levels have to.
    """
    takeable = [c for c, ds in enumerate(instance.allowed) if ds]
    if level < FIT:
        return float(sum(instance.cases[c].urgency == level + 1 for c in takeable))
    if level == FIT:
        return math.fsum(max(instance.fit[c, d] for d in instance.allowed[c]) for c in takeable)
    if level == ON_TIME:
        return float(sum(any(instance.is_on_time(c, d, [c]) for d in instance.allowed[c]) for c in takeable))
    if level == LOAD:
        return -max(load_brought_along(instance), _average_load(instance, chosen))
    nearest = sorted(min(instance.km[c, d] for d in instance.allowed[c]) for c in takeable)
    return -math.fsum(nearest[: len(chosen)])


def load_brought_along(instance: Instance) -> float:
    """Return the largest relative load before any case of the instance is given out."""
    return max((instance.relative_load(d, ()) for d in range(len(instance.doctors))), default=0.0)


def _average_load(instance: Instance, chosen: Chosen) -> float:
    """Return the relative load of all who may take a case together if as many cases of each urgency as in a plan, the
    shortest ones, are given out.
    """
    doctors = {d for ds in instance.allowed for d in ds}
    capacity = math.fsum(instance.doctors[d].capacity_minutes for d in doctors)
    minutes = [instance.doctors[d].load_minutes for d in doctors]
    for urgency in range(1, 6):
        equals = [c for c, ds in enumerate(instance.allowed) if ds and instance.cases[c].urgency == urgency]
        given = sum(instance.cases[c].urgency == urgency for c in chosen)
        minutes += sorted(instance.cases[c].minutes for c in equals)[:given]
    return math.fsum(minutes) / capacity if capacity > 0 else 0.0


def reaches(value: float, bound: float, level: int) -> bool:
    """Tell whether a value is as good as its bound, up to what double precision sums can tell."""
    tolerance = 0.5 if level in WHOLE_NUMBERS else 1e-9 * max(1.0, abs(bound))
    return value >= bound - tolerance


def tighter(level: int, bound: float, found: float | None) -> float:
    """Return the tighter of two bounds."""
    if found is None:
        return bound
    return min(bound, math.floor(found + 1e-4) if level in WHOLE_NUMBERS else found)


def gaps(objective: Sequence[float], bounds: Sequence[float]) -> tuple[float, ...]:
    """Return by how much each level could at most be better, 0 where it is proved."""
    return tuple(
        0.0 if reaches(value, bound, level) else bound - value
        for level, (value, bound) in enumerate(zip(objective, bounds, strict=True))
    )
