"""EWMA and CUSUM against the run lengths of the textbooks, and the limits found for rows that follow each other.

Independent sources: Montgomery, *Introduction to Statistical Quality Control* (tables of the CUSUM with k = 0.5 and the
EWMA); Lucas & Saccucci 1990; Brook & Evans, *An approach to the probability distribution of CUSUM run length*,
Biometrika 59 (1972), whose Markov chain is solved here.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from scipy.signal import lfilter

from diagnostics.anomaly.detectors.cusum import Cusum
from diagnostics.anomaly.detectors.ewma import Ewma
from diagnostics.anomaly.detectors.run_length import block_length_rows
from diagnostics.anomaly.detectors.walk import clamped_walk


def autoregressive(rows, phi, seed, runs=1):
    """Rows [shape=(rows, runs)] of unit variance."""
    noise = np.random.default_rng(seed).standard_normal((rows + 200, runs)) * np.sqrt(1.0 - phi**2)
    return lfilter([1.0], [1.0, -phi], noise, axis=0)[200:]


def with_known_parameters(make, limit, **settings):
    """A chart for rows of mean 0 and standard deviation 1."""
    chart = make(limit=limit, winsor_sigma=np.inf, **settings).fit(np.random.default_rng(0).standard_normal((50, 1)))
    chart.scaling_.centre[:], chart.scaling_.spread[:] = 0.0, 1.0
    chart.offset_[:], chart.factor_[:] = 0.0, 1.0
    return chart


def run_lengths(chart, rows):
    """Rows until the first alarm of each run [shape=(runs,)]; ``rows`` is [shape=(time, runs)]."""
    charted = np.stack([chart.score_samples(run[:, None]) for run in rows.T], axis=1)
    alarmed = charted >= chart.limit_
    assert alarmed.any(axis=0).mean() > 0.9, "the runs are too short"
    return np.where(alarmed.any(axis=0), alarmed.argmax(axis=0) + 1, len(rows))


def one_sided_run_length(slack, limit, shift, cells=200):
    """Average run length of a one-sided CUSUM of independent normal rows by Brook & Evans' Markov chain."""
    width = 2.0 * limit / (2 * cells - 1)
    state = np.arange(cells) * width
    upper = stats.norm.cdf(state[None, :] + width / 2.0 - state[:, None] + slack - shift)
    lower = stats.norm.cdf(state[None, :] - width / 2.0 - state[:, None] + slack - shift)
    transition = upper - lower
    transition[:, 0] = upper[:, 0]
    return np.linalg.solve(np.eye(cells) - transition, np.ones(cells))[0]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [pytest.param(4.0, 168.0, marks=pytest.mark.long), pytest.param(4.77, 369.0, marks=pytest.mark.long), (5.0, 465.0)],
)
def test_cusum_of_independent_rows_has_the_run_length_of_the_textbook(limit, expected):
    chart = with_known_parameters(Cusum, limit)
    rows = np.random.default_rng(1).standard_normal((1500, 400))

    runs = run_lengths(chart, rows)

    assert 0.5 * one_sided_run_length(0.5, limit, 0.0) == pytest.approx(expected, rel=0.01)
    assert _censored_mean(runs, 1500) == pytest.approx(expected, rel=0.13)


@pytest.mark.parametrize(
    ("limit", "shift", "expected"), [(4.0, 1.0, 8.38), (4.0, 2.0, 3.34), (5.0, 1.0, 10.4), (5.0, 2.0, 4.01)]
)
def test_cusum_finds_a_shift_as_soon_as_the_textbook_says(limit, shift, expected):
    chart = with_known_parameters(Cusum, limit)
    rows = shift + np.random.default_rng(2).standard_normal((60, 800))

    assert run_lengths(chart, rows).mean() == pytest.approx(expected, rel=0.06)


@pytest.mark.parametrize(("limit", "expected"), [(2.86, 370.0), pytest.param(2.962, 500.0, marks=pytest.mark.long)])
def test_ewma_of_independent_rows_has_the_run_length_of_the_textbook(limit, expected):
    chart = with_known_parameters(Ewma, limit)
    rows = np.random.default_rng(3).standard_normal((1500, 400))

    assert _censored_mean(run_lengths(chart, rows), 1500) == pytest.approx(expected, rel=0.12)


@pytest.mark.parametrize(("phi", "expected"), [(0.3, 92.0), (0.5, 50.0), (0.7, 35.0)])
def test_rows_that_follow_each_other_ruin_the_run_length_of_the_textbook_limit(phi, expected):
    chart = with_known_parameters(Cusum, 5.0)

    runs = run_lengths(chart, autoregressive(600, phi, seed=4, runs=400))

    assert runs.mean() == pytest.approx(expected, rel=0.12)


def _censored_mean(runs, horizon):
    return runs.sum() / np.sum(runs < horizon)


@pytest.mark.parametrize("make", [Ewma, Cusum], ids=lambda make: make.kind)
@pytest.mark.parametrize("phi", [0.0, pytest.param(0.5, marks=pytest.mark.long), 0.7])
def test_limit_from_the_own_history_keeps_the_run_length_of_rows_that_follow_each_other(make, phi):
    kept = []
    unseen = autoregressive(1500, phi, seed=5, runs=120)
    for seed in range(5):
        chart = make(run_length_rows=200).fit(autoregressive(5000, phi, seed=10 + seed))
        kept.append(_censored_mean(run_lengths(chart, unseen), 1500))

    assert not chart.basis_.slow
    assert 140.0 < np.exp(np.mean(np.log(kept))) < 280.0


def test_limit_holds_for_all_columns_together():
    chart = Cusum(run_length_rows=150).fit(np.random.default_rng(6).standard_normal((5000, 6)))
    unseen = np.random.default_rng(7).standard_normal((100, 800, 6))
    unseen[:, 0] = 0.0

    runs = []
    for run in unseen:
        alarmed = chart.score_samples(run) >= chart.limit_
        runs.append(alarmed.argmax() + 1 if alarmed.any() else len(alarmed))

    assert 100.0 < _censored_mean(np.array(runs), 800) < 225.0


def test_a_run_length_beyond_the_history_and_a_history_too_slow_are_said():
    short = Cusum(run_length_rows=5000).fit(np.random.default_rng(8).standard_normal((400, 1)))
    wandering = Ewma(run_length_rows=100).fit(np.cumsum(np.random.default_rng(9).standard_normal((400, 1)), axis=0))

    assert short.basis_.beyond_history
    assert not short.basis_.slow
    assert wandering.basis_.slow
    assert not wandering.basis_.beyond_history


def test_blocks_are_longer_than_the_memory_of_the_rows():
    independent, _ = block_length_rows(autoregressive(5000, 0.0, seed=10))
    slow, _ = block_length_rows(autoregressive(5000, 0.7, seed=10))

    assert slow > 3 * independent
    assert slow > 10 * (1.0 + 0.7) / (1.0 - 0.7)


@pytest.mark.parametrize("make", [Ewma, Cusum], ids=lambda make: make.kind)
def test_one_absurd_row_is_no_shift_of_the_level(make):
    chart = make(run_length_rows=370).fit(np.random.default_rng(11).standard_normal((3000, 1)))
    rows = np.zeros((60, 1))
    rows[30] = 1e9

    assert chart.score_samples(rows).max() < chart.limit_


@pytest.mark.parametrize("make", [Ewma, Cusum], ids=lambda make: make.kind)
def test_the_alarm_ends_soon_after_a_long_fault_has_been_repaired(make):
    chart = make(run_length_rows=370).fit(np.random.default_rng(12).standard_normal((3000, 1)))
    rows = np.random.default_rng(13).standard_normal((3000, 1))
    rows[1000:2000] += 3.0

    alarmed = chart.score_samples(rows) >= chart.limit_

    assert alarmed[1010:2000].all()
    assert alarmed[2030:2100].mean() < 0.2


def test_without_a_ceiling_the_walk_is_the_sum_above_its_lowest_point():
    steps = np.random.default_rng(14).standard_normal((5000, 3)) - 0.02
    sums = np.vstack([np.zeros((1, 3)), np.cumsum(steps, axis=0)])

    walked = clamped_walk(steps, np.zeros(3), np.inf)

    np.testing.assert_allclose(walked, (sums - np.minimum.accumulate(sums, axis=0))[1:], atol=1e-9)


def test_with_a_ceiling_the_walk_is_the_recursion_row_by_row():
    steps = np.random.default_rng(15).standard_normal((2000, 2)) + 0.01
    start = np.array([1.0, 4.0])
    expected, now = [], start
    for step in steps:
        now = np.minimum(5.0, np.maximum(0.0, now + step))
        expected.append(now)

    np.testing.assert_allclose(clamped_walk(steps, start, 5.0), expected, atol=1e-12)
