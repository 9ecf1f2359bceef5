"""Recalibration of stated probabilities, on simulated findings whose truth is known."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit, logit

from experts.errors import RecalibrationError
from experts.outcomes import MIN_CASES, Judged, Recalibration, fit_recalibration, propose_recalibration
from experts.outcomes.recalibration import FAMILY_SD, OVERALL_SD

FAULTS = ("bearing.outer_race", "gear.wear", "rotor.unbalance")
JUDGED = st.lists(
    st.builds(Judged, st.sampled_from(FAULTS), st.floats(0.0, 1.0), st.booleans()), min_size=1, max_size=40
)


def simulated(count: int, offsets: dict[str, float], seed: int) -> list[Judged]:
    """Findings that state p while the log odds of the truth are ``offsets[fault]`` higher."""
    rng = np.random.default_rng(seed)
    faults = rng.choice(list(offsets), count)
    stated = rng.uniform(0.3, 0.97, count)
    return [
        Judged(str(fault), float(p), bool(rng.random() < expit(logit(p) + offsets[str(fault)])))
        for fault, p in zip(faults, stated, strict=True)
    ]


def refitted_log_odds(judged: Sequence[Judged], left_out: int) -> float:
    """The log odds of one finding under a fit that really leaves it out."""
    rest = fit_recalibration([*judged[:left_out], *judged[left_out + 1 :]])
    one = judged[left_out]
    return float(logit(one.probability) + rest.offset(one.fault))


def test_a_known_miscalibration_is_recovered() -> None:
    truth = {"bearing.outer_race": 1.2, "gear.wear": 0.6, "rotor.unbalance": 0.0}

    fitted = propose_recalibration(simulated(6000, truth, seed=1))

    # a family's offset has a standard error of about 1/sqrt(2000 * 0.2) = 0.05
    assert {fault: fitted.offset(fault) for fault in truth} == pytest.approx(truth, abs=0.15)
    assert fitted.apply(0.7, "gear.wear") == pytest.approx(expit(logit(0.7) + 0.6), abs=0.03)
    assert fitted.log_loss_after < fitted.log_loss_before


def test_few_cases_move_little() -> None:
    fitted = fit_recalibration([Judged("gear.wear", 0.9, True)] * 3)

    assert 0.9 < fitted.apply(0.9, "gear.wear") < 0.93


def test_a_family_with_few_cases_goes_with_the_others() -> None:
    many = simulated(800, {"bearing.outer_race": -1.0}, seed=2)
    fitted = fit_recalibration([*many, Judged("gear.wear", 0.8, True)])

    assert fitted.overall < -0.5
    assert fitted.offset("gear.wear") == pytest.approx(fitted.overall, abs=0.15)
    assert fitted.offset("belt.wear") == fitted.overall


@pytest.mark.parametrize("confirmed", [True, False])
def test_separable_findings_keep_offsets_finite(confirmed: bool) -> None:
    fitted = fit_recalibration([Judged("gear.wear", 1.0 - confirmed, confirmed)] * 500)

    assert abs(fitted.offset("gear.wear")) < 30.0
    assert 0.0 < fitted.apply(0.5, "gear.wear") < 1.0
    assert (fitted.offset("gear.wear") > 0.0) is confirmed


def test_the_offsets_are_at_the_maximum_of_the_posterior() -> None:
    judged = simulated(60, {"bearing.outer_race": 0.8, "gear.wear": -0.4}, seed=3)
    fitted = fit_recalibration(judged)

    def residual(family: str) -> float:
        return sum(
            float(expit(logit(one.probability) + fitted.offset(one.fault))) - one.confirmed
            for one in judged
            if one.fault.startswith(family)
        )

    own = {name: part.offset for name, part in fitted.families.items()}
    assert residual("") + fitted.overall / OVERALL_SD**2 == pytest.approx(0.0, abs=1e-4)
    for name in ("bearing", "gear"):
        assert residual(name) + own[name] / FAMILY_SD**2 == pytest.approx(0.0, abs=1e-4)


def test_the_loss_after_is_that_of_findings_left_out() -> None:
    judged = simulated(40, {"bearing.outer_race": 1.0, "gear.wear": -1.0}, seed=4)
    log_odds = np.array([refitted_log_odds(judged, k) for k in range(len(judged))])
    confirmed = np.array([one.confirmed for one in judged])
    really = np.mean(np.logaddexp(0.0, np.where(confirmed, -log_odds, log_odds)))

    fitted = fit_recalibration(judged)

    assert fitted.log_loss_after == pytest.approx(really, abs=2e-3)
    assert abs(fitted.log_loss_after - fitted.log_loss_before) > 5e-3


@given(JUDGED, st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.sampled_from(FAULTS))
def test_the_order_of_findings_of_a_fault_never_changes(
    judged: list[Judged], one: float, other: float, fault: str
) -> None:
    fitted = fit_recalibration(judged)
    low, high = sorted((one, other))

    assert 0.0 <= fitted.apply(low, fault) <= fitted.apply(high, fault) <= 1.0


@given(st.floats(0.0, 1.0), st.sampled_from(FAULTS))
def test_without_cases_nothing_changes(probability: float, fault: str) -> None:
    assert fit_recalibration([]).apply(probability, fault) == probability


def test_a_certain_finding_stays_certain_and_nonsense_is_refused() -> None:
    fitted = fit_recalibration(simulated(50, {"gear.wear": 1.0}, seed=5))

    assert (fitted.apply(0.0, "gear.wear"), fitted.apply(1.0, "gear.wear")) == (0.0, 1.0)
    with pytest.raises(ValueError, match="between 0 and 1"):
        fitted.apply(float("nan"), "gear.wear")


def test_too_few_findings_are_refused_with_their_number() -> None:
    with pytest.raises(RecalibrationError) as refused:
        propose_recalibration(simulated(MIN_CASES - 1, {"gear.wear": 3.0}, seed=6))

    assert refused.value.code == "recalibration_too_few"
    assert f"{MIN_CASES - 1} predicted findings" in refused.value.text.en


def test_rules_that_state_the_truth_are_left_alone() -> None:
    with pytest.raises(RecalibrationError) as refused:
        propose_recalibration(simulated(400, dict.fromkeys(FAULTS, 0.0), seed=7))

    assert refused.value.code == "recalibration_no_gain"


def test_what_is_kept_reads_back_the_same() -> None:
    fitted = propose_recalibration(simulated(200, {"gear.wear": 1.5, "rotor.unbalance": 1.0}, seed=8))

    assert Recalibration.from_json(json.loads(json.dumps(fitted.to_json()))) == fitted


@pytest.mark.parametrize(
    "change", [{"schema": "recalibration/9"}, {"families": []}, {"overall": float("inf")}, {"based_on": None}]
)
def test_what_is_no_recalibration_is_refused(change: dict[str, object]) -> None:
    document = fit_recalibration([Judged("gear.wear", 0.9, True)]).to_json()

    with pytest.raises(ValueError, match="recalibration/1"):
        Recalibration.from_json(document | change)


def test_a_recalibrated_finding_says_so() -> None:
    fitted = fit_recalibration(simulated(60, {"gear.wear": 1.5}, seed=9))
    text = fitted.text(0.7, "gear.wear")

    assert text.en.startswith(f"Stated 0.7; counts as {fitted.apply(0.7, 'gear.wear'):.3g} after 60 findings")
    assert "60 项拆机核实" in text.zh
