"""Slopes and their test, against closed forms, counted permutations and simulated scatter."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.signal import lfilter

from diagnostics.trend import History, robust_slope
from diagnostics.trend.history import MOST_POINTS, without_outliers
from diagnostics.trend.slope import kendall_chance


def scatter(seed: int, count: int, phi: float = 0.0) -> np.ndarray:
    shocks = np.random.default_rng(seed).standard_normal(count + 100)
    return lfilter([math.sqrt(1 - phi**2)], [1.0, -phi], shocks)[100:]


def test_the_slope_of_a_straight_line_at_uneven_times_is_exact() -> None:
    days = np.array([0.0, 1.0, 1.5, 7.0, 8.0, 20.0, 31.0])

    slope = robust_slope(History.of(days, 2.0 + 0.25 * days))

    assert slope is not None
    assert slope.per_day == pytest.approx(0.25)
    assert slope.level_now == pytest.approx(2.0 + 0.25 * 31.0)
    assert slope.direction == "rising"


def test_a_quarter_of_wild_points_hardly_turns_the_slope() -> None:
    days = np.arange(40.0)
    values = 1.0 + 0.1 * days + 0.05 * scatter(1, 40)
    values[::4] += 30.0 * np.random.default_rng(2).random(10)

    slope = robust_slope(History.of(days, values))

    assert slope is not None
    assert slope.per_day == pytest.approx(0.1, rel=0.3)


def test_the_chance_of_few_points_is_the_share_of_their_orders() -> None:
    for values in ([1.0, 2.0, 3.0, 4.0, 5.0], [2.0, 1.0, 3.0, 5.0, 4.0], [3.0, 1.0, 2.0, 5.0, 4.0]):
        score = sum(np.sign(b - a) for a, b in itertools.combinations(values, 2))
        orders = list(itertools.permutations(range(5)))
        as_large = sum(sum(np.sign(b - a) for a, b in itertools.combinations(order, 2)) >= score for order in orders)

        assert kendall_chance(np.array(values)) == pytest.approx(as_large / len(orders))


@pytest.mark.parametrize("phi", [0.0, 0.5])
def test_flat_histories_are_called_rising_about_as_seldom_as_stated(phi: float) -> None:
    slopes = [robust_slope(History.of(np.arange(40.0), scatter(seed, 40, phi))) for seed in range(400)]

    assert sum(slope is not None and slope.p_rising < 0.01 for slope in slopes) <= 16
    covering = sum(slope is not None and slope.low_per_day <= 0.0 <= slope.high_per_day for slope in slopes)
    assert 0.72 <= covering / 400 <= 0.95


def test_a_falling_level_is_falling() -> None:
    slope = robust_slope(History.of(np.arange(30.0), 5.0 - 0.1 * np.arange(30.0) + 0.1 * scatter(3, 30)))

    assert slope is not None
    assert slope.direction == "falling"


def test_four_points_have_no_trend() -> None:
    assert robust_slope(History.of(np.arange(4.0), np.arange(4.0))) is None


@given(st.lists(st.tuples(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3)), max_size=30), st.randoms())
def test_the_order_of_the_rows_does_not_matter(rows: list[tuple[float, float]], shuffler: object) -> None:
    shuffled = list(rows)
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]
    straight, mixed = (History.of([t for t, _ in part], [v for _, v in part]) for part in (rows, shuffled))

    assert np.array_equal(straight.days, mixed.days)
    assert np.array_equal(straight.values, mixed.values)


def test_what_is_no_measurement_is_left_out_and_told() -> None:
    history = History.of([0.0, 1.0, np.nan, 3.0, 3.0, 2.0], [1.0, np.nan, 5.0, 4.0, 6.0, 2.0])

    assert history.days.tolist() == [0.0, 2.0, 3.0]
    assert history.values.tolist() == [1.0, 2.0, 5.0]
    assert {note.check for note in history.quality} == {"trend.missing", "trend.unordered", "trend.repeated_times"}


def test_a_long_history_is_condensed_without_losing_its_slope() -> None:
    days = np.arange(50_000) / 100.0
    history = History.of(days, 3.0 + 0.02 * days)
    slope = robust_slope(history)

    assert len(history) == MOST_POINTS
    assert slope is not None
    assert slope.per_day == pytest.approx(0.02, rel=1e-3)


def test_a_single_wild_point_is_replaced_and_a_jump_is_kept() -> None:
    values = np.r_[np.ones(10), 3.0 * np.ones(10)] + 0.01 * scatter(5, 20)
    values[4] = 50.0

    kept = without_outliers(values)

    assert kept[4] == pytest.approx(1.0, abs=0.1)
    assert np.array_equal(np.delete(kept, 4)[5:14], np.delete(values, 4)[5:14])


def test_a_constant_and_a_gap_are_told() -> None:
    constant = History.of(np.arange(8.0), np.full(8, 4.0))
    gap = History.of([0, 1, 2, 3, 90, 91], [1.0, 2.0, 1.0, 2.0, 1.0, 2.0])

    assert "trend.constant" in {note.check for note in constant.quality}
    assert "trend.gap" in {note.check for note in gap.quality}
