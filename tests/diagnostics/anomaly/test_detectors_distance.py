"""Mahalanobis distance and principal components against their textbook distributions."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from diagnostics.anomaly.detectors.covariance import shrunk_covariance
from diagnostics.anomaly.detectors.pca import PrincipalComponents, spe_limit, t2_limit
from diagnostics.anomaly.detectors.robust_mahalanobis import RobustMahalanobis
from diagnostics.anomaly.detectors.scaling import robust_scaling

MIXING = np.eye(6) + 0.3 * np.random.default_rng(5).standard_normal((6, 6))


def normal_rows(rows, seed):
    return np.random.default_rng(seed).standard_normal((rows, 6)) @ MIXING


def test_the_squared_distance_of_normal_rows_is_chi_squared():
    detector = RobustMahalanobis().fit(normal_rows(20_000, 1))

    scores = detector.score_samples(normal_rows(20_000, 2))

    for quantile in (0.5, 0.9, 0.99):
        assert np.mean(scores > stats.chi2.ppf(quantile, 6)) == pytest.approx(1.0 - quantile, rel=0.15)


def test_a_tenth_of_sick_rows_in_the_history_does_not_hide_their_like():
    history = normal_rows(2000, 3)
    history[::10, 2] += 8.0 * history[:, 2].std()
    healthy = RobustMahalanobis().fit(normal_rows(2000, 3))
    robust = RobustMahalanobis().fit(history)
    sick = normal_rows(500, 4)
    sick[:, 2] += 8.0 * sick[:, 2].std()

    limit = np.quantile(robust.score_samples(normal_rows(2000, 5)), 0.99)

    assert np.mean(robust.score_samples(sick) > limit) > 0.95
    assert np.median(robust.scaling_.centre / healthy.scaling_.spread) == pytest.approx(0.0, abs=0.3)


def test_columns_that_mostly_stand_still_are_not_judged_by_the_still_rows_alone():
    draws = np.random.default_rng(18)
    rows = np.full((2000, 3), 10.0)
    running = draws.random(2000) < 0.4
    rows[running] += draws.standard_normal((int(running.sum()), 3))

    scores = RobustMahalanobis().fit(rows).score_samples(rows)

    spread_of_all = 0.4
    assert np.quantile(scores, 0.99) < 10.0 * stats.chi2.ppf(0.99, 3) / spread_of_all


def test_a_row_within_the_range_of_every_column_that_breaks_their_correlation_is_found():
    draws = np.random.default_rng(6)
    flow = draws.standard_normal(2000)
    rows = np.column_stack([flow, flow + 0.1 * draws.standard_normal(2000)])
    detector = RobustMahalanobis().fit(rows)

    scores = detector.score_samples(np.array([[1.5, 1.5], [1.5, -1.5]]))

    assert scores[0] < stats.chi2.ppf(0.99, 2) < 100.0 < scores[1]


@pytest.mark.parametrize("shrinkage", ["ledoit_wolf", "oas"])
def test_shrinking_comes_closer_to_the_true_covariance_than_the_sample(shrinkage):
    truth = np.diag(np.linspace(0.5, 2.0, 20))
    shrunk_error, sample_error, best_error = [], [], []
    for seed in range(40):
        rows = np.random.default_rng(seed).standard_normal((30, 20)) * np.sqrt(np.diag(truth))
        sample = rows.T @ rows / 30
        sphere = np.trace(sample) / 20 * np.eye(20)
        shrunk, _ = shrunk_covariance(rows, shrinkage)
        shrunk_error.append(np.sum((shrunk - truth) ** 2))
        sample_error.append(np.sum((sample - truth) ** 2))
        mixes = [(1 - a) * sample + a * sphere for a in np.linspace(0, 1, 51)]
        best_error.append(min(np.sum((mix - truth) ** 2) for mix in mixes))

    assert np.mean(shrunk_error) < 0.5 * np.mean(sample_error)
    assert np.mean(shrunk_error) < 1.15 * np.mean(best_error)


@pytest.mark.parametrize("shrinkage", ["ledoit_wolf", "oas"])
def test_many_rows_are_hardly_shrunk(shrinkage):
    _, alpha = shrunk_covariance(normal_rows(50_000, 7), shrinkage)

    assert 0.0 <= alpha < 0.01


def test_more_columns_than_rows_still_have_a_distance():
    draws = np.random.default_rng(8)
    detector = RobustMahalanobis().fit(draws.standard_normal((20, 60)))

    usual = detector.score_samples(draws.standard_normal((50, 60)))
    unusual = detector.score_samples(6.0 + draws.standard_normal((50, 60)))

    assert usual.max() < unusual.min()


@pytest.mark.parametrize(("components", "rows", "quantile"), [(2, 30, 0.95), (4, 50, 0.99)])
def test_the_limit_of_t2_is_kept_by_new_normal_rows(components, rows, quantile):
    draws = np.random.default_rng(9)
    learned = draws.standard_normal((4000, rows, components))
    new = draws.standard_normal((4000, components)) - learned.mean(axis=1)
    centred = learned - learned.mean(axis=1, keepdims=True)
    covariance = np.swapaxes(centred, 1, 2) @ centred / (rows - 1)
    t2 = np.sum(new * np.linalg.solve(covariance, new[:, :, None])[:, :, 0], axis=1)

    assert np.mean(t2 > t2_limit(components, rows, quantile)) == pytest.approx(
        1.0 - quantile, abs=4.0 * np.sqrt(quantile * (1 - quantile) / 4000)
    )


def test_the_limit_of_the_spe_is_kept_by_sums_of_squares_with_different_variances():
    eigenvalues = np.array([0.6, 0.3, 0.2, 0.1])
    squares = np.random.default_rng(10).standard_normal((200_000, 4)) ** 2 @ eigenvalues

    assert np.mean(squares > spe_limit(eigenvalues, 0.99)) == pytest.approx(0.01, rel=0.25)
    assert spe_limit(np.full(5, 0.4), 0.99) == pytest.approx(0.4 * stats.chi2.ppf(0.99, 5))


def two_factor_rows(rows, seed):
    draws = np.random.default_rng(seed)
    loadings = np.random.default_rng(11).standard_normal((2, 8))
    return draws.standard_normal((rows, 2)) @ loadings + 0.2 * draws.standard_normal((rows, 8))


def test_t2_sees_what_is_far_along_the_components_and_spe_what_is_off_them():
    detector = PrincipalComponents().fit(two_factor_rows(3000, 12))
    along = 6.0 * np.random.default_rng(11).standard_normal((2, 8))[:1]
    off = np.zeros((1, 8))
    off[0, 3] = 3.0

    (t2_along,), (spe_along,) = detector.t2_and_spe(along)
    (t2_off,), (spe_off,) = detector.t2_and_spe(off)

    assert detector.components_ == 2
    assert t2_along > detector.t2_limit_
    assert spe_along < detector.spe_limit_
    assert spe_off > 5.0 * detector.spe_limit_
    assert t2_off < detector.t2_limit_


def test_both_limits_of_normal_rows_are_exceeded_by_one_in_a_hundred():
    detector = PrincipalComponents().fit(two_factor_rows(20_000, 13))

    t2, spe = detector.t2_and_spe(two_factor_rows(20_000, 14))

    assert np.mean(t2 > detector.t2_limit_) == pytest.approx(0.01, abs=0.004)
    assert np.mean(spe > detector.spe_limit_) == pytest.approx(0.01, abs=0.004)


def test_a_single_faulty_sensor_far_off_has_the_largest_share_for_certain():
    rows = two_factor_rows(1000, 15)
    for make in (RobustMahalanobis, PrincipalComponents):
        detector = make().fit(rows)
        for column in range(8):
            faulty = two_factor_rows(50, 16)
            faulty[:, column] += 100.0

            assert (detector.contributions(faulty).argmax(axis=1) == column).all()


def test_spread_is_the_standard_deviation_of_normal_values_and_ignores_a_fifth_of_outliers():
    rows = 50.0 + 3.0 * np.random.default_rng(17).standard_normal((20_000, 1))
    outliers = rows.copy()
    outliers[::5] = 1e6

    assert robust_scaling(rows).spread[0] == pytest.approx(3.0, rel=0.03)
    assert robust_scaling(outliers).spread[0] < 5.0


def test_spread_is_never_finer_than_the_rounding_of_the_column():
    rounded = np.full((1000, 1), 20.0)
    rounded[::200] = 20.5

    assert robust_scaling(rounded).spread[0] == pytest.approx(0.5 / np.sqrt(12.0))
