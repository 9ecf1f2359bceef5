"""Conformal p-values: what they promise, on rows and scores where the truth is known."""

from __future__ import annotations

import json

import numpy as np
import pytest
from scipy import stats
from scipy.signal import lfilter

from diagnostics.anomaly.calibration.conformal import ConformalCalibration, cross_fit_scores
from diagnostics.anomaly.detectors import IsolationForest, RobustMahalanobis
from diagnostics.errors import DiagnosticsError


def test_p_is_one_more_than_the_calibration_scores_at_or_above_over_one_more_than_all():
    calibration = ConformalCalibration().fit([1.0, 2.0, 2.0, 5.0])

    np.testing.assert_allclose(calibration.p_values([0.0, 1.0, 2.0, 3.0, 5.0, 9.0]), np.array([5, 5, 4, 2, 2, 1]) / 5.0)


@pytest.mark.parametrize("size", [20, 3000])
def test_p_values_of_new_healthy_scores_are_uniform(size):
    draws = np.random.default_rng(size)
    p = np.concatenate(
        [
            ConformalCalibration().fit(draws.lognormal(size=size)).p_values(draws.lognormal(size=1))
            for _ in range(2500 if size < 1000 else 500)
        ]
    )
    smoothed = p - draws.random(len(p)) / (size + 1)

    assert stats.kstest(np.clip(smoothed, 0.0, 1.0), "uniform").pvalue > 0.01


@pytest.mark.parametrize("size", [5, 19, 60])
def test_few_calibration_scores_never_alarm_more_often_than_stated(size):
    draws = np.random.default_rng(size)
    p = np.array(
        [
            ConformalCalibration().fit(draws.standard_normal(size)).p_values(draws.standard_normal(1))[0]
            for _ in range(1500)
        ]
    )

    for level in (0.05, 0.1, 0.2):
        assert np.mean(p <= level) <= level + 3.0 * np.sqrt(level / 1500)
    assert p.min() == pytest.approx(1.0 / (size + 1))


def test_beyond_the_largest_score_p_follows_the_tail():
    scores = np.random.default_rng(1).exponential(size=20_000)
    calibration = ConformalCalibration().fit(scores)

    far = scores.max() + 2.0
    p = calibration.p_values([far])[0]

    assert p < 1.0 / 20_001
    assert p == pytest.approx(np.exp(-far), rel=0.7)


def test_within_what_was_seen_the_tail_changes_nothing():
    scores = np.random.default_rng(2).exponential(size=2000)
    plain, continued = (ConformalCalibration(extrapolate=e).fit(scores) for e in (False, True))

    np.testing.assert_array_equal(plain.p_values(scores), continued.p_values(scores))
    assert plain.p_values([1e9])[0] == pytest.approx(1.0 / 2001)
    assert continued.p_values([1e9])[0] == pytest.approx(1e-2 / 2001)


def test_a_higher_score_never_has_a_larger_p_value():
    calibration = ConformalCalibration().fit(np.random.default_rng(3).gamma(2.0, size=1500))

    assert (np.diff(calibration.p_values(np.linspace(-1.0, 60.0, 5000))) <= 0.0).all()


@pytest.mark.parametrize("level", [0.5, 0.1, 0.05, 0.01, 1e-3, 2e-4])
def test_the_score_of_a_p_value_is_where_it_is_first_reached(level):
    calibration = ConformalCalibration().fit(np.random.default_rng(4).exponential(size=2500))

    score = calibration.score_at(level)

    assert calibration.p_values([score])[0] <= level * (1.0 + 1e-9)
    assert calibration.p_values([score - 1e-6])[0] > level * (1.0 - 1e-5)


def test_a_p_value_that_cannot_be_reached_has_no_score():
    few = ConformalCalibration().fit(np.arange(20.0))

    assert few.score_at(1.0 / 21.0) < np.inf
    assert few.score_at(0.04) == np.inf
    assert few.smallest == pytest.approx(1.0 / 21.0)


def test_few_scores_and_heavy_tails_are_not_continued_and_say_so():
    few = ConformalCalibration().fit(np.random.default_rng(5).standard_normal(400))
    heavy = ConformalCalibration().fit(np.random.default_rng(6).standard_cauchy(5000))

    assert few.tail_ is None
    assert heavy.tail_ is None
    assert "400 healthy values are too few" in few.notes_[0].en
    assert "too heavy" in heavy.notes_[0].en


def test_scores_that_follow_each_other_are_worth_fewer_and_say_so():
    draws = np.random.default_rng(7)
    independent = ConformalCalibration().fit(draws.standard_normal(4000))
    slow = ConformalCalibration().fit(lfilter([1.0], [1.0, -0.9], draws.standard_normal(4000)))

    expected = 4000 * (1.0 - 0.9) / (1.0 + 0.9)
    assert independent.independent_ > 3000
    assert independent.notes_ == ()
    assert 0.5 * expected < slow.independent_ < 1.5 * expected
    assert "follow each other" in slow.notes_[-1].en


def test_missing_scores_have_no_p_value_and_infinite_ones_the_smallest():
    calibration = ConformalCalibration().fit([1.0, 2.0, np.inf])

    p = calibration.p_values([np.nan, np.inf, -np.inf])

    assert np.isnan(p[0])
    np.testing.assert_allclose(p[1:], [2.0 / 4.0, 1.0])


@pytest.mark.parametrize("scores", [[], [np.nan, 1.0]])
def test_calibrating_without_scores_or_with_gaps_is_refused(scores):
    with pytest.raises(DiagnosticsError) as caught:
        ConformalCalibration().fit(scores)

    assert caught.value.code == "calibration_scores"


@pytest.mark.parametrize(
    "scores",
    [np.random.default_rng(8).exponential(size=1200), np.array([1.0, np.inf, 2.0])],
    ids=["with-tail", "infinite"],
)
def test_a_stored_calibration_gives_the_same_p_values(scores):
    calibration = ConformalCalibration().fit(scores)
    asked = np.linspace(0.0, 20.0, 100)

    again = ConformalCalibration.from_json(json.loads(json.dumps(calibration.to_json(), allow_nan=False)))

    np.testing.assert_array_equal(again.p_values(asked), calibration.p_values(asked))
    assert again.notes_ == calibration.notes_


def test_a_damaged_calibration_is_refused():
    stored = ConformalCalibration().fit([1.0, 2.0]).to_json()

    for broken in ({}, {**stored, "version": 3}, {**stored, "scores": ["x"]}):
        with pytest.raises(DiagnosticsError) as caught:
            ConformalCalibration.from_json(broken)
        assert caught.value.code == "calibration_unreadable"


@pytest.mark.parametrize("blocked", [True, False])
def test_p_values_of_a_fitted_detector_hold_with_scores_from_parts_it_did_not_see(blocked):
    """With 40 rows of 8 columns a detector scores its own rows far too low: the very case cross-fitting is for."""
    draws = np.random.default_rng(9)
    stated, own = [], []
    for _ in range(60):
        rows, fresh = draws.standard_normal((40, 8)), draws.standard_normal((100, 8))
        detector = RobustMahalanobis().fit(rows)
        scores = detector.score_samples(fresh)
        held_out = cross_fit_scores(RobustMahalanobis, rows, blocked=blocked)
        stated.append(ConformalCalibration().fit(held_out).p_values(scores))
        own.append(ConformalCalibration().fit(detector.score_samples(rows)).p_values(scores))

    assert np.mean(np.concatenate(own) <= 0.1) > 0.15
    assert 0.05 < np.mean(np.concatenate(stated) <= 0.1) < 0.115


def test_each_part_is_scored_by_a_detector_that_saw_neither_it_nor_its_neighbours():
    seen = []

    class Spy(IsolationForest):
        def fit(self, rows, /):
            seen.append(set(rows[:, 0].astype(int)))
            return self

        def score_samples(self, rows, /):
            held = set(rows[:, 0].astype(int))
            near = {row + step for row in held for step in range(-3, 4)}
            assert not near & seen[-1]
            return rows[:, 0]

    scores = cross_fit_scores(Spy, np.arange(50.0)[:, None], folds=5, gap_rows=3)

    np.testing.assert_array_equal(scores, np.arange(50.0))
    assert len(seen) == 5


def test_as_many_parts_as_rows_leave_one_out():
    rows = np.random.default_rng(10).standard_normal((25, 2))

    scores = cross_fit_scores(RobustMahalanobis, rows, folds=25)

    expected = RobustMahalanobis().fit(rows[1:]).score_samples(rows[:1])
    np.testing.assert_allclose(scores[:1], expected)
