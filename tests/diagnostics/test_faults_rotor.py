from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from diagnostics.examination import Examination
from diagnostics.examine import examine
from tests.diagnostics.signals import RATE_HZ, machine, noise, recording

SECONDS = 8.0
SHAFT_HZ = 24.5  # 1470 rpm, the speed of the test machine


def velocity_lines(levels_mm_s: dict[float, float]) -> NDArray[np.float64]:
    """Acceleration in m/s² of lines with these RMS velocities at these orders, in the noise of a quiet machine."""
    t = np.arange(int(SECONDS * RATE_HZ)) / RATE_HZ
    total = 0.3 * noise(SECONDS)
    for order, level_mm_s in levels_mm_s.items():
        pulse = 2.0 * np.pi * order * SHAFT_HZ
        total = total + 1e-3 * level_mm_s * np.sqrt(2.0) * pulse * np.sin(pulse * t + order)
    return total


def examined(levels_mm_s: dict[float, float], **changes: object) -> Examination:
    described = machine(bearings=[], power_kw=30.0, mounting="rigid", **changes)
    return examine(recording(velocity_lines(levels_mm_s)), described)


def named(examination: Examination) -> list[tuple[str, str | None, int]]:
    return [(finding.fault, finding.component, finding.urgency) for finding in examination.findings]


def test_a_rotor_that_shakes_at_its_own_speed_is_out_of_balance() -> None:
    examination = examined({1.0: 4.0, 2.0: 0.4})

    # 4 mm/s RMS lies between 2.8 and 4.5 mm/s: zone C of ISO 20816-3 group 2 rigid.
    assert named(examination) == [("rotor.unbalance", "main", 4)]
    assert examination.findings[0].evidence[0].strength == pytest.approx(4.0, rel=0.02)


def test_zone_d_makes_the_same_pattern_urgent() -> None:
    assert named(examined({1.0: 6.0})) == [("rotor.unbalance", "main", 2)]


def test_twice_the_speed_above_the_speed_is_misalignment() -> None:
    assert named(examined({1.0: 2.0, 2.0: 3.0})) == [("rotor.misalignment", "main", 4)]


def test_many_harmonics_and_half_orders_are_looseness() -> None:
    assert named(examined({1.0: 3.0, 0.5: 0.8, 1.5: 0.8, 2.0: 1.0, 3.0: 0.9})) == [("rotor.looseness", "main", 3)]
    assert named(examined({1.0: 3.0, 2.0: 1.0, 3.0: 1.0, 4.0: 0.9, 5.0: 0.9})) == [("rotor.looseness", "main", 3)]


def test_three_harmonics_and_one_half_order_are_looseness_three_harmonics_alone_are_not() -> None:
    harmonics = {1.0: 3.0, 2.0: 1.2, 3.0: 1.0, 4.0: 0.8}

    assert named(examined({**harmonics, 0.5: 0.8})) == [("rotor.looseness", "main", 3)]
    assert named(examined(harmonics)) == [("machine.high_vibration", None, 4)]


def test_a_rotor_in_zone_b_is_healthy_whatever_its_pattern() -> None:
    assert examined({1.0: 2.5}).verdict == "healthy"


def test_a_line_beside_the_orders_names_no_rotor_fault() -> None:
    assert named(examined({1.31: 4.0})) == [("machine.high_vibration", None, 4)]


def test_two_pole_motor_whose_2x_hides_in_the_mains_is_not_called_misaligned() -> None:
    two_pole = {"kind": "electric_motor", "speed_rpm": 1470.0, "mains_hz": 24.55}

    assert named(examined({1.0: 2.0, 2.0: 3.0}, **two_pole)) == [("machine.high_vibration", None, 4)]
