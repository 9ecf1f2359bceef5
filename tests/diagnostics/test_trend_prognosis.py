"""Times to a limit: the interval holds on simulated machines, and is withheld where nothing can be said."""

from __future__ import annotations

import math

import numpy as np
import pytest

from benchmarks.prognosis import FLAT_WORLDS, GROWING_WORLDS, ask
from diagnostics.texts import Text
from diagnostics.trend import History, Limit, assess_trend, predict

LIMIT = Limit(4.5, Text("zone B/C", "B/C 区"))


def history(level: np.ndarray, seed: int = 0, scatter: float = 0.02, step_days: float = 7.0) -> History:
    noise = scatter * np.random.default_rng(seed).standard_normal(level.size)
    return History.of(step_days * np.arange(level.size), level * np.exp(noise))


def test_a_steady_rise_reaches_the_limit_when_the_line_does() -> None:
    answers = [predict(history(1.0 + 0.05 * np.arange(50), seed=seed), LIMIT) for seed in range(16)]

    truth_days = 7.0 * (3.5 / 0.05 - 49)
    assert {answer.status for answer in answers} == {"predicted"}
    assert np.median([answer.expected_days for answer in answers]) == pytest.approx(truth_days, rel=0.1)
    # Fewer than 9 of 16 intervals of 80 % hold once in a hundred times.
    assert sum(answer.earliest_days <= truth_days <= answer.latest_days for answer in answers) >= 9


@pytest.mark.parametrize(
    ("level", "growth"),
    [(1.0 + 0.03 * np.arange(80), "linear"), (0.5 * np.exp(0.025 * np.arange(80)), "exponential")],
)
def test_the_kind_of_growth_is_named_where_it_can_be_told(level: np.ndarray, growth: str) -> None:
    prognosis = predict(history(level), LIMIT)

    assert (prognosis.status, prognosis.growth) == ("predicted", growth)


@pytest.mark.parametrize(
    ("level", "status"),
    [
        (np.full(40, 2.0), "no_trend"),
        (4.0 - 0.05 * np.arange(40), "falling"),
        (2.0 + 0.1 * np.arange(40), "reached"),
        (np.array([1.0, 2.0, 3.0]), "too_few"),
    ],
)
def test_what_is_not_predicted_has_its_reason_in_words(level: np.ndarray, status: str) -> None:
    prognosis = predict(history(level), LIMIT)

    assert prognosis.status == status
    assert prognosis.earliest_days is prognosis.latest_days is None
    assert prognosis.reason is not None


def test_a_repair_restarts_the_trend() -> None:
    before, after = 2.0 + 0.12 * np.arange(20), 1.0 + 0.06 * np.arange(40)
    trend = assess_trend(history(np.concatenate([before, after])), limit=LIMIT)

    truth_days = 7.0 * (3.5 / 0.06 - 39)
    assert trend.since == 20
    assert trend.prognosis is not None
    assert trend.prognosis.status == "predicted"
    assert trend.prognosis.earliest_days < truth_days < trend.prognosis.latest_days


def test_just_after_a_repair_nothing_is_predicted() -> None:
    before, after = 2.0 + 0.12 * np.arange(20), 1.0 + 0.05 * np.arange(4)
    trend = assess_trend(history(np.concatenate([before, after])), limit=LIMIT)

    assert trend.prognosis is not None
    assert trend.prognosis.status == "too_few"


def test_a_level_without_any_scatter_is_predicted_and_finite() -> None:
    prognosis = predict(history(1.0 + 0.05 * np.arange(50), scatter=0.0), LIMIT)

    assert prognosis.status == "predicted"
    assert prognosis.expected_days == pytest.approx(7.0 * 21, rel=0.05)


@pytest.mark.parametrize("factor", [1e-9, 1e9])
def test_the_unit_of_the_level_does_not_matter(factor: float) -> None:
    plain = predict(history(1.0 + 0.05 * np.arange(50)), LIMIT)
    scaled = predict(history(factor * (1.0 + 0.05 * np.arange(50))), Limit(4.5 * factor, LIMIT.name))

    assert scaled.latest_days == pytest.approx(plain.latest_days, rel=1e-3)


def test_negative_levels_grow_linearly() -> None:
    prognosis = predict(History.of(np.arange(40.0), -50.0 + np.arange(40.0)), Limit(20.0, LIMIT.name))

    assert (prognosis.status, prognosis.growth) == ("predicted", "linear")
    assert prognosis.expected_days == pytest.approx(31.0, rel=0.05)


def test_the_same_history_gives_the_same_answer() -> None:
    one, two = (predict(history(1.0 + 0.05 * np.arange(30), seed=3), LIMIT) for _ in range(2))

    assert one == two


def test_the_interval_holds_on_machines_that_grow_worse() -> None:
    answers = [ask(world, seed) for world in GROWING_WORLDS.values() for seed in range(2000, 2025)]
    given = [answer for answer in answers if answer.status == "predicted"]

    # Of 20 to 30 intervals of 80 %, fewer than 0.6 hold about once in a hundred times.
    assert len(given) >= 15
    assert sum(answer.holds for answer in given) / len(given) >= 0.6


def test_machines_that_do_not_grow_worse_get_no_date() -> None:
    answers = [ask(world, seed) for world in FLAT_WORLDS.values() for seed in range(2000, 2015)]

    assert sum(answer.status == "predicted" for answer in answers) <= 1


@pytest.mark.long
def test_the_interval_covers_four_of_five() -> None:
    answers = [ask(world, seed) for world in GROWING_WORLDS.values() for seed in range(3000, 3300)]
    given = [answer for answer in answers if answer.status == "predicted"]
    held = sum(answer.holds for answer in given) / len(given)

    flat = [ask(world, seed) for world in FLAT_WORLDS.values() for seed in range(3000, 3300)]
    error = math.sqrt(0.8 * 0.2 / len(given))
    assert 0.8 - 3.0 * error <= held <= 0.95
    assert sum(answer.status == "predicted" for answer in flat) <= 0.01 * len(flat)
