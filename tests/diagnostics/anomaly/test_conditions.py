"""What speed and load do to features, learned and taken out; what cannot be compared."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.anomaly.snapshots.conditions import Condition, ConditionModel, ConditionRange, operating_states


def speeds(*values: float) -> list[Condition]:
    return [Condition(value) for value in values]


def test_a_square_law_of_the_speed_is_learned_in_spite_of_wild_records():
    rng = np.random.default_rng(1)
    rpm = np.linspace(900.0, 1500.0, 40)
    level = 2.0 * np.log(rpm / 1200.0) + 0.03 * rng.standard_normal(40)
    level[[3, 17, 30]] += 2.0

    model = ConditionModel.fit(level[:, np.newaxis], speeds(*rpm))

    low, high = model.added(speeds(950.0, 1450.0))[:, 0]
    assert high - low == pytest.approx(2.0 * np.log(1450.0 / 950.0), abs=0.1)


def test_a_resonance_bends_the_curve_where_there_are_records_enough():
    rpm = np.linspace(900.0, 1500.0, 60)
    level = 3.0 - 20.0 * np.log(rpm / 1200.0) ** 2

    model = ConditionModel.fit(level[:, np.newaxis], speeds(*rpm))

    at = model.added(speeds(900.0, 1200.0, 1500.0))[:, 0]
    expected = -20.0 * np.log(np.array([900.0, 1200.0, 1500.0]) / 1200.0) ** 2
    assert at - at[1] == pytest.approx(expected, abs=0.02)


def test_load_is_learned_beside_the_speed():
    rng = np.random.default_rng(2)
    rpm, load = rng.uniform(1400.0, 1500.0, 60), rng.uniform(5.0, 10.0, 60)
    level = 2.0 * np.log(rpm) + 0.05 * load

    model = ConditionModel.fit(level[:, np.newaxis], [Condition(r, q) for r, q in zip(rpm, load, strict=True)])

    light, heavy = model.added([Condition(1450.0, 5.0), Condition(1450.0, 10.0)])[:, 0]
    assert heavy - light == pytest.approx(0.25, abs=0.01)


def test_speeds_that_are_the_same_and_few_records_teach_nothing():
    rows = np.random.default_rng(3).standard_normal((30, 2))

    same = ConditionModel.fit(rows, speeds(*np.linspace(1470.0, 1490.0, 30)))
    few = ConditionModel.fit(rows[:8], speeds(*np.linspace(900.0, 1500.0, 8)))

    assert not np.any(same.added(speeds(1475.0)))
    assert not np.any(few.added(speeds(950.0)))


@pytest.mark.parametrize(
    ("condition", "why"),
    [
        (Condition(1480.0, 8.0), None),
        (Condition(1480.0 * 1.019, 8.0), None),
        (Condition(1480.0 * 1.03, 8.0), "speed"),
        (Condition(None, 8.0), "speed_unknown"),
        (Condition(1480.0, 11.0), "load"),
        (Condition(1480.0, None), "load_unknown"),
    ],
)
def test_what_lies_outside_of_the_conditions_learned_is_not_compared(condition, why):
    seen = ConditionRange.of([Condition(1480.0, load) for load in (5.0, 7.0, 9.5)])

    assert seen.unlike(condition) == why


def test_within_a_range_of_speeds_a_gap_is_bridged_but_not_its_ends():
    seen = ConditionRange.of(speeds(900.0, 980.0, 1060.0, 1150.0))

    assert seen.unlike(Condition(1100.0)) is None
    assert seen.unlike(Condition(1190.0)) == "speed"


@given(st.lists(st.one_of(st.none(), st.floats(10.0, 1e5)), min_size=1, max_size=30))
def test_every_record_is_in_one_state_and_neighbours_within_ten_per_cent_share_it(rpm):
    states = operating_states([Condition(value) for value in rpm])

    assert sorted(at for state in states for at in state) == list(range(len(rpm)))
    where = {at: number for number, state in enumerate(states) for at in state}
    for one, first in enumerate(rpm):
        for two, second in enumerate(rpm):
            if first is not None and second is not None and first <= second <= 1.099 * first:
                assert where[one] == where[two]
            if (first is None) != (second is None):
                assert where[one] != where[two]
