from __future__ import annotations

import numpy as np
import pytest

from diagnostics.spectra.orders import (
    angular_resampled,
    interpolated,
    order_spectrum,
    shaft_angle_turns,
    tracked_order,
)

RATE_HZ = 10_000.0
N = 100_000
T = np.arange(N) / RATE_HZ
# From 20 to 30 turns a second in ten seconds.
ANGLE = 20.0 * T + 0.5 * T**2


@pytest.mark.parametrize(("frequency_hz", "error"), [(100.0, 1e-6), (2500.0, 3e-5), (4000.0, 1e-3)])
def test_interpolation_of_a_sine_is_exact_well_up_to_the_nyquist_frequency(frequency_hz: float, error: float) -> None:
    position = np.linspace(400.3, 9600.7, 5000)
    at = 2 * np.pi * frequency_hz / RATE_HZ

    found = interpolated(np.array([np.sin(at * np.arange(10_000) + 0.4)]), position)

    assert found.shape == (1, 5000)
    assert np.max(np.abs(found[0] - np.sin(at * position + 0.4))) < error


def test_the_angle_is_the_integral_of_the_speed() -> None:
    angle = shaft_angle_turns(np.array([0.0, 10.0]), np.array([20.0, 30.0]), sampling_rate_hz=RATE_HZ, sample_count=N)

    assert angle == pytest.approx(ANGLE, abs=1e-9)


def test_outside_the_known_times_the_speed_stays_as_it_was() -> None:
    angle = shaft_angle_turns(np.array([1.0, 2.0]), np.array([5.0, 5.0]), sampling_rate_hz=100.0, sample_count=401)

    assert angle[-1] == pytest.approx(20.0)


@pytest.mark.parametrize("order", [1.0, 10.3, 60.0])
def test_a_chirp_of_the_shaft_becomes_a_sine_of_its_angle(order: float) -> None:
    angular = angular_resampled(np.cos(2 * np.pi * order * ANGLE), shaft_angle_turns=ANGLE, points_per_turn=256)

    expected = np.cos(2 * np.pi * order * np.arange(angular.size) / 256)
    inside = slice(1000, -1000)
    assert np.max(np.abs(angular - expected)[inside]) < 1e-3


def test_a_chirp_that_fills_a_third_of_the_spectrum_is_one_line_by_order() -> None:
    chirp = np.sqrt(2.0) * np.cos(2 * np.pi * 10.3 * ANGLE)

    angular = angular_resampled(chirp, shaft_angle_turns=ANGLE, points_per_turn=128)
    order, density = order_spectrum(angular, points_per_turn=128)

    near = np.abs(order - 10.3) < 0.02
    assert np.sum(density[near]) * order[1] == pytest.approx(1.0, rel=0.01)


def test_orders_that_the_points_cannot_hold_are_not_folded() -> None:
    both = np.cos(2 * np.pi * 5.0 * ANGLE) + np.cos(2 * np.pi * 50.0 * ANGLE)

    angular = angular_resampled(both, shaft_angle_turns=ANGLE, points_per_turn=64)
    order, density = order_spectrum(angular, points_per_turn=64)

    # Order 50 would appear at 64 − 50 = 14.
    assert np.sum(density[np.abs(order - 14.0) < 0.5]) * order[1] < 1e-6
    assert np.sum(density[np.abs(order - 5.0) < 0.5]) * order[1] == pytest.approx(0.5, rel=0.02)


def test_an_angle_that_stands_still_is_refused() -> None:
    with pytest.raises(ValueError, match="must rise"):
        angular_resampled(T[:10], shaft_angle_turns=np.zeros(10), points_per_turn=16)
    with pytest.raises(ValueError, match="samples"):
        angular_resampled(T[:10], shaft_angle_turns=np.arange(9.0), points_per_turn=16)


def test_the_amplitude_and_phase_of_an_order_are_followed_through_a_resonance() -> None:
    amplitude = 1.0 + np.exp(-(((T - 5.0) / 1.5) ** 2))
    phase = 0.5 + np.arctan((T - 5.0) / 1.5)
    signal = amplitude * np.cos(2 * np.pi * 3.0 * ANGLE + phase) + 2.0 * np.cos(2 * np.pi * 2.0 * ANGLE)

    found, turned = tracked_order(
        signal, sampling_rate_hz=RATE_HZ, shaft_angle_turns=ANGLE, order=3.0, bandwidth_hz=6.0
    )

    inside = slice(N // 10, -N // 10)
    assert np.max(np.abs(found - amplitude)[inside]) < 0.02
    assert np.max(np.abs(turned - phase)[inside]) < 0.02


def test_a_bandwidth_beyond_the_sampling_rate_is_refused() -> None:
    with pytest.raises(ValueError, match="bandwidth"):
        tracked_order(T, sampling_rate_hz=RATE_HZ, shaft_angle_turns=ANGLE, order=1.0, bandwidth_hz=2e4)
