from __future__ import annotations

import numpy as np
import pytest

from sample_signals.mains import (
    MagneticVibration,
    MainsPickup,
    magnetic_acceleration_m_s2,
    pickup_acceleration_m_s2,
)
from sample_signals.shaft import Direction
from tests.sample_signals.lines import line_amplitude, steady_motion

RATE_HZ = 10000.0


@pytest.mark.parametrize("mains_hz", [50.0, 60.0, 43.5])
@pytest.mark.parametrize("shaft_hz", [24.6, 49.2])
def test_magnetic_line_is_at_exactly_twice_the_mains_whatever_the_speed(mains_hz: float, shaft_hz: float) -> None:
    values = magnetic_acceleration_m_s2(
        MagneticVibration(mains_hz, velocity_mm_s=1.0), steady_motion(shaft_hz, 10.0, RATE_HZ), Direction.RADIAL
    )

    expected = np.sqrt(2) * 1e-3 * 2 * np.pi * 2 * mains_hz
    assert line_amplitude(values, RATE_HZ, 2 * mains_hz) == pytest.approx(expected)
    assert np.mean(values**2) == pytest.approx(expected**2 / 2, rel=1e-6)


def test_hum_of_the_cable_has_the_stated_lines_and_no_other() -> None:
    values = pickup_acceleration_m_s2(MainsPickup(50.0, (0.3, 0.0, 0.1)), steady_motion(24.6, 2.0, RATE_HZ))

    assert [line_amplitude(values, RATE_HZ, k * 50.0) for k in (1, 2, 3)] == pytest.approx([0.3, 0, 0.1], abs=1e-9)
    assert np.mean(values**2) == pytest.approx((0.3**2 + 0.1**2) / 2)
