"""Induction motors against two turning fields and worked figures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.kinematics import motor_frequencies, pole_pass_hz, rotor_bar_pass_hz, slip, synchronous_speed_rpm
from diagnostics.machine import Machine

SENSORS = [{"channel": "1", "quantity": "acceleration", "unit": "g"}]


def motor(**changes: object) -> Machine:
    return Machine.from_dict({"motor": {"poles": 4, "rotor_bars": 28}, "sensors": SENSORS, **changes})


@pytest.mark.parametrize(
    ("supply_hz", "poles", "speed_rpm"),
    [(50.0, 2, 3000.0), (50.0, 4, 1500.0), (50.0, 6, 1000.0), (60.0, 2, 3600.0), (60.0, 4, 1800.0), (60.0, 8, 900.0)],
)
def test_synchronous_speeds_are_those_of_the_nameplates(supply_hz, poles, speed_rpm):
    assert synchronous_speed_rpm(supply_hz, poles) == speed_rpm


@given(st.sampled_from([50.0, 60.0]), st.sampled_from([2, 4, 6, 8]), st.floats(0.0, 0.1))
def test_pole_pass_is_twice_slip_times_supply(supply_hz, poles, share):
    speed_rpm = synchronous_speed_rpm(supply_hz, poles) * (1.0 - share)

    assert slip(speed_rpm, supply_hz=supply_hz, poles=poles) == pytest.approx(share, abs=1e-12)
    assert pole_pass_hz(speed_rpm, supply_hz=supply_hz, poles=poles) == pytest.approx(2 * share * supply_hz, abs=1e-9)


def test_pole_pass_is_how_often_poles_of_the_field_pass_a_bar():
    # A bar at angle 2π·f_r·t sees the field cos(p/2·angle − 2π·f_L·t); its strength, without sign, pulses at f_pp.
    poles, supply_hz, shaft_hz = 4, 50.0, 24.5
    t = np.arange(0.0, 10.0, 0.001)

    seen = np.cos(0.5 * poles * 2 * np.pi * shaft_hz * t - 2 * np.pi * supply_hz * t) ** 2

    lines = np.abs(np.fft.rfft(seen - np.mean(seen)))
    assert np.argmax(lines) / 10.0 == pytest.approx(pole_pass_hz(60.0 * shaft_hz, supply_hz=supply_hz, poles=poles))


def test_motor_on_the_mains_has_all_its_lines():
    # 1470 rpm of 1500: slip 2 %, f_pp = 4·30/60 = 2 Hz; 28 bars at 24.5 Hz = 686 Hz, 100 Hz to each side.
    lines = motor_frequencies(motor(), 24.5)

    assert lines.synchronous_rpm == 1500.0
    assert lines.slip == pytest.approx(0.02)
    assert lines.pole_pass_hz == pytest.approx(2.0)
    assert lines.twice_supply_hz == 100.0
    assert lines.rotor_bar_pass_hz == rotor_bar_pass_hz(24.5, 28) == 686.0
    assert lines.rotor_bar_sidebands_hz == (586.0, 786.0)


def test_motor_on_an_inverter_has_no_line_that_needs_the_mains():
    lines = motor_frequencies(motor(inverter_fed=True), 24.5)

    assert lines.rotor_bar_pass_hz == 686.0
    assert (lines.supply_hz, lines.twice_supply_hz, lines.synchronous_rpm) == (None, None, None)
    assert (lines.slip, lines.pole_pass_hz, lines.rotor_bar_sidebands_hz) == (None, None, None)


def test_motor_of_unknown_make_has_twice_the_supply_only():
    lines = motor_frequencies(Machine.from_dict({"mains_hz": 60, "sensors": SENSORS}), 29.0)

    assert lines.twice_supply_hz == 120.0
    assert (lines.slip, lines.pole_pass_hz, lines.rotor_bar_pass_hz) == (None, None, None)


def test_above_synchronous_speed_the_slip_is_negative():
    lines = motor_frequencies(motor(), 25.5)

    assert lines.slip == pytest.approx(-0.02)
    assert lines.pole_pass_hz == pytest.approx(2.0)
