"""The two ways in: a doctor for one case, and the plan of a whole instance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from diagnostics.texts import Catalogue, Text
from experts.directory import Doctor
from experts.matching.explain import (
    Pair,
    describe_pair,
    reason_unassigned,
    reasons_for,
    why_not_chosen,
    why_not_equal,
)
from experts.matching.keeping import kept_cases, rest_of, settle_ties, with_load
from experts.matching.model import LEVELS, Alternative, Assignment, CaseRequest, Plan, Proposal, Unassigned
from experts.matching.objective import Chosen, Instance, better, combined, first_difference
from experts.matching.rules import breaches, fits_into, is_off_duty, off_duty_breach

__all__ = ["DEFAULT_TIME_LIMIT_S", "match_instance", "propose"]

DEFAULT_TIME_LIMIT_S = 8.0
"""Seconds the solver may take for one instance unless told otherwise."""

_ALTERNATIVES = 3
_LOAD = LEVELS.index("minus_largest_relative_load")

_texts = Catalogue(Path(__file__).with_name("texts.toml"))


def propose(case: CaseRequest, doctors: Sequence[Doctor], *, now: datetime) -> Proposal:
    """Propose the doctor with the best score among those who break no hard rule; ``doctors`` carry their
    present load.

    Equal scores go to whoever had less work in the weeks before, then to the smaller id.

    Up to three alternatives: the next best who may take the case, then
    doctors of the department whom another hard rule keeps out. Nobody at all: ``doctor_id`` None and the
    reason with the smallest change that would fit. A pure function; raises nothing on well-formed arguments
    with aware datetimes.
    """
    instance = Instance((case,), tuple(doctors), now)
    pairs = sorted(
        (describe_pair(instance, 0, d, (0,)) for d in instance.allowed[0]),
        key=lambda pair: (-pair.score, pair.doctor.recent_load, pair.doctor.id),
    )
    kept_out = _kept_out(instance, 0, doctors)
    if not pairs:
        reason = reason_unassigned(case, doctors, now=now)
        return Proposal(None, 0.0, (), tuple(kept_out[:_ALTERNATIVES]), reason)
    best, *others = pairs
    alternatives = [Alternative(p.doctor.id, p.score, why_not_chosen(p, best)) for p in others] + kept_out
    return Proposal(best.doctor.id, best.score, reasons_for(best), tuple(alternatives[:_ALTERNATIVES]), None)


def match_instance(instance: Instance, *, time_limit_s: float = DEFAULT_TIME_LIMIT_S, replan: bool = False) -> Plan:
    """Return the lexicographically best plan of the nine aims with a reason for every case, given out or not.

    A case that has a `current` doctor keeps that doctor where no hard rule speaks against it, unless ``replan``: a
    plan that was told is a promise. Of plans that are equal in every aim the one that changes fewer doctors, then the
    one that evens out the load of the weeks, is taken.
    """
    from experts.matching.optimum import find_optimum  # here: SciPy is large, and one proposal needs none of it

    kept = {} if replan else kept_cases(instance)
    rest = rest_of(instance, kept)
    optimum = find_optimum(rest.instance, time_limit_s=time_limit_s)
    chosen = settle_ties(instance, {**kept, **rest.in_whole(optimum.chosen)}, fixed=kept)
    whole = _Whole(instance, chosen, kept)
    loaded = with_load(instance, chosen)
    assignments = [_assignment(whole, c, d, loaded) for c, d in sorted(chosen.items())]
    unassigned = [
        Unassigned(case.id, reason_unassigned(case, loaded, now=instance.now))
        for c, case in enumerate(instance.cases)
        if c not in chosen
    ]
    objective = tuple(round(value, 9) + 0.0 for value in whole.objective)
    gap = tuple(round(value, 9) for value in optimum.gap)
    return Plan(tuple(assignments), tuple(unassigned), objective, gap)


class _Whole:
    """A plan with the aims of each doctor kept apart, so that moving one case is judged by two doctors; the cases of
    ``kept`` were not to be moved.
    """

    def __init__(self, instance: Instance, chosen: Chosen, kept: Chosen) -> None:
        self.instance = instance
        self.kept = kept
        self.held = instance.cases_of(chosen)
        self._shares = [instance.aims_of(d, self.held_by(d)) for d in range(len(instance.doctors))]
        self.objective = instance.objective(chosen)
        self._by_load = sorted(range(len(self._shares)), key=lambda d: self._shares[d][_LOAD])

    def held_by(self, d: int) -> list[int]:
        """Return the cases of a doctor."""
        return self.held.get(d, [])

    def objective_after_move(self, c: int, d: int, other: int) -> tuple[float, ...]:
        """Return the nine aims if one doctor's case went to another one."""
        before = combined([self._shares[d], self._shares[other]])
        now = combined(
            [
                self.instance.aims_of(d, [held for held in self.held_by(d) if held != c]),
                self.instance.aims_of(other, [*self.held_by(other), c]),
            ]
        )
        aims = [whole - old + new for whole, old, new in zip(self.objective, before, now, strict=True)]
        busiest_else = next((k for k in self._by_load if k not in (d, other)), None)
        aims[_LOAD] = now[_LOAD] if busiest_else is None else min(now[_LOAD], self._shares[busiest_else][_LOAD])
        return tuple(aims)


def _assignment(whole: _Whole, c: int, d: int, loaded: Sequence[Doctor]) -> Assignment:
    """Put one assignment into words, its alternatives being what moving this case alone would do."""
    instance, case = whole.instance, whole.instance.cases[c]
    pair = describe_pair(instance, c, d, whole.held_by(d))
    others: list[tuple[Pair, int]] = [
        (describe_pair(instance, c, other, [*whole.held_by(other), c]), other)
        for other in instance.allowed[c]
        if other != d and fits_into(case.minutes, loaded[other].free_minutes)
    ]
    others.sort(key=lambda entry: (-entry[0].score, entry[0].doctor.id))
    alternatives = [
        Alternative(other_pair.doctor.id, other_pair.score, _why_not_moved(whole, c, d, other))
        for other_pair, other in others[:_ALTERNATIVES]
    ]
    if len(alternatives) < _ALTERNATIVES:
        alternatives += _kept_out(instance, c, [doctor for k, doctor in enumerate(loaded) if k != d])
    reasons = reasons_for(pair)
    if c in whole.kept:
        reasons = (_texts("reason_kept"), *reasons)
    return Assignment(case.id, pair.doctor.id, pair.score, reasons, tuple(alternatives[:_ALTERNATIVES]))


def _kept_out(instance: Instance, c: int, doctors: Iterable[Doctor]) -> list[Alternative]:
    """Return the doctors of the case's department whom another hard rule keeps out, the best score first."""
    case = instance.cases[c]
    takes_anybody = any(is_off_duty(case, instance.doctors[d]) for d in instance.allowed[c])
    found: list[Alternative] = []
    for doctor in doctors:
        if case.department not in doctor.departments:
            continue
        broken = breaches(case, doctor, now=instance.now)
        if not broken and not takes_anybody and is_off_duty(case, doctor):
            broken = (off_duty_breach(doctor),)
        if broken:
            pair = describe_pair(Instance((case,), (doctor,), instance.now), 0, 0, (0,))
            found.append(Alternative(doctor.id, pair.score, broken[0].text, eligible=False))
    return sorted(found, key=lambda alternative: (-alternative.score, alternative.doctor_id))


def _why_not_moved(whole: _Whole, c: int, d: int, other: int) -> Text:
    """Say what moving one case to another doctor would do to the first aim that changes."""
    before = whole.objective
    after = whole.objective_after_move(c, d, other)
    level = first_difference(after, before)
    if level is None:
        return why_not_equal(whole.instance.doctors[other], whole.instance.doctors[d])
    if better(after, before):
        return _texts("why_not_kept" if c in whole.kept else "why_not_time_limit")
    kind = LEVELS[level]
    if kind == "specialty_fit":
        return _texts("why_not_plan_fit", chosen=round(before[level], 6), other=round(after[level], 6))
    if kind == "on_time":
        return _texts("why_not_plan_on_time", chosen=before[level], other=after[level])
    if kind == "minus_largest_relative_load":
        return _texts("why_not_plan_load", chosen=-100.0 * before[level], other=-100.0 * after[level])
    return _texts("why_not_plan_distance", chosen=-before[level], other=-after[level])
