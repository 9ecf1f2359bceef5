from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sample_signals.rotor import (
    Looseness,
    Misalignment,
    OrderLine,
    Unbalance,
    looseness_acceleration_m_s2,
    misalignment_acceleration_m_s2,
    order_line_acceleration_m_s2,
    unbalance_acceleration_m_s2,
)
from sample_signals.shaft import Direction
from tests.sample_signals.lines import FloatArray, line_amplitude, steady_motion

RATE_HZ = 10000.0


def velocity_mm_s(values: FloatArray, frequency_hz: float) -> float:
    """RMS velocity of a line, from its acceleration amplitude."""
    return float(line_amplitude(values, RATE_HZ, frequency_hz) / (2 * np.pi * frequency_hz) / np.sqrt(2) * 1e3)


@given(shaft_hz=st.integers(5, 100), factor=st.integers(2, 5))
def test_unbalance_grows_with_the_square_of_the_speed(shaft_hz: int, factor: int) -> None:
    heavy = Unbalance(500.0, vibrating_mass_kg=20.0)

    slow, fast = (
        line_amplitude(
            unbalance_acceleration_m_s2(heavy, steady_motion(hz, 1.0, RATE_HZ), Direction.RADIAL), RATE_HZ, hz
        )
        for hz in (shaft_hz, factor * shaft_hz)
    )

    assert fast / slow == pytest.approx(factor**2)


def test_free_rotor_moves_with_its_eccentricity_times_speed() -> None:
    heavy = Unbalance(6.3e3, vibrating_mass_kg=100.0)

    values = unbalance_acceleration_m_s2(heavy, steady_motion(25.0, 2.0, RATE_HZ), Direction.RADIAL)

    eccentricity_mm = 0.063
    assert velocity_mm_s(values, 25.0) == pytest.approx(eccentricity_mm * 2 * np.pi * 25 / np.sqrt(2))
    assert line_amplitude(values, RATE_HZ, 50.0) < 1e-9


def test_support_resonance_amplifies_by_half_the_inverse_damping() -> None:
    free = Unbalance(500.0, 20.0)
    mounted = Unbalance(500.0, 20.0, support_hz=40.0, support_damping_ratio=0.04)

    assert mounted.amplitude_m_s2(40.0) / free.amplitude_m_s2(40.0) == pytest.approx(1 / (2 * 0.04))
    assert mounted.amplitude_m_s2(4000.0) / free.amplitude_m_s2(4000.0) == pytest.approx(1, rel=1e-3)


def test_stated_velocity_is_the_velocity_of_the_line() -> None:
    line = OrderLine(order=3.0, velocity_mm_s=2.5)

    values = order_line_acceleration_m_s2(line, steady_motion(20.0, 1.0, RATE_HZ), Direction.RADIAL)

    assert velocity_mm_s(values, 60.0) == pytest.approx(2.5)


def test_misalignment_is_radial_at_twice_and_axial_at_once_the_speed() -> None:
    offset = Misalignment(parallel_mm_s=3.0, angular_mm_s=2.0)
    motion = steady_motion(25.0, 2.0, RATE_HZ)

    radial, axial = (misalignment_acceleration_m_s2(offset, motion, direction) for direction in Direction)

    assert velocity_mm_s(radial, 50.0) == pytest.approx(3.0)
    assert velocity_mm_s(radial, 25.0) < 0.5 * velocity_mm_s(radial, 50.0)
    assert velocity_mm_s(axial, 25.0) == pytest.approx(2.0)
    assert velocity_mm_s(axial, 50.0) < velocity_mm_s(axial, 25.0)


def test_looseness_is_the_train_of_alternating_landings() -> None:
    loose = Looseness(landing_m_s2=8.0, pulse_turns=0.05, alternation=0.4)
    motion = steady_motion(25.0, 2.0, RATE_HZ)

    values = looseness_acceleration_m_s2(loose, motion, Direction.RADIAL)

    landings = np.zeros(motion.samples)
    for turn in range(-2, 53):
        size = 8.0 * (1.0 if turn % 2 == 0 else 0.6)
        landings += size * np.exp(-0.5 * ((motion.turns - turn) / 0.05) ** 2)
    np.testing.assert_allclose(values, landings - landings.mean(), atol=1e-6)


def test_looseness_without_alternation_has_no_half_orders() -> None:
    motion = steady_motion(25.0, 2.0, RATE_HZ)

    even = looseness_acceleration_m_s2(Looseness(8.0, alternation=0.0), motion, Direction.RADIAL)
    uneven = looseness_acceleration_m_s2(Looseness(8.0, alternation=0.5), motion, Direction.RADIAL)

    assert line_amplitude(even, RATE_HZ, 12.5) < 1e-9
    assert line_amplitude(uneven, RATE_HZ, 12.5) > 0.1
    assert line_amplitude(uneven, RATE_HZ, 25.0) > line_amplitude(uneven, RATE_HZ, 12.5)


def test_impossible_rotors_are_refused() -> None:
    with pytest.raises(ValueError, match="vibrating_mass_kg"):
        Unbalance(1.0, 0.0)
    with pytest.raises(ValueError, match="alternation"):
        Looseness(1.0, alternation=1.1)
    with pytest.raises(ValueError, match="pulse_turns"):
        Looseness(1.0, pulse_turns=0.0)
