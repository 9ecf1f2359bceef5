from __future__ import annotations

import numpy as np
import pytest

from diagnostics.speed import estimate_speed, motor_speed_ranges_hz, refine_speed, tachometer_speed
from tests.diagnostics.signals import RATE_HZ, noise, shaft_lines


def test_a_given_speed_is_sharpened_to_the_shaft_lines() -> None:
    channel = noise(10.0) + shaft_lines(10.0, shaft_hz=24.37)

    speed = refine_speed([channel], sampling_rate_hz=RATE_HZ, given_hz=24.5, tolerance=0.02, mains_hz=50.0)

    assert speed.source == "given"
    assert speed.refined
    assert speed.shaft_hz == pytest.approx(24.37, abs=0.01)


def test_a_given_speed_stands_when_the_signal_shows_no_shaft() -> None:
    speed = refine_speed([noise(10.0)], sampling_rate_hz=RATE_HZ, given_hz=24.5, tolerance=0.02, mains_hz=50.0)

    assert (speed.shaft_hz, speed.refined) == (24.5, False)
    assert speed.uncertainty_hz == pytest.approx(0.49)


def test_a_foreign_line_beside_a_high_harmonic_does_not_pull_the_speed_away() -> None:
    t = np.arange(int(2 * RATE_HZ)) / RATE_HZ
    channel = 0.3 * noise(2.0) + shaft_lines(2.0, shaft_hz=30.0) + 0.8 * np.sin(2 * np.pi * 91.6 * t)

    speed = refine_speed([channel], sampling_rate_hz=RATE_HZ, given_hz=30.0, tolerance=0.02, mains_hz=None)

    assert speed.shaft_hz == pytest.approx(30.0, abs=0.06)


@pytest.mark.parametrize("shaft_hz", [11.3, 24.4, 47.9])
def test_an_absent_speed_is_found_from_the_harmonics(shaft_hz: float) -> None:
    channel = noise(10.0) + shaft_lines(10.0, shaft_hz=shaft_hz)

    speed = estimate_speed([channel], sampling_rate_hz=RATE_HZ, mains_hz=50.0)

    assert speed is not None
    assert speed.source == "estimated"
    assert speed.shaft_hz == pytest.approx(shaft_hz, abs=0.02)


@pytest.mark.parametrize("seed", range(5))
def test_noise_alone_gives_no_speed(seed: int) -> None:
    assert estimate_speed([noise(10.0, seed=seed)], sampling_rate_hz=RATE_HZ, mains_hz=50.0) is None


def test_mains_hum_alone_gives_no_speed() -> None:
    t = np.arange(int(10 * RATE_HZ)) / RATE_HZ
    hum = sum(np.sin(2 * np.pi * 50.0 * k * t) for k in range(1, 9))

    assert estimate_speed([noise(10.0) + hum], sampling_rate_hz=RATE_HZ, mains_hz=50.0) is None


def test_two_equally_strong_shafts_give_no_speed() -> None:
    channel = noise(10.0) + shaft_lines(10.0, shaft_hz=21.7) + shaft_lines(10.0, shaft_hz=33.1)

    assert estimate_speed([channel], sampling_rate_hz=RATE_HZ, mains_hz=None) is None


def test_motor_ranges_lie_below_the_synchronous_speeds() -> None:
    assert motor_speed_ranges_hz(60.0, 4) == [(pytest.approx(28.2), 30.0)]
    assert [high for _, high in motor_speed_ranges_hz(50.0, None)] == [50.0, 25.0, pytest.approx(50 / 3), 12.5]


def test_a_tachometer_of_two_pulses_a_turn_gives_the_speed() -> None:
    t = np.arange(int(5 * RATE_HZ)) / RATE_HZ
    pulses = (np.sin(2 * np.pi * 2 * 24.6 * t) > 0.9) * 5.0 + 0.05 * noise(5.0)

    speed = tachometer_speed(pulses, sampling_rate_hz=RATE_HZ, pulses_per_rev=2.0)

    assert speed is not None
    assert speed.shaft_hz == pytest.approx(24.6, abs=0.01)


def test_a_silent_tachometer_gives_no_speed() -> None:
    assert tachometer_speed(np.zeros(1000), sampling_rate_hz=RATE_HZ, pulses_per_rev=1.0) is None
