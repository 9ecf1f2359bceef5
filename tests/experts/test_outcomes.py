"""Records of doctors and of fault rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from experts.outcomes import (
    JEFFREYS,
    Evidence,
    Judged,
    Prior,
    brier_score,
    calibration_bins,
    department_records,
    gini,
    grade_records,
    learned_grade,
    rule_records,
    share_record,
)

COUNTS = st.integers(0, 200)
GRADES = st.floats(0.0, 1.0)
EVIDENCE = st.builds(Evidence, COUNTS, COUNTS, COUNTS, COUNTS)


def test_a_share_without_cases_is_wide_open() -> None:
    low, high = share_record(0, 0).interval

    assert share_record(0, 0).mean == 0.5
    assert low < 0.01
    assert high > 0.99


def test_the_interval_is_that_of_the_posterior_of_the_textbook() -> None:
    # Gelman et al. §2.4 (placenta praevia): 437 girls of 980 births with a uniform prior, posterior Beta(438, 544),
    # mean 0.446, 95 % interval [0.415, 0.477]; its normal approximation gives the 90 % one.
    record = share_record(437, 543, Prior(0.5, 2.0))
    low, high = record.interval

    assert record.mean == pytest.approx(0.446, abs=5e-4)
    assert low == pytest.approx(0.446 - 1.645 * 0.016, abs=1e-3)
    assert high == pytest.approx(0.446 + 1.645 * 0.016, abs=1e-3)


@given(COUNTS, COUNTS, st.builds(Prior, GRADES, st.floats(0.1, 50.0)))
def test_an_interval_holds_its_mean_inside_0_and_1(right: int, wrong: int, prior: Prior) -> None:
    record = share_record(right, wrong, prior)
    low, high = record.interval

    assert 0.0 <= low <= record.mean <= high <= 1.0


@pytest.mark.parametrize(("mean", "strength"), [(-0.1, 1.0), (1.1, 1.0), (0.5, 0.0), (float("nan"), 1.0)])
def test_a_prior_outside_its_range_is_refused(mean: float, strength: float) -> None:
    with pytest.raises(ValueError, match="prior"):
        Prior(mean, strength)


def test_few_cases_do_not_make_a_star() -> None:
    beginner = learned_grade("gears", 0.6, Evidence(right=3))
    proven = learned_grade("gears", 0.6, Evidence(right=57, wrong=3))

    assert beginner.grade < 0.7
    assert proven.grade > 0.85
    low, high = beginner.posterior.interval
    assert high - low > 2 * (proven.posterior.interval[1] - proven.posterior.interval[0])


def test_one_case_moves_no_grade_by_a_tenth() -> None:
    moves = [
        abs(learned_grade("gears", stated / 100, found).grade - stated / 100)
        for stated in range(101)
        for found in (Evidence(right=1), Evidence(wrong=1))
    ]

    assert max(moves) < 0.1


@given(GRADES)
def test_without_evidence_the_stated_grade_counts(stated: float) -> None:
    grade = learned_grade("gears", stated, Evidence())

    assert (grade.grade, grade.is_learned) == (stated, False)


@given(st.none() | GRADES, EVIDENCE)
def test_grades_stay_bounded_and_follow_their_evidence(stated: float | None, found: Evidence) -> None:
    grade = learned_grade("gears", stated, found).grade
    slack = 1e-12

    assert 0.0 <= grade <= 1.0
    assert learned_grade("gears", stated, found + Evidence(right=1)).grade >= grade - slack
    assert learned_grade("gears", stated, found + Evidence(wrong=1)).grade <= grade + slack
    assert learned_grade("gears", stated, found + Evidence(chosen=1)).grade >= grade - slack
    assert learned_grade("gears", stated, found + Evidence(passed_over=1)).grade <= grade + slack


@given(GRADES, COUNTS, COUNTS)
def test_overrides_alone_never_move_a_grade_by_a_tenth(stated: float, chosen: int, passed_over: int) -> None:
    grade = learned_grade("gears", stated, Evidence(chosen=chosen, passed_over=passed_over)).grade

    assert abs(grade - stated) < 0.1


@pytest.mark.parametrize("stated", [None, 0.0])
def test_what_was_never_stated_is_learned_from_confirmed_cases_only(stated: float | None) -> None:
    assert learned_grade("gears", stated, Evidence(chosen=50)).grade == 0.0
    assert learned_grade("gears", stated, Evidence(right=5)).grade == pytest.approx(5 / 15)


def test_a_record_says_in_words_what_it_rests_on() -> None:
    plain = learned_grade("gears", 0.8, Evidence(right=3, wrong=1)).text
    preferred = learned_grade("gears", None, Evidence(right=1, chosen=2, passed_over=1)).text
    low, high = stats.beta(11, 3).ppf([0.05, 0.95])

    assert plain.en == (
        f"Stated 0.80; 3 of 4 cases confirmed: counts as 0.79, between {low:.2f} and {high:.2f} (90 %)."
    )
    assert "4 例中 3 例" in plain.zh
    assert preferred.en.startswith("Not stated; 1 of 1 cases confirmed")
    assert "chose this doctor 2 times" in preferred.en
    assert "1 次改选他人" in preferred.zh
    assert "no case confirmed yet" in learned_grade("gears", 0.8, Evidence()).text.en


def test_a_doctors_record_has_what_was_stated_and_what_was_learned() -> None:
    records = grade_records({"gears": 0.8}, {"belts": Evidence(right=2)})

    assert [(record.tag, record.stated) for record in records] == [("belts", None), ("gears", 0.8)]
    assert department_records({"mechanical": Evidence(3, 1)})["mechanical"] == share_record(3, 1, JEFFREYS)


def test_rules_are_judged_by_code() -> None:
    judged = [
        Judged("gear.wear", 0.9, True),
        Judged("bearing.outer_race", 0.8, True),
        Judged("bearing.outer_race", 0.6, False),
    ]

    bearing, gear = rule_records(judged)

    assert (bearing.fault, bearing.confirmed, bearing.refuted) == ("bearing.outer_race", 1, 1)
    assert bearing.mean_stated == pytest.approx(0.7)
    assert bearing.brier == pytest.approx((0.2**2 + 0.6**2) / 2)
    assert (gear.confirmed, gear.refuted, gear.share.mean) == (1, 0, 0.75)
    assert rule_records([]) == ()


def test_bins_hold_every_finding_once() -> None:
    stated = [0.0, 0.4999, 0.5, 0.79, 0.8, 0.9, 0.95, 0.98, 1.0]
    bins = calibration_bins([Judged("gear.wear", p, p >= 0.5) for p in stated])

    assert [(one.low, one.count, one.confirmed) for one in bins] == [
        (0.0, 2, 0),
        (0.5, 2, 2),
        (0.8, 1, 1),
        (0.9, 1, 1),
        (0.95, 1, 1),
        (0.98, 2, 2),
    ]
    assert calibration_bins([]) == ()


def test_no_finding_has_no_score() -> None:
    with pytest.raises(ValueError, match="no finding"):
        brier_score([])


@pytest.mark.parametrize(
    ("loads", "expected"),
    [([1.0, 1.0, 1.0], 0.0), ([0.0, 0.0, 3.0], 2 / 3), ([1.0, 3.0], 0.25), ([0.0, 0.0], None), ([], None)],
)
def test_unevenness_is_the_mean_difference_over_twice_the_mean(loads: list[float], expected: float | None) -> None:
    # Sen (1973): G = sum of all |x - y| / (2 n² mean), here reckoned by hand
    assert gini(loads) == (None if expected is None else pytest.approx(expected))
