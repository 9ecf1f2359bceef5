"""The default detector: distances in prediction errors, p-values that hold, blocks that give what one block gives."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from scipy import signal, stats

from diagnostics.anomaly.watching.level_shift import ALARM_PROBABILITY, WINDOW_ROWS, LevelShift


def noise(rows, columns=3, *, phi=0.0, seed=1):
    white = np.random.default_rng(seed).standard_normal((rows + 300, columns))
    return signal.lfilter([1.0], [1.0, -phi], white, axis=0)[300:]


def scored(learned, rows):
    detector = LevelShift().fit(learned)
    return detector, detector.score_block(rows, detector.state_after(learned))[0]


def test_limit_is_the_normal_quantile_over_all_columns():
    one, eight = LevelShift().fit(noise(400, 1)), LevelShift().fit(noise(400, 8))

    assert 2.0 * stats.norm.sf(one.limit) == pytest.approx(ALARM_PROBABILITY)
    assert 16.0 * stats.norm.sf(eight.limit) == pytest.approx(ALARM_PROBABILITY)


def test_prediction_error_of_white_noise_is_that_of_two_means():
    """The averaged column has the variance 1/W, the mean of the other half 2/N (in units of the column's variance)."""
    learned = noise(20_000, 4)

    detector = LevelShift().fit(learned)

    expected = math.sqrt(1.0 / WINDOW_ROWS + 2.0 / 20_000)
    np.testing.assert_allclose(detector.error_, expected, rtol=0.05)


def test_a_lasting_shift_is_found_and_its_column_named():
    learned, rows = noise(500), noise(400, seed=2)
    rows[200:, 1] -= 3.0

    _, said = scored(learned, rows)

    assert np.nanmax(said.score[:200]) < 1.0
    assert np.nanmin(said.score[230:]) > 1.0
    assert (said.shares[230:].argmax(axis=1) == 1).all()
    assert (said.deviation[230:, 1] < 0.0).all()


def test_what_has_come_back_is_off_no_longer():
    learned, rows = noise(500), noise(400, seed=2)
    rows[100:300, 1] += 4.0

    _, said = scored(learned, rows)

    assert np.nanmin(said.score[115:300]) > 1.0
    assert np.nanmax(said.score[310:]) < 1.0  # the average of 25 rows still holds 15 that were off


def test_one_spike_shifts_no_level():
    learned, rows = noise(500), noise(300, seed=2)
    rows[150, 0] = 1e6

    _, said = scored(learned, rows)

    assert np.nanmax(said.score) < 1.0


def test_a_wandering_column_may_wander_on_where_a_steady_one_may_not():
    chance = np.random.default_rng(3)
    walk = np.cumsum(chance.standard_normal(1000)) * 0.1
    learned = np.column_stack([walk[:500], noise(500, 1)[:, 0] * 0.5])
    rows = np.column_stack([walk[499] + np.zeros(200), noise(200, 1, seed=4)[:, 0] * 0.5])
    drifted = rows.copy()
    drifted[:, 0] += 2.0 * np.std(walk[:500])
    shifted = rows.copy()
    shifted[:, 1] += 2.0 * np.std(walk[:500])

    assert np.nanmax(scored(learned, drifted)[1].score) < 1.0
    assert np.nanmin(scored(learned, shifted)[1].score[50:]) > 1.0


@pytest.mark.parametrize("phi", [0.0, 0.9, 0.98])
def test_stated_p_values_hold_on_autocorrelated_noise(phi):
    stated = np.concatenate(
        [scored(rows[:500], rows[500:])[1].p_value for rows in (noise(1000, 6, phi=phi, seed=s) for s in range(40))]
    )

    for p in (0.01, 0.05, 0.1):
        assert np.mean(stated <= p) <= 1.2 * p


def test_p_values_of_a_skewed_column_are_no_smaller_than_what_was_seen():
    """Dips that healthy rows have once in a while are not rare, whatever a bell curve says."""
    chance = np.random.default_rng(5)
    level = np.zeros(6000)
    for start in chance.integers(0, 5900, size=40):
        level[start : start + 60] = -8.0
    rows = level[:, np.newaxis] + chance.standard_normal((6000, 1))

    _, said = scored(rows[:4000], rows[4000:])

    dips = said.p_value[level[4000:] < -7.0]
    assert np.median(dips) > 0.01


@pytest.mark.parametrize("sizes", [[1] * 90, [7, 83], [30, 30, 30], [25, 1, 24, 40]])
def test_blocks_of_any_size_give_the_same(sizes):
    learned, rows = noise(300), noise(90, seed=2)
    rows[40:50, 2] = math.nan
    detector, whole = scored(learned, rows)

    state, at, scores, ps = detector.state_after(learned), 0, [], []
    for size in sizes:
        said, state = detector.score_block(rows[at : at + size], state)
        scores.append(said.score)
        ps.append(said.p_value)
        at += size

    np.testing.assert_allclose(np.concatenate(scores), whole.score, rtol=1e-9)
    np.testing.assert_allclose(np.concatenate(ps), whole.p_value, rtol=1e-6)


def test_only_the_past_of_a_row_decides():
    learned, rows = noise(300), noise(200, seed=2)
    other = rows.copy()
    other[120:] += 50.0

    np.testing.assert_array_equal(scored(learned, rows)[1].score[:120], scored(learned, other)[1].score[:120])


def test_missing_values_leave_the_other_columns_judged():
    learned, rows = noise(400), noise(100, seed=2)
    rows[:, 0] = math.nan
    rows[60:, 1] += 8.0

    _, said = scored(learned, rows)

    assert np.isfinite(said.score).all()
    assert said.score[-1] > 1.0
    assert said.shares[-1, 0] == 0.0


def test_a_row_without_any_value_is_not_judged():
    learned = noise(400)
    rows = np.full((60, 3), math.nan)

    _, said = scored(learned, rows)

    assert np.isfinite(said.score[:10]).all()  # the window still holds learned rows
    assert np.isnan(said.score[-20:]).all()
    assert np.isnan(said.p_value[-20:]).all()


def test_a_constant_column_is_left_out_and_an_all_constant_table_gives_no_score():
    learned = np.column_stack([noise(400, 1)[:, 0], np.full(400, 7.0)])
    rows = learned[:50].copy()
    rows[:, 1] = 8.0

    detector, said = scored(learned, rows)
    _, nothing = scored(np.full((400, 2), 3.0), np.full((10, 2), 4.0))

    assert detector.known_columns.tolist() == [True, False]
    assert np.nanmax(said.score) < 1.0
    assert np.isnan(nothing.score).all()


def test_stored_as_plain_numbers_it_scores_the_same():
    learned, rows = noise(400), noise(100, seed=2)
    detector = LevelShift().fit(learned)

    stored = json.loads(json.dumps(detector.to_json(), allow_nan=False))
    again = LevelShift.from_json(stored)

    np.testing.assert_array_equal(again.score_samples(rows), detector.score_samples(rows))
    np.testing.assert_array_equal(again.contributions(rows), detector.contributions(rows))


@pytest.mark.parametrize("gain", [1e-9, 1e9, -3.0])
def test_units_do_not_matter(gain):
    learned, rows = noise(400), noise(100, seed=2)
    rows[50:, 0] += 5.0

    np.testing.assert_allclose(
        scored(learned, rows)[1].score,
        scored(learned * gain + 5.0 * gain, rows * gain + 5.0 * gain)[1].score,
        rtol=1e-5,
    )
