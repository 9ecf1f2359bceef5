"""What all detectors have in common: fitting, scores, shares, storage, bad rows."""

from __future__ import annotations

import json

import numpy as np
import pytest

from diagnostics.anomaly.detectors import (
    DETECTORS,
    Cusum,
    Ewma,
    ExtremeValue,
    IsolationForest,
    PrincipalComponents,
    RobustMahalanobis,
    SequentialDetector,
    detector_from_json,
)
from diagnostics.errors import DiagnosticsError

ALL = [RobustMahalanobis, PrincipalComponents, IsolationForest, Ewma, Cusum, ExtremeValue]
CHEAP = {IsolationForest: {"trees": 60}, Ewma: {"run_length_rows": 60}, Cusum: {"run_length_rows": 60}}
every_detector = pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.kind)


def made(kind):
    return kind(**CHEAP.get(kind, {}))


def healthy(rows=600, columns=5, seed=1):
    draws = np.random.default_rng(seed)
    common = draws.standard_normal((rows, 2)) @ np.random.default_rng(99).standard_normal((2, columns))
    return 20.0 + 3.0 * (common + 0.7 * draws.standard_normal((rows, columns)))


def with_shift(rows, column, sigmas, from_row=0):
    shifted = rows.copy()
    shifted[from_row:, column] += sigmas * rows[:, column].std()
    return shifted


@every_detector
def test_rows_with_a_column_far_off_score_higher_than_healthy_ones(kind):
    detector = made(kind).fit(healthy())
    unseen = healthy(seed=2)

    scores = detector.score_samples(unseen)
    off = detector.score_samples(with_shift(unseen, 2, 6.0, from_row=300))

    assert np.median(off[320:]) > np.quantile(scores, 0.9)


@every_detector
def test_the_column_that_is_off_has_the_largest_share(kind):
    detector = made(kind).fit(healthy())
    for column in range(5):
        shifted = detector.contributions(with_shift(healthy(seed=3), column, 6.0))[30:]

        assert np.mean(shifted.argmax(axis=1) == column) > 0.8


@every_detector
def test_shares_are_not_negative_and_sum_to_one(kind):
    shares = made(kind).fit(healthy()).contributions(healthy(seed=4))

    assert shares.shape == (600, 5)
    assert shares.min() >= 0.0
    np.testing.assert_allclose(shares.sum(axis=1), 1.0, rtol=1e-12)


@every_detector
def test_the_score_of_a_row_depends_on_no_later_row(kind):
    detector = made(kind).fit(healthy())
    unseen = healthy(seed=5)
    changed = unseen.copy()
    changed[301:] = 1e3

    np.testing.assert_allclose(detector.score_samples(unseen)[:301], detector.score_samples(changed)[:301], rtol=1e-12)


@every_detector
def test_a_stored_detector_scores_the_same(kind):
    detector = made(kind).fit(healthy())
    unseen = healthy(seed=6)

    again = detector_from_json(json.loads(json.dumps(detector.to_json(), allow_nan=False)))

    assert type(again) is kind
    np.testing.assert_array_equal(again.score_samples(unseen), detector.score_samples(unseen))
    np.testing.assert_array_equal(again.contributions(unseen), detector.contributions(unseen))


@every_detector
def test_fitting_twice_gives_the_same(kind):
    assert made(kind).fit(healthy()).to_json() == made(kind).fit(healthy()).to_json()


@every_detector
def test_the_unit_of_a_column_makes_no_difference(kind):
    units = np.array([1.0, 1e-3, 60.0, 1e6, 9.81])
    there = made(kind).fit(healthy()).score_samples(healthy(seed=7))

    here = made(kind).fit(healthy() * units).score_samples(healthy(seed=7) * units)

    np.testing.assert_allclose(here, there, rtol=1e-6)


@every_detector
def test_a_column_that_never_moved_is_not_judged_and_harms_nothing(kind):
    stuck = np.insert(healthy(), 2, 4.0, axis=1)
    unseen = np.insert(healthy(seed=8), 2, 4.0, axis=1)
    moved = unseen.copy()
    moved[:, 2] = 7.0
    detector = made(kind).fit(stuck)

    scores = detector.score_samples(unseen)

    assert np.isfinite(scores).all()
    np.testing.assert_array_equal(detector.score_samples(moved), scores)


@every_detector
def test_rows_that_are_all_the_same_make_nothing_unusual(kind):
    detector = made(kind).fit(np.full((100, 3), 5.0))

    scores = detector.score_samples(np.array([[5.0, 5.0, 5.0], [9.0, 0.0, 5.0]]))

    assert scores[0] == scores[1]
    assert np.isfinite(scores).all()


@every_detector
@pytest.mark.parametrize("value", [1e300, -1e300, 1e30])
def test_absurd_values_give_finite_scores_that_are_not_low(kind, value):
    detector = made(kind).fit(healthy())
    rows = healthy(seed=9)[:300]
    rows[200:, 1] = value

    scores = detector.score_samples(rows)
    shares = detector.contributions(rows)

    assert np.isfinite(scores).all()
    assert np.isfinite(shares).all()
    assert scores[-1] > np.median(scores[:200])


@every_detector
def test_a_column_that_copies_another_harms_nothing(kind):
    twice = healthy()[:, [0, 1, 1, 2]]
    unseen = healthy(seed=10)[:, [0, 1, 1, 2]]

    assert np.isfinite(made(kind).fit(twice).score_samples(unseen)).all()


@every_detector
@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (np.array([[np.nan, 1.0]] * 50), "rows_unusable"),
        (np.array([[np.inf, 1.0]] * 50), "rows_unusable"),
        (np.arange(50.0), "rows_unusable"),
        (np.zeros((50, 0)), "rows_unusable"),
        (np.ones((3, 2)), "rows_too_few"),
    ],
    ids=["missing", "infinite", "one-dimensional", "no-columns", "three-rows"],
)
def test_rows_that_cannot_be_learned_from_are_refused_by_name(kind, rows, code):
    with pytest.raises(DiagnosticsError) as caught:
        made(kind).fit(rows)

    assert caught.value.code == code


@every_detector
def test_scoring_other_columns_than_were_learned_is_refused(kind):
    with pytest.raises(DiagnosticsError, match="6 columns"):
        made(kind).fit(healthy()).score_samples(healthy(columns=6))


@every_detector
def test_a_detector_that_learned_nothing_says_so(kind):
    for use in (
        lambda: made(kind).score_samples([[1.0]]),
        lambda: made(kind).contributions([[1.0]]),
        lambda: made(kind).to_json(),
    ):
        with pytest.raises(DiagnosticsError) as caught:
            use()
        assert caught.value.code == "detector_not_fitted"


@every_detector
def test_a_damaged_store_is_refused_and_not_guessed_at(kind):
    stored = made(kind).fit(healthy()).to_json()
    damaged = [{}, {**stored, "version": 2}, {**stored, "detector": "other"}]
    damaged += [{k: v for k, v in stored.items() if k != key} for key in stored]

    for broken in damaged:
        with pytest.raises(DiagnosticsError) as caught:
            kind.from_json(broken)
        assert caught.value.code == "detector_unreadable"


def test_every_kind_is_registered_under_its_own_name():
    assert {kind: detector.kind for kind, detector in DETECTORS.items()} == {make.kind: make.kind for make in ALL}
    with pytest.raises(DiagnosticsError):
        detector_from_json({"detector": "crystal_ball", "version": 1})


def test_no_rows_have_no_scores():
    for kind in ALL:
        assert made(kind).fit(healthy()).score_samples(np.zeros((0, 5))).shape == (0,)


@pytest.mark.parametrize("kind", [Ewma, Cusum], ids=lambda kind: kind.kind)
def test_blocks_of_any_length_give_what_one_long_block_gives(kind):
    detector = made(kind).fit(healthy())
    rows = with_shift(healthy(rows=3000, seed=11), 1, 1.0, from_row=1500)
    state, share_state, scores, shares = None, None, [], []
    for length in (1, 0, 2, 700, 64, 63, 1000, 1170):
        block = rows[len(np.concatenate(scores)) if scores else 0 :][:length]
        score, state = detector.score_block(block, state)
        share, share_state = detector.contributions_block(block, share_state)
        state = np.array(json.loads(json.dumps(state.tolist())))
        scores.append(score)
        shares.append(share)

    assert isinstance(detector, SequentialDetector)
    np.testing.assert_allclose(np.concatenate(scores), detector.score_samples(rows), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(np.concatenate(shares), detector.contributions(rows), rtol=1e-9, atol=1e-12)
