from __future__ import annotations

from typing import Any

import pytest

from diagnostics.faults.belt import examine_belts
from diagnostics.faults.family import Answer
from tests.diagnostics.family_subjects import SHAFT_HZ, acceleration, excluded, named, orders, sensors, subject

TURN = 0.321
"""Order of the belt's turn."""
LENGTH_MM = 3.141592653589793 * 140.0 / TURN


def examined(levels: dict[float, float], *, factor: float = 1.0, **machine: Any) -> Answer:
    belts = [{"id": "V1", "length_mm": LENGTH_MM, "pulley_mm": 140.0}]
    described = sensors(1, unit=machine.pop("unit", "m/s2"))
    samples = factor * acceleration(orders(levels), noise_m_s2=0.1)
    return examine_belts(subject(samples, belts=belts, described=described, **machine))


def test_turns_of_a_belt_that_make_zone_c_are_a_worn_belt() -> None:
    answer = examined({1.0: 1.0, TURN: 1.2, 2 * TURN: 2.4, 3 * TURN: 1.2, 4 * TURN: 0.8})

    assert named(answer) == [("belt.worn", "V1", 3)]
    assert answer.findings[0].evidence[0].expected_hz == pytest.approx(TURN * SHAFT_HZ, rel=0.001)


def test_turns_above_the_shaft_speed_count_above_zone_a() -> None:
    assert named(examined({1.0: 0.5, 2 * TURN: 1.5, 3 * TURN: 0.8, 4 * TURN: 0.6})) == [("belt.worn", "V1", 3)]


def test_the_same_turns_in_zone_a_are_a_sound_belt() -> None:
    answer = examined({1.0: 0.3, TURN: 0.2, 2 * TURN: 0.5, 3 * TURN: 0.2})

    assert named(answer) == []
    assert excluded(answer) == {"belt.worn"}


@pytest.mark.parametrize("factor", [1e-3, 250.0])
def test_an_uncalibrated_sensor_may_compare_belt_and_shaft(factor: float) -> None:
    worn = {1.0: 0.5, 2 * TURN: 1.5, 3 * TURN: 0.8}

    assert named(examined(worn, factor=factor, unit="V")) == [("belt.worn", "V1", 3)]


def test_a_belt_that_creeps_half_a_per_cent_is_found() -> None:
    turn = 0.995 * TURN

    assert named(examined({1.0: 0.5, 2 * turn: 1.5, 3 * turn: 0.8, 4 * turn: 0.6})) == [("belt.worn", "V1", 3)]


def test_one_line_alone_is_no_worn_belt() -> None:
    assert named(examined({1.0: 0.5, 2 * TURN: 1.8})) == []


def test_an_unbalanced_rotor_with_a_sound_belt_is_no_belt_fault() -> None:
    assert named(examined({1.0: 3.8, TURN: 0.2, 2 * TURN: 0.5})) == []


def test_turns_that_fall_on_the_lines_of_the_driven_shaft_do_not_count() -> None:
    shafts = [{"id": "main"}, {"id": "fan", "ratio": 2 * TURN}]

    assert named(examined({1.0: 0.5, 2 * TURN: 2.0, 4 * TURN: 1.0}, shafts=shafts)) == []


def test_a_record_too_short_for_the_belt_says_so() -> None:
    answer = examine_belts(
        subject(
            acceleration(orders({1.0: 1.0}), seconds=4.0),
            belts=[{"id": "V1", "length_mm": 5000.0, "pulley_mm": 140.0}],
        )
    )

    assert [note.check for note in answer.notes] == ["belts"]
    assert not answer.tested
