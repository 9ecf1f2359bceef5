from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import kurtosis

from diagnostics.spectra.synchronous import (
    angular_average,
    difference_kurtosis,
    difference_signal,
    fm0,
    fm4,
    mesh_band_envelope,
    na4,
    nb4,
    residual_signal,
)

TEETH, POINTS = 20, 640
TURN = np.arange(POINTS) / POINTS


def order(number: int, amplitude: float = 1.0) -> np.ndarray:
    return amplitude * np.cos(2 * np.pi * number * TURN + number)


def test_the_residual_keeps_sidebands_and_the_difference_all_but_the_first() -> None:
    first, second = order(TEETH + 1, 0.3), order(2 * TEETH - 2, 0.2)
    average = 5.0 + order(1, 3.0) + order(TEETH) + order(2 * TEETH, 0.5) + first + second

    assert residual_signal(average, teeth=TEETH) == pytest.approx(first + second, abs=1e-12)
    assert difference_signal(np.array([average]), teeth=TEETH)[0] == pytest.approx(second, abs=1e-12)


def test_fm0_of_a_pure_mesh_is_two_and_rises_with_a_broken_tooth() -> None:
    mesh = np.cos(2 * np.pi * TEETH * TURN)

    assert fm0(3.0 * mesh, teeth=TEETH) == pytest.approx(2.0)
    broken = mesh.copy()
    broken[100:110] += 4.0
    assert fm0(broken, teeth=TEETH) > 3.0
    assert fm0(order(3), teeth=TEETH) > 1e6


def test_fm4_of_noise_is_three_and_of_a_sine_one_and_a_half() -> None:
    noise = np.random.default_rng(1).standard_normal((3, 200_000))

    assert fm4(noise) == pytest.approx(np.full(3, 3.0), abs=0.05)
    assert fm4(order(7)) == pytest.approx(1.5)
    assert fm4(noise[0] ** 3) == pytest.approx(kurtosis(noise[0] ** 3, fisher=False))
    assert fm4(np.zeros(10)) == 3.0


def test_the_kurtosis_of_the_difference_is_fm4_of_the_difference() -> None:
    average = np.random.default_rng(2).standard_normal(POINTS)
    average[200] += 8.0

    value, angle = difference_kurtosis(average, teeth=TEETH)

    assert value == pytest.approx(float(fm4(difference_signal(average, teeth=TEETH))))
    assert angle == pytest.approx(200 / POINTS)


def test_na4_grows_with_the_fourth_power_of_the_spread_where_fm4_stays() -> None:
    residual = 2.0 * np.random.default_rng(3).standard_normal(200_000)

    assert na4(residual, healthy_variances=[0.9, 1.1]) == pytest.approx(48.0, rel=0.03)
    assert fm4(residual) == pytest.approx(3.0, abs=0.05)


def test_the_envelope_of_a_mesh_band_is_its_modulation() -> None:
    load = 2.0 + 0.6 * np.cos(2 * np.pi * TURN)
    average = load * np.cos(2 * np.pi * TEETH * TURN) + order(2 * TEETH) + order(3)

    envelope = mesh_band_envelope(average, teeth=TEETH)

    assert envelope == pytest.approx(load, abs=1e-9)
    assert nb4(envelope, healthy_variances=[0.18]) == pytest.approx(1.5)
    assert nb4(envelope, healthy_variances=[0.09]) == pytest.approx(6.0)


def test_na4_without_a_history_and_a_band_that_does_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="history"):
        na4(TURN, healthy_variances=[])
    with pytest.raises(ValueError, match="fit"):
        mesh_band_envelope(TURN, teeth=TEETH, harmonic=17)


def test_the_average_by_angle_of_a_drifting_shaft_is_the_turn_itself() -> None:
    t = np.arange(200_000) / 10_000.0
    angle = 20.0 * t + 0.1 * t**2
    turn = 2.0 * np.cos(2 * np.pi * TEETH * angle) + np.cos(2 * np.pi * 2 * angle + 1.0)
    noisy = turn + np.random.default_rng(4).standard_normal(t.size)

    average, turns = angular_average(np.array([noisy]), shaft_angle_turns=angle, points=POINTS)

    expected = 2.0 * np.cos(2 * np.pi * TEETH * TURN) + np.cos(2 * np.pi * 2 * TURN + 1.0)
    assert turns == pytest.approx(angle[-1], abs=1.0)
    # What is left is the noise, smaller by the root of the turns.
    assert np.std(average[0] - expected) == pytest.approx(1.0 / np.sqrt(turns), rel=0.25)


def test_less_than_a_turn_gives_no_average() -> None:
    with pytest.raises(ValueError, match="turn"):
        angular_average(np.zeros(100), shaft_angle_turns=np.arange(100) / 1000.0, points=16)
