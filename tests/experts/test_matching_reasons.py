"""A doctor for one case, and the reasons of both ways of matching: each checked by doing what it says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from experts.geography import great_circle_km
from experts.matching import Instance, Plan, Proposal, broken_rules, match_instance, propose
from experts.matching.fit import SHARES
from experts.matching.instance import parse_instance
from experts.outcomes import Evidence, learned_grade
from tests.experts.instances import NOW, case, doctor, instance, small_instances


def proposal_for(asked: dict[str, Any], doctors: list[dict[str, Any]]) -> Proposal:
    parsed = parse_instance(instance([asked], doctors))
    return propose(parsed.cases[0], parsed.doctors, now=parsed.now)


def plan_of(document: dict[str, Any]) -> Plan:
    return match_instance(parse_instance(document))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"departments": ["video"]}, "another department"),
        ({"conflicts": ["f1"]}, "conflict of interest"),
        ({"unavailable": [["2026-05-04T00:00:00Z", "2026-05-05T18:30:00Z"]]}, "until 2026-05-05 18:30 UTC"),
        ({"load_minutes": 430}, "Has 50 minutes left in this period; the case needs 60"),
        ({"languages": ["en"]}, "case: Chinese; doctor: English"),
    ],
)
def test_each_hard_rule_keeps_a_doctor_out_and_says_so(changes: dict[str, Any], says: str) -> None:
    parsed = parse_instance(instance([case()], [doctor(**changes)]))

    broken = broken_rules(parsed.cases[0], parsed.doctors[0], now=parsed.now)

    assert len(broken) == 1
    assert says in broken[0].en
    assert proposal_for(case(), [doctor(**changes)]).doctor_id is None


def test_doctor_without_a_broken_rule_is_eligible() -> None:
    parsed = parse_instance(instance([case()], [doctor()]))

    assert broken_rules(parsed.cases[0], parsed.doctors[0], now=parsed.now) == ()


def test_case_that_fills_the_capacity_exactly_fits() -> None:
    assert proposal_for(case(minutes=480), [doctor()]).doctor_id == "d"


def test_better_specialist_is_proposed_and_the_other_is_a_runner_up_with_both_grades() -> None:
    found = proposal_for(case(), [doctor("good", specialties={"gears": 0.9}), doctor("poor", specialties={})])

    assert found.doctor_id == "good"
    assert "graded 0.9 of 1 for gears and gearboxes" in found.reasons[0].en
    assert [a.doctor_id for a in found.alternatives] == ["poor"]
    assert found.alternatives[0].why_not.en == "Grade 0 for what this case asks for, against 0.9."


def test_a_learned_grade_says_what_it_rests_on() -> None:
    learned = learned_grade("gears", 0.8, Evidence(right=9, wrong=0))
    parsed = parse_instance(instance([case()], [doctor(specialties={"gears": learned.grade})]))
    of_record = replace(parsed.doctors[0], records={"gears": learned.text})

    plain = propose(parsed.cases[0], parsed.doctors, now=parsed.now)
    found = propose(parsed.cases[0], [of_record], now=parsed.now)

    assert "graded 0.895 of 1" in found.reasons[0].en
    assert "9 of 9 cases confirmed" in found.reasons[1].en
    assert [plain.reasons[0], *plain.reasons[1:]] == [found.reasons[0], *found.reasons[2:]]


def test_equal_specialists_the_less_loaded_then_the_nearer_is_proposed() -> None:
    busy = proposal_for(case(), [doctor("busy", load_minutes=240), doctor("free")])
    far = proposal_for(case(site=[31.2, 121.5]), [doctor("far", home=[32.2, 121.5]), doctor("near")])

    assert busy.doctor_id == "free"
    assert busy.alternatives[0].why_not.en == "Would be booked to 62 % of the capacity, against 12 %."
    assert far.doctor_id == "near"
    assert far.alternatives[0].why_not.en == "111.2 km from the site, against 0.0 km."


def test_doctor_who_would_be_late_loses_to_one_who_is_not() -> None:
    due = (NOW + timedelta(minutes=100)).isoformat()

    found = proposal_for(case(due=due), [doctor("a", load_minutes=60), doctor("b")])

    assert found.doctor_id == "b"
    assert "will" in proposal_for(case(due=due), [doctor("a", load_minutes=60)]).reasons[1].en.lower()
    assert found.alternatives[0].why_not.en == "The case would be late with this doctor."


def test_at_most_three_alternatives_eligible_ones_first() -> None:
    doctors = [doctor(f"d{k}", specialties={"gears": k / 10}) for k in range(3)]
    doctors += [doctor("away", specialties={"gears": 1}, conflicts=["f1"]), doctor("off", languages=["fr"])]

    found = proposal_for(case(), doctors)

    assert found.doctor_id == "d2"
    assert [(a.doctor_id, a.eligible) for a in found.alternatives] == [("d1", True), ("d0", True), ("away", False)]
    assert "conflict" in found.alternatives[2].why_not.en


def test_shares_of_the_score_follow_the_order_of_the_aims() -> None:
    shares = list(SHARES.values())

    assert sum(shares) == pytest.approx(1.0)
    assert all(share >= sum(shares[k + 1 :]) - 1e-12 for k, share in enumerate(shares))


def test_great_circle_of_a_quarter_meridian() -> None:
    assert great_circle_km((0.0, 0.0), (90.0, 0.0)) == pytest.approx(10007.557, abs=0.01)
    assert great_circle_km((31.2, 121.5), (31.2, 121.5)) == 0.0


def test_nobody_in_the_department_asks_for_one_more_doctor() -> None:
    found = proposal_for(case(department="metrology"), [doctor()])

    assert found.reason_unassigned is not None
    assert found.reason_unassigned.en == (
        "No doctor of the department metrology is listed. Smallest change that would fit: one more metrology doctor "
        "with 60 free minutes who speaks Chinese and has no conflict with the factory."
    )


def test_smallest_change_is_the_fewest_missing_minutes_and_it_fits_when_made() -> None:
    doctors = [doctor("a", load_minutes=450), doctor("b", load_minutes=440), doctor("c", languages=["en"])]

    reason = proposal_for(case(), doctors).reason_unassigned

    assert reason is not None
    assert reason.en.endswith("everything else as it is: 20 more minutes for b.")
    assert reason.zh.endswith("为 b 增加 20 分钟。")
    doctors[1]["capacity_minutes"] += 20
    assert proposal_for(case(), doctors).doctor_id == "b"


def test_conflict_is_never_proposed_to_be_lifted() -> None:
    reason = proposal_for(case(), [doctor(conflicts=["f1"])]).reason_unassigned

    assert reason is not None
    assert "one more mechanical doctor" in reason.en


def test_several_obstacles_of_one_doctor_are_all_named() -> None:
    away = [["2026-05-04T00:00:00Z", "2026-05-05T18:30:00Z"]]

    reason = proposal_for(case(), [doctor(load_minutes=450, unavailable=away)]).reason_unassigned

    assert reason is not None
    assert "d being there (absent until 2026-05-05 18:30 UTC) and 30 more minutes for d" in reason.en


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_instances())
def test_missing_minutes_named_in_a_plan_are_enough_and_needed(document: dict[str, Any]) -> None:
    parsed = parse_instance(document)
    plan = match_instance(parsed)
    chosen = {
        next(c for c, row in enumerate(parsed.cases) if row.id == a.case_id): next(
            d for d, row in enumerate(parsed.doctors) if row.id == a.doctor_id
        )
        for a in plan.assignments
    }
    for left in plan.unassigned:
        match = re.search(r"as it is: ([\d.]+) more minutes for (d\d)\.$", left.reason.en)
        if match is None:
            continue
        d = next(k for k, row in enumerate(parsed.doctors) if row.id == match[2])
        c = next(k for k, row in enumerate(parsed.cases) if row.id == left.case_id)
        for minutes, fits in ((float(match[1]), True), (float(match[1]) - 1, False)):
            wider = replace(parsed.doctors[d], capacity_minutes=parsed.doctors[d].capacity_minutes + minutes)
            doctors = (*parsed.doctors[:d], wider, *parsed.doctors[d + 1 :])
            assert replace(parsed, doctors=doctors).is_feasible({**chosen, c: d}) is fits


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_instances())
def test_reasons_of_a_plan_say_what_moving_the_case_really_does(document: dict[str, Any]) -> None:
    parsed = parse_instance(document)
    plan = match_instance(parsed)
    case_index = {row.id: k for k, row in enumerate(parsed.cases)}
    doctor_index = {row.id: k for k, row in enumerate(parsed.doctors)}
    chosen = {case_index[a.case_id]: doctor_index[a.doctor_id] for a in plan.assignments}
    for assignment in plan.assignments:
        assert len(assignment.alternatives) <= 3
        assert assignment.doctor_id not in {a.doctor_id for a in assignment.alternatives}
        for alternative in assignment.alternatives:
            moved = {**chosen, case_index[assignment.case_id]: doctor_index[alternative.doctor_id]}
            assert parsed.is_feasible(moved) is alternative.eligible
            assert "time limit" not in alternative.why_not.en


def test_alternative_filled_by_the_plan_says_how_little_is_left() -> None:
    plan = plan_of(
        instance(
            [case("a", specialties=["gears"], minutes=300), case("b", specialties=["pumps"], minutes=300)],
            [doctor("x", specialties={"gears": 1.0}), doctor("y", specialties={"pumps": 1.0})],
        )
    )

    found = {a.case_id: a for a in plan.assignments}
    assert (found["a"].doctor_id, found["b"].doctor_id) == ("x", "y")
    assert found["a"].alternatives[0].why_not.en == "Has 180 minutes left in this period; the case needs 300."


@pytest.mark.parametrize(
    ("site", "home", "says"),
    [(None, [31.2, 121.5], "enter the factory's coordinates"), ([31.2, 121.5], None, "enter the doctor's place")],
)
def test_an_unknown_place_is_told_with_what_to_enter(site: Any, home: Any, says: str) -> None:
    found = proposal_for(case(on_site=True, site=site), [doctor(home=home)])

    assert says in found.reasons[-1].en


def _with(found: Instance, doctor_id: str, **changes: Any) -> Instance:
    doctors = tuple(replace(each, **changes) if each.id == doctor_id else each for each in found.doctors)
    return replace(found, doctors=doctors)


POOR_ON_CALL = doctor("on_call", specialties={})
OFF_DUTY = {"off_duty": frozenset({"mechanical"}), "back_on_duty": NOW + timedelta(hours=10)}


def test_an_urgent_case_goes_to_who_is_on_duty_and_the_other_is_told_why() -> None:
    night = _with(parse_instance(instance([case(urgency=2)], [doctor("best"), POOR_ON_CALL])), "best", **OFF_DUTY)

    found = propose(night.cases[0], night.doctors, now=night.now)

    assert found.doctor_id == "on_call"
    assert found.alternatives[0].why_not.en.startswith("Is off duty until 2026-05-04 18:00 UTC")
    assert match_instance(night).assignments[0].doctor_id == "on_call"


def test_a_case_that_can_wait_goes_to_the_best_though_off_duty() -> None:
    night = _with(parse_instance(instance([case(urgency=3)], [doctor("best"), POOR_ON_CALL])), "best", **OFF_DUTY)

    assert propose(night.cases[0], night.doctors, now=night.now).doctor_id == "best"


def test_who_is_off_duty_is_called_in_where_nobody_on_duty_can_take_an_urgent_case() -> None:
    absent = doctor("on_call", languages=["en"])
    night = _with(parse_instance(instance([case(urgency=1)], [doctor("best"), absent])), "best", **OFF_DUTY)

    found = propose(night.cases[0], night.doctors, now=night.now)

    assert found.doctor_id == "best"
    assert any("has to be called in" in reason.en for reason in found.reasons)


def test_a_full_plan_says_whom_to_call_in() -> None:
    cases = [case("a", urgency=1, minutes=60), case("b", urgency=1, minutes=60)]
    on_call = doctor("on_call", capacity_minutes=60)
    night = _with(parse_instance(instance(cases, [doctor("best"), on_call])), "best", **OFF_DUTY)

    plan = match_instance(night)

    assert len(plan.assignments) == 1
    assert "off duty: 1" in plan.unassigned[0].reason.en
    assert "calling in best" in plan.unassigned[0].reason.en


def test_a_site_farther_than_a_doctor_goes_is_refused_with_both_distances() -> None:
    far = parse_instance(instance([case(on_site=True, site=[32.2, 121.5])], [doctor("near", home=[31.2, 121.5])]))
    bound = _with(far, "near", travel_limit_km=60.0)

    assert [text.en for text in broken_rules(bound.cases[0], bound.doctors[0], now=NOW)] == [
        "Goes 60 km from home at most; the site is 111 km away."
    ]
    assert bound.allowed == ((),)
    assert "near going 111 km" in match_instance(bound).unassigned[0].reason.en
