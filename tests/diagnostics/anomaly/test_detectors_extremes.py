"""The tail beyond the largest healthy value, against distributions whose tail is known."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from diagnostics.anomaly.detectors.extreme_value import ExtremeValue, ParetoTail, fit_tail


@pytest.mark.parametrize("shape", [0.0, 0.1, 0.3])
def test_quantile_beyond_the_data_is_exceeded_as_often_as_asked_for(shape):
    truth = stats.genpareto(shape)
    exceeded = []
    for seed in range(60):
        tail, _ = fit_tail(truth.rvs(5000, random_state=seed))
        exceeded.append(truth.sf(tail.quantile(1e-4)) if tail else np.nan)

    assert np.nanmedian(exceeded) == pytest.approx(1e-4, rel=0.6)


@pytest.mark.parametrize("truth", [stats.norm(), stats.uniform(), stats.beta(2, 5)], ids=["normal", "uniform", "beta"])
def test_light_tails_are_never_thought_lighter_than_they_are(truth):
    exceeded = [truth.sf(fit_tail(truth.rvs(3000, random_state=seed))[0].quantile(1e-4)) for seed in range(40)]

    assert np.median(exceeded) < 1e-4


def test_the_quantile_is_the_formula_of_the_rulebook_and_the_inverse_of_the_survival():
    tail = ParetoTail(threshold=3.0, scale=0.8, shape=0.2, points=5000, exceeding=100)

    expected = 3.0 + 0.8 / 0.2 * ((1e-3 * 5000 / 100) ** -0.2 - 1.0)

    assert tail.quantile(1e-3) == pytest.approx(expected)
    assert np.exp(tail.log_survival(np.array([expected]))[0]) == pytest.approx(1e-3)
    assert tail.quantile(1e-3) == pytest.approx(stats.genpareto(0.2, 3.0, 0.8).isf(1e-3 * 5000 / 100))


def test_the_shape_is_found_again_in_many_values():
    tail, _ = fit_tail(stats.genpareto(0.25).rvs(200_000, random_state=1))

    assert tail.shape == pytest.approx(0.25, abs=0.06)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        (stats.norm().rvs(999, random_state=1), "1000 are needed"),
        (stats.t(1.2).rvs(5000, random_state=2), "too heavy"),
        (np.repeat([0.0, 1.0], 600), "Too few different"),
        (np.full(2000, 3.0), "Too few different"),
    ],
    ids=["too-few", "too-heavy", "two-states", "constant"],
)
def test_where_no_tail_can_be_continued_the_reason_is_said(values, says):
    tail, why = fit_tail(values)

    assert tail is None
    assert says in why.en
    assert why.zh


def test_scores_are_the_tail_probability_of_the_column_that_is_furthest_out():
    detector = ExtremeValue().fit(np.random.default_rng(3).exponential(size=(50_000, 2)))

    scores = detector.score_samples(np.array([[12.0, 1.0], [1.0, 5.0]]))

    assert scores[0] == pytest.approx(12.0 / np.log(10.0), rel=0.15)
    assert scores[1] == pytest.approx(5.0 / np.log(10.0), rel=0.1)


def test_both_sides_of_a_column_count():
    detector = ExtremeValue().fit(np.random.default_rng(4).standard_normal((5000, 1)))

    low, middle, high = detector.score_samples(np.array([[-6.0], [0.0], [6.0]]))

    assert min(low, high) > 4.0
    assert middle < 0.5


def test_short_histories_end_at_their_own_size_and_say_so():
    detector = ExtremeValue().fit(np.random.default_rng(5).standard_normal((200, 3)))

    (score,) = detector.score_samples(np.array([[50.0, 0.0, 0.0]]))

    assert score == pytest.approx(np.log10(201.0), rel=0.02)
    assert len(detector.notes_) == 1
    assert "200 healthy values" in detector.notes_[0].en


def test_the_usual_state_of_a_switch_is_not_unusual():
    switch = (np.random.default_rng(6).random((3000, 1)) < 0.3).astype(float)
    detector = ExtremeValue().fit(switch)

    off, on, never = detector.score_samples(np.array([[0.0], [1.0], [2.0]]))

    assert off == pytest.approx(-np.log10(0.7), abs=0.02)
    assert on == pytest.approx(-np.log10(0.3), abs=0.02)
    assert never > 2.0
