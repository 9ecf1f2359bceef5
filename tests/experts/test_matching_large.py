"""Instances too large to be solved as a whole: valid plans in time, better than greedy, with gaps that hold."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.matching_instances import FAMILIES, Family, seeded_instance
from experts.matching import match_instance
from experts.matching.exchange import exchange_equals
from experts.matching.improve import first_plan
from experts.matching.instance import parse_instance
from experts.matching.objective import Instance, better
from experts.matching.packing import fullest, pack
from experts.matching.rules import breaches
from experts.matching.table import Table, as_chosen, as_holder
from tests.experts.instances import contended_instances, small_instances


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_a_large_plan_keeps_the_hard_rules_is_better_than_greedy_and_within_its_bounds(family: Family) -> None:
    instance = seeded_instance(family, cases=250, doctors=90, seed=3)
    index = {doctor.id: d for d, doctor in enumerate(instance.doctors)}

    plan = match_instance(instance, time_limit_s=1.5)

    chosen = {c: index[a.doctor_id] for a in plan.assignments for c in [int(a.case_id.removeprefix("case_"))]}
    assert len(plan.assignments) + len(plan.unassigned) == 250
    assert instance.is_feasible(chosen)
    assert not any(breaches(instance.cases[c], instance.doctors[d], now=instance.now) for c, d in chosen.items())
    assert plan.objective == pytest.approx(instance.objective(chosen))
    assert better(instance.objective(chosen), instance.objective(first_plan(instance)))
    assert all(gap >= 0 for gap in plan.gap)


@settings(max_examples=200, deadline=None)
@given(small_instances() | contended_instances())
def test_the_pairs_allowed_are_those_that_break_no_hard_rule(document: dict[str, Any]) -> None:
    instance = parse_instance(document)

    expected = tuple(
        tuple(d for d, doctor in enumerate(instance.doctors) if not breaches(case, doctor, now=instance.now))
        for case in instance.cases
    )

    assert instance.allowed == expected


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_instances() | contended_instances(), st.randoms(use_true_random=False))
def test_packing_any_fractions_gives_a_plan_in_which_nothing_more_fits(document: dict[str, Any], chance: Any) -> None:
    instance = parse_instance(document)
    table = Table.of(instance)
    whole = _some_plan(instance, chance)
    shares = np.array([float(whole.get(int(c)) == d) for c, d in zip(table.case, table.doctor, strict=True)])

    packed = as_chosen(pack(table, shares, table.fit))

    assert instance.is_feasible(packed)
    for c in range(len(instance.cases)):
        if c not in packed:
            assert not any(instance.is_feasible({**packed, c: d}) for d in instance.allowed[c])


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_instances() | contended_instances(), st.randoms(use_true_random=False))
def test_exchanging_equals_keeps_every_doctors_minutes_and_never_lowers_the_fit(
    document: dict[str, Any], chance: Any
) -> None:
    instance = parse_instance(document)
    table = Table.of(instance)
    before = _some_plan(instance, chance)

    after = as_chosen(exchange_equals(table, as_holder(before, len(instance.cases)), table.fit))

    assert instance.is_feasible(after)
    assert set(after) == set(before)
    assert _minutes_by_doctor(instance, after) == _minutes_by_doctor(instance, before)
    assert (
        sum(instance.fit[c, d] for c, d in after.items()) >= sum(instance.fit[c, d] for c, d in before.items()) - 1e-9
    )


@given(st.lists(st.integers(1, 60), max_size=8), st.integers(0, 200))
def test_the_fullest_choice_is_that_of_all_choices(minutes: list[int], room: int) -> None:
    chosen = fullest([float(value) for value in minutes], float(room))

    sums = [sum(part) for n in range(len(minutes) + 1) for part in itertools.combinations(minutes, n)]
    assert sum(minutes[k] for k in chosen) == max(total for total in sums if total <= room)


def _some_plan(instance: Instance, chance: Any) -> dict[int, int]:
    """Return a plan that keeps the hard rules, by chance."""
    plan: dict[int, int] = {}
    for c, doctors in enumerate(instance.allowed):
        fitting = [d for d in doctors if instance.is_feasible({**plan, c: d})]
        if fitting and chance.random() < 0.8:
            plan[c] = chance.choice(fitting)
    return plan


def _minutes_by_doctor(instance: Instance, plan: dict[int, int]) -> dict[int, list[float]]:
    minutes: dict[int, list[float]] = {}
    for c, d in plan.items():
        minutes.setdefault(d, []).append(instance.cases[c].minutes)
    return {d: sorted(values) for d, values in minutes.items()}
