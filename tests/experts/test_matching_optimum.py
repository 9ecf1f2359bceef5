"""The plan of a whole instance against every plan there is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from experts.matching import LEVELS, Plan, match_instance
from experts.matching.improve import first_plan, improve
from experts.matching.instance import parse_instance
from experts.matching.optimum import find_optimum
from tests.experts.brute_force import best_vector, vector
from tests.experts.instances import NOW, case, contended_instances, doctor, instance, random_instance, small_instances


def plan_of(document: dict[str, Any], *, time_limit_s: float = 20.0) -> Plan:
    return match_instance(parse_instance(document), time_limit_s=time_limit_s)


def pairs_of(plan: Plan) -> dict[str, str]:
    return {assignment.case_id: assignment.doctor_id for assignment in plan.assignments}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_instances())
def test_plan_is_the_lexicographic_optimum_of_all_plans(document: dict[str, Any]) -> None:
    plan = plan_of(document)

    assert plan.objective == pytest.approx(best_vector(document), abs=1e-6)
    assert plan.objective == pytest.approx(vector(document, pairs_of(plan)), abs=1e-6)
    assert plan.gap == (0.0,) * len(LEVELS)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(contended_instances())
def test_plan_is_the_optimum_where_cases_compete_for_time(document: dict[str, Any]) -> None:
    plan = plan_of(document)

    assert plan.objective == pytest.approx(best_vector(document), abs=1e-6)
    assert plan.proved


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_instances() | contended_instances())
def test_without_time_the_plan_is_valid_and_the_gaps_cover_the_optimum(document: dict[str, Any]) -> None:
    plan = plan_of(document, time_limit_s=0.0)

    assert plan.objective == pytest.approx(vector(document, pairs_of(plan)), abs=1e-6)
    best = best_vector(document)
    first = next((k for k in range(9) if abs(best[k] - plan.objective[k]) > 1e-6), None)
    if first is not None:
        assert best[first] <= plan.objective[first] + plan.gap[first] + 1e-6


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_instances())
def test_improvement_never_makes_a_plan_worse_and_leaves_no_case_that_fits(document: dict[str, Any]) -> None:
    parsed = parse_instance(document)
    start = first_plan(parsed)

    found = improve(parsed, start)

    assert parsed.is_feasible(found)
    assert [round(v, 6) for v in parsed.objective(found)] >= [round(v, 6) for v in parsed.objective(start)]
    for c in range(len(parsed.cases)):
        if c not in found:
            assert not any(parsed.is_feasible({**found, c: d}) for d in parsed.allowed[c])


def test_a_plan_the_solver_hands_back_though_it_found_a_better_one_is_not_taken_for_the_optimum() -> None:
    parsed = parse_instance(random_instance(cases=15, doctors=8, seed=1347))  # HiGHS 1.16 does so here

    found = find_optimum(parsed, time_limit_s=20.0)

    assert found.objective[:6] == (1.0, 0.0, 2.0, 2.0, 1.0, 1.0)


def test_every_case_is_assigned_or_listed_as_unassigned_exactly_once() -> None:
    document = instance([case(f"c{k}", minutes=200) for k in range(5)], [doctor(), doctor("e", conflicts=["f1"])])

    plan = plan_of(document)

    named = [a.case_id for a in plan.assignments] + [u.case_id for u in plan.unassigned]
    assert sorted(named) == [f"c{k}" for k in range(5)]
    assert len(plan.assignments) == 2


def test_one_urgent_case_outweighs_two_less_urgent_ones() -> None:
    document = instance(
        [case("urgent", urgency=1, minutes=480), case("a", urgency=2, minutes=240), case("b", urgency=2, minutes=240)],
        [doctor()],
    )

    assert pairs_of(plan_of(document)) == {"urgent": "d"}


def test_case_of_equal_urgency_is_left_when_two_others_fit_instead() -> None:
    document = instance([case("long", minutes=480), case("a", minutes=240), case("b", minutes=240)], [doctor()])

    assert pairs_of(plan_of(document)) == {"a": "d", "b": "d"}


def test_specialty_outweighs_being_on_time() -> None:
    soon = "2026-05-04T08:50:00+00:00"
    document = instance(
        [case(due=soon, minutes=40)],
        [doctor("expert", load_minutes=30), doctor("free", specialties={"gears": 0.7})],
    )

    plan = plan_of(document)

    assert pairs_of(plan) == {"c": "expert"}
    assert plan.objective[LEVELS.index("on_time")] == 0


def test_being_on_time_outweighs_an_even_load() -> None:
    soon = "2026-05-04T08:50:00+00:00"
    document = instance(
        [case(due=soon, minutes=40)],
        [doctor("busy", load_minutes=30, capacity_minutes=960), doctor("small", capacity_minutes=50)],
    )

    plan = plan_of(document)

    assert pairs_of(plan) == {"c": "small"}
    assert plan.objective[LEVELS.index("minus_largest_relative_load")] == pytest.approx(-40 / 50)


def test_even_load_outweighs_distance() -> None:
    document = instance(
        [case("a", site=[31.2, 121.5]), case("b", site=[31.2, 121.5])],
        [doctor("near"), doctor("far", home=[32.2, 121.5])],
    )

    plan = plan_of(document)

    assert sorted(pairs_of(plan).values()) == ["far", "near"]
    assert plan.objective[LEVELS.index("minus_distance_km")] == pytest.approx(-6371.0088 * 3.141592653589793 / 180)


def test_a_plan_that_the_solver_brings_back_wrong_from_its_presolve_is_found_right() -> None:
    due = {"c0": 120, "c1": 60, "c2": 120, "c3": 120, "c4": 150, "c5": 90}
    minutes = {"c0": 90, "c1": 30, "c2": 30, "c3": 40, "c4": 40, "c5": 40}
    cases = [
        case(
            name,
            urgency={"c2": 4, "c4": 5}.get(name, 3),
            minutes=minutes[name],
            specialties=[] if name == "c4" else ["gears"],
            due=(NOW + timedelta(minutes=due[name])).isoformat(),
        )
        for name in due
    ]
    doctors = [
        doctor("d0", specialties={}, capacity_minutes=150),
        doctor("d1", specialties={"gears": 0.5}, capacity_minutes=150, load_minutes=30),
    ]

    plan = plan_of(instance(cases, doctors))

    assert plan.objective == pytest.approx(best_vector(instance(cases, doctors)), abs=1e-6)
    assert plan.objective[6] == 5.0
