"""When a diagnosis contradicts the automatic opinion, and when a panel agrees."""

from __future__ import annotations

from typing import Any

import pytest

from experts.review import (
    AMENDING,
    HIGH_PROBABILITY,
    VERDICTS,
    Disagreement,
    Judgement,
    OpinionFinding,
    agreed_verdict,
    disagreements,
)

OUTER = OpinionFinding("bearing.outer_race", "DE", 0.9)
CONFIRMED = Judgement("confirmed", "bearing.outer_race", "DE", 0)
REFUTED = Judgement("refuted", "bearing.outer_race", "DE", 0)


def _compare(**changes: Any) -> tuple[Disagreement, ...]:
    usual: dict[str, Any] = {
        "verdict": "fault",
        "opinion_urgency": 3,
        "findings": [OUTER],
        "ruled_out": (),
        "judged": [CONFIRMED],
        "urgency": 3,
    }
    return disagreements(**usual | changes)


def _kinds(**changes: Any) -> list[str]:
    return [each.kind for each in _compare(**changes)]


def test_a_diagnosis_that_confirms_the_opinion_contradicts_nothing() -> None:
    assert _compare() == ()
    assert _compare(verdict="healthy", findings=[], judged=[], urgency=5, opinion_urgency=5) == ()


@pytest.mark.parametrize("probability", [HIGH_PROBABILITY, 0.99, 1.0])
def test_a_strong_finding_that_is_refuted_or_passed_over_is_a_contradiction(probability: float) -> None:
    strong = OpinionFinding("bearing.outer_race", "DE", probability)
    other = Judgement("added", "gear.wear", None, None)

    assert _kinds(findings=[strong], judged=[REFUTED, other]) == ["finding_refuted"]
    assert _kinds(findings=[strong], judged=[other]) == ["finding_missing"]


def test_a_weak_finding_may_be_refuted() -> None:
    weak = OpinionFinding("bearing.outer_race", "DE", HIGH_PROBABILITY - 0.01)

    gear = OpinionFinding("gear.wear", None, 0.3)

    assert _kinds(findings=[weak, gear], judged=[REFUTED, Judgement("confirmed", "gear.wear", None, 1)]) == []


def test_the_same_fault_added_by_hand_is_not_missing() -> None:
    assert _kinds(judged=[Judgement("added", "bearing.outer_race", "DE", None)]) == []
    assert _kinds(judged=[Judgement("added", "bearing.outer_race", "NDE", None)]) == ["finding_missing"]


def test_a_fault_of_another_family_that_was_ruled_out_is_a_contradiction() -> None:
    added = Judgement("added", "rotor.unbalance", None, None)
    kin = Judgement("added", "bearing.cage", "DE", None)

    assert _kinds(judged=[CONFIRMED, added], ruled_out=["rotor.unbalance"]) == ["added_ruled_out"]
    assert _kinds(judged=[CONFIRMED, added]) == []
    assert _kinds(judged=[CONFIRMED, kin], ruled_out=["bearing.cage"]) == []


def test_healthy_and_fault_contradict_each_other() -> None:
    assert _kinds(verdict="healthy", findings=[], judged=[Judgement("added", "gear.wear", None, None)]) == ["verdict"]
    assert _kinds(findings=[OpinionFinding("gear.wear", None, 0.4)], judged=[]) == ["verdict"]
    assert _kinds(judged=[REFUTED]) == ["finding_refuted", "verdict"]


@pytest.mark.parametrize(("opinion", "diagnosis", "contradicts"), [(1, 3, True), (5, 3, True), (3, 4, False)])
def test_two_levels_of_urgency_are_a_contradiction(opinion: int, diagnosis: int, contradicts: bool) -> None:
    assert _kinds(opinion_urgency=opinion, urgency=diagnosis) == ["urgency"] * contradicts


def test_an_opinion_that_could_not_assess_contradicts_nothing() -> None:
    assert _compare(verdict="not_assessable", findings=[], judged=[CONFIRMED], opinion_urgency=5, urgency=1) == ()


def test_every_contradiction_is_told_in_both_languages_with_its_numbers() -> None:
    refuted, verdict, urgency = _compare(judged=[REFUTED], urgency=5)

    assert "90 %" in refuted.text.en
    assert "Outer" in refuted.text.en or "outer" in refuted.text.en
    assert "90%" in refuted.text.zh
    assert "（DE）" in refuted.text.zh
    assert "none" in verdict.text.en
    assert "urgency 3" in urgency.text.en
    assert "5" in urgency.text.zh


def test_the_key_stays_the_same_while_the_contradiction_does() -> None:
    first = _compare(judged=[REFUTED])
    again = _compare(judged=[REFUTED], findings=[OpinionFinding("bearing.outer_race", "DE", 0.85)])
    other = _compare(judged=[REFUTED], findings=[OpinionFinding("bearing.outer_race", "NDE", 0.9)])

    assert [each.key for each in first] == [each.key for each in again]
    assert [each.key for each in first] != [each.key for each in other]
    assert _compare(urgency=5)[0].key != _compare(urgency=1)[0].key


def test_an_unknown_fault_stands_for_itself() -> None:
    unknown = OpinionFinding("alien.probe", None, 0.9)

    assert "alien.probe" in _compare(findings=[unknown], judged=[])[0].text.zh


@pytest.mark.parametrize(
    ("verdicts", "agreed"),
    [
        ([], None),
        (["doctor_right"], None),
        (["doctor_right", None], None),
        (["doctor_right", "doctor_right"], "doctor_right"),
        (["doctor_right", "opinion_right"], None),
        (["cannot_tell", "cannot_tell"], None),
        (["both_partly", "both_partly", "both_partly"], "both_partly"),
        (["both_partly", "both_partly", "cannot_tell"], None),
    ],
)
def test_a_panel_agrees_when_all_of_at_least_two_say_the_same(verdicts: list[str | None], agreed: str | None) -> None:
    assert agreed_verdict(verdicts) == agreed


def test_a_diagnosis_is_amended_unless_the_doctor_is_right_or_nobody_knows() -> None:
    assert set(VERDICTS) - AMENDING == {"doctor_right", "cannot_tell"}
