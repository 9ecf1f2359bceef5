"""A first plan and its improvement case by case: what stands when the solver's time is over.

Not needed for a proved optimum; it makes sure that no plan is handed out which leaving everything else alone
and giving in one free case, moving one, exchanging two or replacing a less urgent one would better.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from experts.matching.objective import Chosen, Instance, better, combined
from experts.matching.rules import fits_into

__all__ = ["first_plan", "improve"]

_PASSES = 20
"""Bound of the improvement; each pass tries every change once, and a handful is enough in practice."""

_Change = dict[int, int | None]


def first_plan(instance: Instance) -> Chosen:
    """Return a plan that gives the most urgent case first to the best fitting doctor with room, the less
    loaded of equals.
    """
    order = sorted(range(len(instance.cases)), key=lambda c: (instance.cases[c].urgency, instance.cases[c].due, c))
    held: dict[int, list[int]] = {}
    chosen: dict[int, int] = {}
    for c in order:
        roomy = [d for d in instance.allowed[c] if _has_room(instance, d, [*held.get(d, ()), c])]
        if roomy:
            d = min(roomy, key=lambda d: (-instance.fit[c, d], instance.relative_load(d, held.get(d, ())), d))
            chosen[c] = d
            held.setdefault(d, []).append(c)
    return chosen


def improve(instance: Instance, chosen: Chosen) -> Chosen:
    """Return a plan at least as good in which no single change of the kinds named above helps (or `_PASSES`
    are over).
    """
    working = _Working(instance, chosen)
    for _ in range(_PASSES):
        changes = 0
        for change in _changes(instance, working):
            changes += working.accept_if_better(change)
        if not changes:
            break
    return dict(working.chosen)


def _changes(instance: Instance, working: _Working) -> Iterator[_Change]:
    """Yield every single change to try: give in, move, exchange, replace."""
    for c, allowed in enumerate(instance.allowed):
        for d in allowed:
            if working.chosen.get(c) == d:
                continue
            yield {c: d}
            for other in tuple(working.held[d]):
                here = working.chosen.get(c)
                if here is None or here in instance.allowed[other]:
                    yield {c: d, other: here}


def _has_room(instance: Instance, d: int, held: Iterable[int]) -> bool:
    """Tell whether a doctor can hold these cases."""
    return fits_into(instance.load_minutes(d, held), instance.doctors[d].capacity_minutes)


class _Working:
    """A plan with the aims of each doctor kept apart, so that a change is judged by the doctors it
    touches.
    """

    def __init__(self, instance: Instance, chosen: Chosen) -> None:
        self.instance = instance
        self.chosen = dict(chosen)
        grouped = instance.cases_of(chosen)
        self.held = [set(grouped.get(d, ())) for d in range(len(instance.doctors))]
        self._aims = [instance.aims_of(d, self.held[d]) for d in range(len(instance.doctors))]

    def accept_if_better(self, change: _Change) -> bool:
        """Carry out a change when it keeps the hard rules and betters the plan; tell whether it was."""
        touched = self._touched(change)
        if not all(_has_room(self.instance, d, held) for d, held in touched.items()):
            return False
        now = {d: self.instance.aims_of(d, held) for d, held in touched.items()}
        rest = min((aims[7] for d, aims in enumerate(self._aims) if d not in touched), default=math.inf)
        before = _with_rest(combined(self._aims[d] for d in touched), rest)
        after = _with_rest(combined(now.values()), rest)
        if not better(after, before):
            return False
        for d, held in touched.items():
            self.held[d], self._aims[d] = held, now[d]
        for c, to in change.items():
            if to is None:
                self.chosen.pop(c, None)
            else:
                self.chosen[c] = to
        return True

    def _touched(self, change: _Change) -> dict[int, set[int]]:
        """Return the cases held after the change by every doctor it touches."""
        touched: dict[int, set[int]] = {}
        for c in change:
            here = self.chosen.get(c)
            if here is not None:
                touched.setdefault(here, set(self.held[here])).discard(c)
        for c, to in change.items():
            if to is not None:
                touched.setdefault(to, set(self.held[to])).add(c)
        return touched


def _with_rest(aims: tuple[float, ...], largest_load_of_rest: float) -> tuple[float, ...]:
    """Return the aims of the doctors touched with the largest relative load of all."""
    return (*aims[:7], min(aims[7], largest_load_of_rest), aims[8])
