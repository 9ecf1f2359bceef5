"""A plan that was told is kept, ties are settled fairly, and "what if" tells exactly what changes."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from experts.cli import main
from experts.errors import ExpertsError
from experts.matching import Instance, Plan, match_instance, what_if
from experts.matching.instance import parse_instance
from tests.experts.instances import NOW, case, doctor, instance, small_instances


def doctors_of(plan: Plan) -> dict[str, str]:
    return {assignment.case_id: assignment.doctor_id for assignment in plan.assignments}


def parsed(cases: list[dict[str, Any]], doctors: list[dict[str, Any]]) -> Instance:
    return parse_instance(instance(cases, doctors))


GOOD, POOR = doctor("good", specialties={"gears": 0.9}), doctor("poor", specialties={"gears": 0.3})


def test_a_case_keeps_its_doctor_though_a_better_one_is_there_and_says_so() -> None:
    plan = match_instance(parsed([case(current="poor")], [GOOD, POOR]))

    assert doctors_of(plan) == {"c": "poor"}
    assert plan.assignments[0].reasons[0].en.startswith("Has this case already")
    assert "ask for a new plan" in plan.assignments[0].alternatives[0].why_not.en


def test_a_new_plan_moves_it_when_asked() -> None:
    plan = match_instance(parsed([case(current="poor")], [GOOD, POOR]), replan=True)

    assert doctors_of(plan) == {"c": "good"}


def test_a_doctor_who_may_no_longer_have_a_case_loses_it() -> None:
    absent = doctor("poor", unavailable=[[NOW.isoformat(), (NOW + timedelta(days=1)).isoformat()]])

    plan = match_instance(parsed([case(current="poor")], [GOOD, absent]))

    assert doctors_of(plan) == {"c": "good"}


def test_the_most_urgent_cases_are_kept_where_minutes_have_become_fewer() -> None:
    cases = [case("later", urgency=4, current="d"), case("first", urgency=2, current="d")]

    plan = match_instance(parsed(cases, [doctor(capacity_minutes=60)]))

    assert doctors_of(plan) == {"first": "d"}
    assert [unassigned.case_id for unassigned in plan.unassigned] == ["later"]


def test_a_barred_doctor_is_not_chosen_and_never_proposed_as_the_change() -> None:
    plan = match_instance(parsed([case(barred=["good"])], [GOOD]))

    assert plan.assignments == ()
    reason = plan.unassigned[0].reason
    assert "declined it or taken off: 1" in reason.en
    assert "one more" in reason.en.partition("Smallest change")[2]


def test_of_equal_doctors_the_one_with_less_recent_work_is_taken_and_the_other_told_why() -> None:
    tired, rested = doctor("a", recent_load=0.8), doctor("b", recent_load=0.2)
    busiest = doctor("z", load_minutes=470)  # so that neither of the two sets the largest load

    plan = match_instance(parsed([case()], [tired, rested, busiest]))

    assert doctors_of(plan) == {"c": "b"}
    why = {alternative.doctor_id: alternative.why_not.en for alternative in plan.assignments[0].alternatives}
    assert "more work in the weeks before (80 % of the capacity against 20 %)" in why["a"]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_instances())
def test_settling_ties_costs_no_aim_anything(document: dict[str, Any]) -> None:
    for k, row in enumerate(document["doctors"]):
        row["recent_load"] = 0.9 - 0.3 * k
    fair = match_instance(parse_instance(document))
    for row in document["doctors"]:
        del row["recent_load"]
    plain = match_instance(parse_instance(document))

    assert fair.objective == pytest.approx(plain.objective, abs=1e-6)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_instances(), st.data())
def test_an_added_case_moves_no_case_that_was_given_out(document: dict[str, Any], data: st.DataObject) -> None:
    if not document["cases"]:
        return
    newest = document["cases"].pop(data.draw(st.integers(0, len(document["cases"]) - 1)))
    present = parse_instance(document)
    added = parse_instance(instance([newest], document["doctors"])).cases

    found = what_if(present, added=added)

    before, after = doctors_of(match_instance(present)), doctors_of(found.plan)
    assert {case_id: after.get(case_id) for case_id in before} == before
    assert newest["id"] in {change.case_id for change in found.changes}


def test_only_the_cases_of_a_doctor_who_falls_ill_change() -> None:
    cases = [case("one", languages=["en"]), case("two")]
    doctors = [doctor("only_english", languages=["en"]), doctor("both", languages=["zh", "en"])]

    found = what_if(parsed(cases, doctors), without=["only_english"])

    assert [(change.case_id, change.before, change.after) for change in found.changes] == [
        ("one", "only_english", "both")
    ]
    assert found.changes[0].text.zh == "one：由 only_english 改为 both。"


def test_a_case_nobody_can_take_over_is_told_with_the_reason() -> None:
    found = what_if(parsed([case()], [doctor()]), without=["d"])

    assert [(change.before, change.after) for change in found.changes] == [("d", None)]
    assert "absent now: 1" in found.changes[0].text.en
    assert found.objective_before[2] == 1.0


@pytest.mark.parametrize(
    ("asked", "code"), [({"without": ["nobody"]}, "doctor_unknown"), ({"added": "same"}, "case_repeated")]
)
def test_what_cannot_be_asked_is_refused(asked: dict[str, Any], code: str) -> None:
    present = parsed([case()], [doctor()])
    if "added" in asked:
        asked = {"added": present.cases}

    with pytest.raises(ExpertsError) as refusal:
        what_if(present, **asked)

    assert refusal.value.code == code


def test_the_command_tells_what_changes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, added = tmp_path / "instance.json", tmp_path / "cases.json"
    path.write_text(json.dumps(instance([case()], [doctor(), doctor("e")])), encoding="utf-8")
    added.write_text(json.dumps([case("new", urgency=1)]), encoding="utf-8")

    code = main(["match", str(path), "--without", "d", "--with", str(added)])

    answer = json.loads(capsys.readouterr().out)
    assert code == 0
    assert {change["case"] for change in answer["changes"]} >= {"new"}
    assert {entry["doctor"] for entry in answer["assignments"]} == {"e"}
    assert answer["objective_before"]["assigned_urgency_3"] == 1


def test_the_command_refuses_an_unknown_doctor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "instance.json"
    path.write_text(json.dumps(instance([case()], [doctor()])), encoding="utf-8")

    code = main(["match", str(path), "--without", "nobody", "--lang", "zh"])

    assert code == 2
    assert capsys.readouterr().err.startswith("doctor_unknown: 实例中没有")
