"""Random instances, by either way to a plan: no hard rule broken, no case lost, and never worse than case by case."""

from __future__ import annotations

from functools import partial
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from experts.matching import Plan, match_instance, optimum
from experts.matching.improve import first_plan
from experts.matching.instance import parse_instance
from experts.matching.objective import Instance, better
from experts.matching.optimum import find_optimum
from tests.experts.brute_force import vector
from tests.experts.instances import random_instance

_AS_A_WHOLE = 2500
_BY_SEARCH = 0

_INSTANCES = st.builds(random_instance, st.integers(0, 24), st.integers(0, 8), st.integers(0, 2**32 - 1))
_WAYS = st.sampled_from([_AS_A_WHOLE, _BY_SEARCH, _BY_SEARCH])
_random = partial(settings, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_random(max_examples=300)
@given(_INSTANCES, _WAYS)
def test_a_plan_of_a_random_instance_keeps_every_rule(document: dict[str, Any], whole_pairs: int) -> None:
    _check_plan(document, whole_pairs)


@pytest.mark.long
@pytest.mark.timeout(1800)
@_random(max_examples=10_000)
@given(_INSTANCES, _WAYS)
def test_the_plans_of_ten_thousand_random_instances_keep_every_rule(document: dict[str, Any], whole_pairs: int) -> None:
    _check_plan(document, whole_pairs)


def _check_plan(document: dict[str, Any], whole_pairs: int) -> None:
    instance = parse_instance(document)

    plan = _plan(instance, whole_pairs)

    named = [a.case_id for a in plan.assignments] + [u.case_id for u in plan.unassigned]
    assert sorted(named) == sorted(case["id"] for case in document["cases"])
    assert instance.is_feasible({int(a.case_id[1:]): int(a.doctor_id[1:]) for a in plan.assignments})
    assert plan.objective == pytest.approx(vector(document, {a.case_id: a.doctor_id for a in plan.assignments}))
    assert not better(instance.objective(first_plan(instance)), plan.objective)
    assert all(gap >= 0 for gap in plan.gap)


def _plan(instance: Instance, whole_pairs: int) -> Plan:
    with patch.object(optimum, "find_optimum", partial(find_optimum, whole_pairs=whole_pairs)):
        return match_instance(instance, time_limit_s=0.2)
