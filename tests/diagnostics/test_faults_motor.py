from __future__ import annotations

from typing import Any

import pytest

from diagnostics.faults.family import Answer
from diagnostics.faults.motor import examine_motor
from tests.diagnostics.family_subjects import acceleration, excluded, named, subject, watched

SHAFT_HZ = 24.5
POLE_PASS_HZ = 2.0
"""Four poles on 50 Hz: 4·(25 − 24.5)."""


def examined(
    levels: dict[float, float], *, shaft_hz: float = SHAFT_HZ, seconds: float = 10.0, **machine: Any
) -> Answer:
    machine = {"kind": "electric_motor", "motor": {"poles": 4, "rotor_bars": 28}, **machine}
    return examine_motor(subject(acceleration(levels, seconds=seconds), shaft_hz=shaft_hz, **machine))


SHAFT = {24.5: 0.8, 49.0: 0.4, 73.5: 0.3, 98.0: 0.3}


def test_strong_vibration_at_twice_the_mains_is_static_eccentricity() -> None:
    answer = examined({**SHAFT, 100.0: 1.8})

    assert named(answer) == [("motor.static_eccentricity", None, 4)]
    assert answer.findings[0].department == "electrical"
    assert answer.findings[0].evidence[0].strength == pytest.approx(1.8, rel=0.03)


def test_above_2_5_mm_s_it_is_severe() -> None:
    answer = examined({**SHAFT, 100.0: 2.8})

    assert named(answer) == [("motor.static_eccentricity", None, 3)]
    assert answer.findings[0].severity.level == "severe"


def test_pole_pass_sidebands_make_it_dynamic() -> None:
    answer = examined({**SHAFT, 100.0: 1.8, 100.0 - POLE_PASS_HZ: 0.5, 100.0 + POLE_PASS_HZ: 0.5})

    assert named(answer) == [("motor.dynamic_eccentricity", None, 4)]


def test_sidebands_of_the_shaft_make_it_a_loose_stator() -> None:
    assert named(examined({**SHAFT, 100.0: 1.8, 75.5: 0.4, 124.5: 0.4})) == [("motor.loose_stator", None, 3)]


def test_the_usual_hum_of_a_motor_is_healthy() -> None:
    answer = examined({**SHAFT, 100.0: 1.1, 75.5: 0.2, 124.5: 0.2})

    assert named(answer) == []
    assert "motor.static_eccentricity" in excluded(answer)
    assert answer.tested


def test_the_fourth_harmonic_of_the_shaft_is_not_taken_for_the_hum() -> None:
    assert named(examined({24.5: 0.8, 98.0: 2.2})) == []


def test_hum_that_the_cable_picks_up_is_no_motor_fault() -> None:
    # The same acceleration at 50 Hz is twice the velocity.
    answer = examined({**SHAFT, 100.0: 1.8, 50.0: 4.0})

    assert named(answer) == []
    assert any("cable" in item.text.en for item in answer.ruled_out)


def test_two_poles_need_a_record_that_tells_2x_from_twice_the_mains() -> None:
    levels = {49.7: 0.8, 99.4: 0.5, 100.0: 1.8}

    short, long = (examined(levels, seconds=seconds, shaft_hz=49.7, motor={"poles": 2}) for seconds in (5.0, 20.0))

    assert named(short) == []
    assert [note.check for note in short.notes] == ["motor"]
    assert named(long) == [("motor.static_eccentricity", None, 4)]


def test_behind_an_inverter_the_mains_says_nothing() -> None:
    answer = examined({**SHAFT, 100.0: 3.0}, inverter_fed=True)

    assert (named(answer), answer.tested) == ([], False)


def test_a_mains_frequency_off_by_a_tenth_of_a_per_cent_is_found() -> None:
    assert named(examined({**SHAFT, 99.9: 1.8})) == [("motor.static_eccentricity", None, 4)]


def test_pole_pass_sidebands_around_several_orders_are_watched_as_broken_bars() -> None:
    levels = {k * 24.5 + side * POLE_PASS_HZ: 0.3 for k in (1, 2, 3) for side in (-1, 1)}

    answer = examined({**SHAFT, 100.0: 0.6, **levels})

    assert named(answer) == []
    assert watched(answer) == [("motor.broken_rotor_bar", None)]
    assert "current" in answer.watch[0].treatment[0].en


def test_faint_pole_pass_sidebands_are_not_watched() -> None:
    levels = {k * 24.5 + side * POLE_PASS_HZ: 0.02 for k in (1, 2, 3) for side in (-1, 1)}

    answer = examined({**SHAFT, 100.0: 0.6, **levels})

    assert watched(answer) == []
    assert "motor.broken_rotor_bar" in excluded(answer)


def test_the_rotor_bar_pass_that_makes_zone_c_is_a_loose_rotor() -> None:
    bars_hz = 28 * 24.5

    answer = examined({**SHAFT, bars_hz: 2.2, bars_hz - 100.0: 1.6, bars_hz + 100.0: 1.4})

    assert named(answer) == [("motor.loose_rotor", None, 3)]


def test_a_machine_without_a_motor_is_not_asked() -> None:
    assert named(examined({**SHAFT, 100.0: 3.0}, kind="pump", motor=None)) == []
