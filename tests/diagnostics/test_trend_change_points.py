"""Change points in simulated histories whose changes are known."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import lfilter

from diagnostics.trend import History, change_points


def noise(seed: int, count: int, phi: float = 0.0) -> np.ndarray:
    shocks = np.random.default_rng(seed).standard_normal(count + 100)
    return lfilter([np.sqrt(1 - phi**2)], [1.0, -phi], shocks)[100:]


def test_a_repair_is_dated_and_asked_about() -> None:
    days = 7.0 * np.arange(40)
    level = np.where(days < 140.0, 4.0, 1.5) + 0.15 * noise(1, 40)

    (change,) = change_points(History.of(days, level))

    assert change.kind == "step"
    assert change.size == pytest.approx(-2.5, abs=0.3)
    assert change.from_day < 140.0 <= change.to_day
    assert change.to_day - change.from_day <= 14.0
    assert "repair" in change.text.en
    assert "修理" in change.text.zh


def test_the_repairs_of_a_saw_tooth_are_found_each() -> None:
    found = []
    for seed in range(20):
        index = np.arange(60)
        level = 1.0 + 2.0 * (index % 12) / 12.0 + 0.15 * noise(seed, 60)
        changes = change_points(History.of(index.astype(float), level))
        found.append([change.index for change in changes if change.kind == "step"] == [12, 24, 36, 48])

    assert sum(found) >= 17


@pytest.mark.parametrize(("phi", "most"), [(0.0, 4), (0.5, 10)])
def test_histories_without_a_change_seldom_show_a_jump(phi: float, most: int) -> None:
    jumps = [
        any(change.kind == "step" for change in change_points(History.of(np.arange(60.0), noise(seed, 60, phi))))
        for seed in range(100)
    ]

    assert sum(jumps) <= most


def test_a_history_known_to_be_healthy_at_first_tells_the_scatter() -> None:
    level = np.where(np.arange(60) < 45, 2.0, 3.0) + 0.15 * noise(3, 60)

    (change,) = change_points(History.of(np.arange(60.0), level), healthy_points=30)

    assert (change.index, change.kind) == (45, "step")


def test_growth_that_sets_in_is_a_turn_and_no_jump() -> None:
    days = np.arange(60.0)
    level = 2.0 + 0.15 * np.maximum(days - 30.0, 0.0) + 0.1 * noise(4, 60)

    changes = change_points(History.of(days, level))

    assert [change.kind for change in changes] == ["slope"]
    assert changes[0].size == pytest.approx(0.15, rel=0.2)
    assert abs(changes[0].index - 30) <= 4


def test_one_wild_point_is_no_change() -> None:
    level = 2.0 + 0.1 * noise(5, 40)
    level[20] = 9.0

    assert change_points(History.of(np.arange(40.0), level)) == ()


@pytest.mark.parametrize("values", [[], [1.0] * 3, [1.0] * 50, list(range(9))])
def test_too_short_or_constant_histories_have_no_change(values: list[float]) -> None:
    assert change_points(History.of(np.arange(float(len(values))), values)) == ()


def test_a_perfect_line_has_no_change() -> None:
    assert change_points(History.of(np.arange(50.0), 1e3 + 0.1 * np.arange(50.0))) == ()
