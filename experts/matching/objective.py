"""The nine aims of a plan, counted straight from their definition: the judge over whatever the solver
returns.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from experts.directory import Doctor
from experts.matching.fit import distance_km, specialty_fit
from experts.matching.model import CaseRequest
from experts.matching.rules import fits_into, is_off_duty, is_too_far

__all__ = ["Chosen", "Instance", "better", "combined", "first_difference"]

Chosen = Mapping[int, int]
"""A plan: index of a case → index of its doctor; cases that are not in it are unassigned."""

_LOAD = 7

_EQUAL = 1e-9
"""Two values of an aim closer than this, relative to 1 or to their size, are the same: double precision sums
of a few hundred terms.
"""


@dataclass(frozen=True)
class Instance:
    """Cases and doctors at one moment, with what follows from each pair alone."""

    cases: tuple[CaseRequest, ...]
    doctors: tuple[Doctor, ...]
    now: datetime

    @cached_property
    def allowed(self) -> tuple[tuple[int, ...], ...]:
        """For each case the indices of the doctors who break no hard rule with it alone (as `breaches` has them); for
        an urgent case of these those on duty, where there is one.
        """
        present = [d for d, doctor in enumerate(self.doctors) if doctor.absence_at(self.now) is None]
        of_department: dict[str, list[tuple[int, Doctor, frozenset[str]]]] = {}
        for d in present:
            doctor = self.doctors[d]
            for code in dict.fromkeys(doctor.departments):
                of_department.setdefault(code, []).append((d, doctor, frozenset(doctor.languages)))
        may_take = (
            tuple(
                d
                for d, doctor, languages in of_department.get(case.department, ())
                if case.factory not in doctor.conflicts
                and doctor.id not in case.barred
                and fits_into(case.minutes, doctor.free_minutes)
                and not languages.isdisjoint(case.languages)
                and not is_too_far(case, doctor)
            )
            for case in self.cases
        )
        return tuple(self._on_duty(case, ds) for case, ds in zip(self.cases, may_take, strict=True))

    def _on_duty(self, case: CaseRequest, ds: tuple[int, ...]) -> tuple[int, ...]:
        """Return those who need not be called in for the case; all where each would have to be."""
        return tuple(d for d in ds if not is_off_duty(case, self.doctors[d])) or ds

    @cached_property
    def fit(self) -> Mapping[tuple[int, int], float]:
        """Specialty fit of each allowed pair."""
        return {
            (c, d): specialty_fit(self.cases[c], self.doctors[d])[0] for c, ds in enumerate(self.allowed) for d in ds
        }

    @cached_property
    def km(self) -> Mapping[tuple[int, int], float]:
        """Distance in km of each allowed pair, 0 where there is no site or no known home."""
        return {
            (c, d): distance_km(self.cases[c], self.doctors[d]) or 0.0 for c, ds in enumerate(self.allowed) for d in ds
        }

    @cached_property
    def until_due_minutes(self) -> tuple[float, ...]:
        """Minutes from now to the due moment of each case."""
        return tuple(case.minutes_until_due(self.now) for case in self.cases)

    def cases_of(self, chosen: Chosen) -> dict[int, list[int]]:
        """Return for each doctor with cases the indices of these cases."""
        held: dict[int, list[int]] = {}
        for c, d in chosen.items():
            held.setdefault(d, []).append(c)
        return held

    def load_minutes(self, d: int, held: Iterable[int]) -> float:
        """Return the minutes of a doctor who holds these cases of the plan beside the load brought along."""
        return math.fsum([self.doctors[d].load_minutes, *(self.cases[c].minutes for c in held)])

    def aims_of(self, d: int, held: Iterable[int]) -> tuple[float, ...]:
        """Return the share of one doctor, who holds these cases, in the nine aims."""
        cases = sorted(held)
        counts = [0.0] * 5
        for c in cases:
            counts[self.cases[c].urgency - 1] += 1.0
        return (
            *counts,
            math.fsum(self.fit[c, d] for c in cases),
            float(sum(self.is_on_time(c, d, cases) for c in cases)),
            -self.relative_load(d, cases),
            -math.fsum(self.km[c, d] for c in cases),
        )

    def is_feasible(self, chosen: Chosen) -> bool:
        """Tell whether a plan keeps every hard rule, Σ minutes within capacity included."""
        if any(d not in self.allowed[c] for c, d in chosen.items()):
            return False
        return all(
            fits_into(self.load_minutes(d, held), self.doctors[d].capacity_minutes)
            for d, held in self.cases_of(chosen).items()
        )

    def is_on_time(self, c: int, d: int, held: Sequence[int]) -> bool:
        """Tell whether load and the doctor's cases due no later than ``c`` (itself included) fit between now
        and its due moment.
        """
        earlier = [other for other in held if self.cases[other].due <= self.cases[c].due]
        return fits_into(self.load_minutes(d, earlier), self.until_due_minutes[c])

    def relative_load(self, d: int, held: Iterable[int]) -> float:
        """Return load over capacity; 0 for a doctor without capacity, whom no plan can load."""
        capacity = self.doctors[d].capacity_minutes
        return self.load_minutes(d, held) / capacity if capacity > 0 else 0.0

    def objective(self, chosen: Chosen) -> tuple[float, ...]:
        """Return the nine aims of a plan, in the order of `LEVELS`, each the larger the better."""
        held = self.cases_of(chosen)
        counts = [float(sum(self.cases[c].urgency == urgency for c in chosen)) for urgency in range(1, 6)]
        on_time = sum(self.is_on_time(c, d, held[d]) for c, d in chosen.items())
        loads = [self.relative_load(d, held.get(d, ())) for d in range(len(self.doctors))]
        return (
            *counts,
            math.fsum(self.fit[c, d] for c, d in chosen.items()),
            float(on_time),
            -max(loads, default=0.0),
            -math.fsum(self.km[c, d] for c, d in chosen.items()),
        )


def combined(shares: Iterable[Sequence[float]]) -> tuple[float, ...]:
    """Return the aims of several doctors together: sums, and of the largest relative load the largest."""
    levels = list(zip(*shares, strict=True))
    return tuple(min(values) if level == _LOAD else math.fsum(values) for level, values in enumerate(levels))


def first_difference(one: Sequence[float], other: Sequence[float]) -> int | None:
    """Return the first level at which two objectives differ, None when they are the same."""
    for level, (a, b) in enumerate(zip(one, other, strict=True)):
        if abs(a - b) > _EQUAL * max(1.0, abs(a), abs(b)):
            return level
    return None


def better(one: Sequence[float], other: Sequence[float]) -> bool:
    """Tell whether the first objective is lexicographically better than the second."""
    level = first_difference(one, other)
    return level is not None and one[level] > other[level]
