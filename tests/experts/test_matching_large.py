"""Instances too large to be solved as a whole: valid plans in time, better than greedy, with gaps that hold."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.matching_instances import FAMILIES, Family, seeded_instance
from experts.matching import hull, match_instance
from experts.matching.division import search
from experts.matching.exchange import exchange_equals
from experts.matching.hull import Hull, best_filling
from experts.matching.improve import first_plan
from experts.matching.instance import parse_instance
from experts.matching.objective import Chosen, Instance, better
from experts.matching.optimum import find_optimum
from experts.matching.packing import fullest, pack
from experts.matching.program import FIT, ON_TIME, Program
from experts.matching.rules import breaches
from experts.matching.table import Table, as_chosen, as_holder
from tests.experts.brute_force import best_vector
from tests.experts.instances import case, contended_instances, doctor, small_instances
from tests.experts.instances import instance as instance_of

_drawn = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


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


@_drawn
@given(small_instances() | contended_instances(), st.randoms(use_true_random=False))
def test_packing_gives_out_at_least_one_case_of_the_highest_urgency_that_anybody_may_take(
    document: dict[str, Any], chance: random.Random
) -> None:
    instance = parse_instance(document)

    packed = as_chosen(pack(Table.of(instance), seconds=1.0, chance=chance))

    assert instance.is_feasible(packed)
    takeable = [case.urgency for case, doctors in zip(instance.cases, instance.allowed, strict=True) if doctors]
    if takeable:
        assert min(takeable) in {instance.cases[c].urgency for c in packed}


@_drawn
@given(small_instances() | contended_instances(), st.randoms(use_true_random=False))
def test_exchanging_equals_lowers_no_count_nor_the_fit_and_fills_no_doctor_further(
    document: dict[str, Any], chance: random.Random
) -> None:
    instance = parse_instance(document)
    table = Table.of(instance)
    before = _some_plan(instance, chance)

    after = as_chosen(exchange_equals(table, as_holder(before, len(instance.cases)), table.fit))

    assert instance.is_feasible(after)
    assert instance.objective(after)[:5] >= instance.objective(before)[:5]
    if instance.objective(after)[:5] == instance.objective(before)[:5]:
        assert instance.objective(after)[FIT] >= instance.objective(before)[FIT] - 1e-9
    before_minutes, after_minutes = _minutes_by_doctor(instance, before), _minutes_by_doctor(instance, after)
    assert all(not Counter(after_minutes[d]) - Counter(before_minutes.get(d, [])) for d in after_minutes)


@_drawn
@given(small_instances() | contended_instances(), st.randoms(use_true_random=False), st.sampled_from([0.0, 5.0]))
def test_searching_on_never_makes_a_plan_worse_and_leaves_no_case_that_fits(
    document: dict[str, Any], chance: random.Random, seconds: float
) -> None:
    instance = parse_instance(document)
    before = _some_plan(instance, chance)

    after = search(Table.of(instance), as_holder(before, len(instance.cases)), seconds=seconds, chance=random.Random(1))

    assert instance.is_feasible(after)
    assert not better(instance.objective(before), instance.objective(after))
    for c in range(len(instance.cases)):
        if c not in after:
            assert not any(instance.is_feasible({**after, c: d}) for d in instance.allowed[c])


def test_two_doctors_divide_their_cases_so_that_each_is_on_time() -> None:
    soon, later = "2026-05-04T09:00:00+00:00", "2026-05-04T10:00:00+00:00"
    document = instance_of(
        [case("a", due=soon), case("b", due=soon), case("c", due=later), case("d", due=later)],
        [doctor("x", capacity_minutes=240), doctor("y", capacity_minutes=240)],
    )
    instance = parse_instance(document)
    both_late = as_holder({0: 0, 1: 0, 2: 1, 3: 1}, 4)

    divided = search(Table.of(instance), both_late, seconds=5.0, chance=random.Random(1))

    assert instance.objective(divided)[ON_TIME] == 4


@_drawn
@given(small_instances() | contended_instances())
def test_the_bounds_of_whole_cases_are_between_the_optimum_and_those_of_fractions(document: dict[str, Any]) -> None:
    instance = parse_instance(document)
    table = Table.of(instance)
    best = find_optimum(instance, time_limit_s=20.0)
    whole_cases = Hull(table, as_holder(best.chosen, len(instance.cases)))
    program = Program(table, np.arange(len(table.case)))

    for level in range(FIT + 1):
        reached = best.objective[:level]
        bound = whole_cases.bound(level, reached, seconds=5.0)
        in_fractions = program.relax(level, reached, least_z=0.0, seconds=5.0).bound
        assert bound is not None
        assert in_fractions is not None
        assert best.objective[level] <= bound + 1e-6
        assert bound <= in_fractions + 0.5 + 1e-6


def test_the_bound_of_whole_cases_knows_what_minutes_cannot_be_filled() -> None:
    document = instance_of([case(f"c{k}", minutes=60) for k in range(4)], [doctor("d", capacity_minutes=119)])
    instance = parse_instance(document)

    whole_cases = Hull(Table.of(instance), as_holder({0: 0}, 4))

    assert whole_cases.bound(2, (0.0, 0.0), seconds=5.0) == pytest.approx(1.0, abs=1e-4)


@_drawn
@given(small_instances() | contended_instances(), st.sampled_from([0.0, 2.0]), st.sampled_from([0, 4000]))
def test_the_gaps_of_a_plan_that_was_searched_for_cover_the_optimum(
    document: dict[str, Any], time_limit_s: float, most_links: int
) -> None:
    with patch.object(hull, "_MOST_LINKS", most_links):
        found = find_optimum(parse_instance(document), time_limit_s=time_limit_s, whole_pairs=0)

    best = best_vector(document)
    first = next((k for k in range(9) if abs(best[k] - found.objective[k]) > 1e-6), None)
    if first is not None:
        assert found.objective[first] < best[first] <= found.objective[first] + found.gap[first] + 1e-6


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 6), st.integers(0, 3)), min_size=1, max_size=4),
    st.integers(0, 15),
)
def test_the_best_filling_is_that_of_all_fillings(kinds: list[tuple[int, int, int]], room: int) -> None:
    worth, steps, copies = (np.array(column) for column in zip(*kinds, strict=True))

    best, filling = best_filling(worth.astype(float), steps, copies, room)

    numbers = itertools.product(*(range(n + 1) for n in copies))
    possible = [n for n in map(np.array, numbers) if n @ steps <= room]
    assert best == max(n @ worth for n in possible) == filling @ worth
    assert filling @ steps <= room
    assert (filling <= copies).all()


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


def _minutes_by_doctor(instance: Instance, plan: Chosen) -> dict[int, list[float]]:
    minutes: dict[int, list[float]] = {}
    for c, d in plan.items():
        minutes.setdefault(d, []).append(instance.cases[c].minutes)
    return {d: sorted(values) for d, values in minutes.items()}
