"""An instance as arrays: one row a pair that breaks no hard rule by itself.

P pairs, C cases, D doctors. A plan is held as ``holder``: for each case the index of its doctor, -1 for none.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from experts.matching.objective import Chosen, Instance

__all__ = ["Holder", "Table", "as_chosen", "as_holder"]

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Holder = NDArray[np.int64]

_MOST_STEPS = 6000
"""Steps into which a doctor's minutes are divided at most: dividing two doctors' cases then still takes 0.2 ms."""


@dataclass(frozen=True, eq=False)
class Table:
    """The pairs in the order of their cases (``case``, ``doctor``, ``fit``, ``km``, shape (P,)), and what is known of
    each case (``minutes``, ``urgency``, ``until_due_minutes``, shape (C,)) and doctor (``capacity_minutes``,
    ``load_minutes``, shape (D,)).
    """

    instance: Instance
    case: Indices
    doctor: Indices
    fit: Floats
    km: Floats
    minutes: Floats
    urgency: Indices
    until_due_minutes: Floats
    capacity_minutes: Floats
    load_minutes: Floats

    @classmethod
    def of(cls, instance: Instance) -> Table:
        """Lay out an instance."""
        pairs = list(instance.fit)
        return cls(
            instance,
            case=np.array([c for c, _ in pairs], dtype=np.int64),
            doctor=np.array([d for _, d in pairs], dtype=np.int64),
            fit=np.array([instance.fit[pair] for pair in pairs], dtype=np.float64),
            km=np.array([instance.km[pair] for pair in pairs], dtype=np.float64),
            minutes=np.array([case.minutes for case in instance.cases], dtype=np.float64),
            urgency=np.array([case.urgency for case in instance.cases], dtype=np.int64),
            until_due_minutes=np.array(instance.until_due_minutes, dtype=np.float64),
            capacity_minutes=np.array([doctor.capacity_minutes for doctor in instance.doctors], dtype=np.float64),
            load_minutes=np.array([doctor.load_minutes for doctor in instance.doctors], dtype=np.float64),
        )

    @cached_property
    def partners(self) -> tuple[tuple[int, ...], ...]:
        """For each doctor the others with whom there is a case that both may take."""
        doctors = len(self.load_minutes)
        may = np.zeros((len(self.minutes), doctors), dtype=np.float32)
        may[self.case, self.doctor] = 1.0
        shared = may.T @ may > 0
        np.fill_diagonal(shared, val=False)
        return tuple(tuple(np.flatnonzero(row).tolist()) for row in shared)

    @cached_property
    def step_minutes(self) -> float:
        """The minutes of one step where a doctor's minutes are gone through step by step: the most that divide those of
        every case to the second, more where that would be too many steps.
        """
        step = max(1, int(np.gcd.reduce(np.rint(60.0 * self.minutes).astype(np.int64)))) / 60.0
        room = float((self.capacity_minutes - self.load_minutes).max(initial=step))
        return step * math.ceil(room / step / _MOST_STEPS)

    def is_chosen(self, holder: Holder, pairs: Indices) -> NDArray[np.bool_]:
        """Tell for each of ``pairs`` whether the plan contains it."""
        chosen: NDArray[np.bool_] = holder[self.case[pairs]] == self.doctor[pairs]
        return chosen


def as_holder(chosen: Chosen, cases: int) -> Holder:
    """Return a plan as an array."""
    holder = np.full(cases, -1, dtype=np.int64)
    for c, d in chosen.items():
        holder[c] = d
    return holder


def as_chosen(holder: Holder) -> Chosen:
    """Return a plan as a mapping."""
    return {c: d for c, d in enumerate(holder.tolist()) if d >= 0}
