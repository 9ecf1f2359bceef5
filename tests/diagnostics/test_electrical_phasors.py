from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.simulated_motors import ALPHA, Motor
from diagnostics.electrical import (
    equal_gain_negative,
    extended_park,
    find_fundamental,
    nema_unbalance,
    phasors,
    space_vector,
    symmetrical_components,
    windowed_sequences,
)

RATE_HZ = 2000.0


def of_sequences(positive: complex, negative: complex, zero: complex = 0j) -> NDArray[np.complex128]:
    return np.array([positive * ALPHA**-k + negative * ALPHA**k + zero for k in range(3)])


def waves(vectors: NDArray[np.complex128], *, supply_hz: float, seconds: float = 1.0) -> NDArray[np.float64]:
    turn = 2.0 * np.pi * supply_hz * np.arange(int(RATE_HZ * seconds)) / RATE_HZ
    return np.array([np.sqrt(2.0) * np.real(v * np.exp(1j * turn)) for v in vectors])


@pytest.mark.parametrize("supply_hz", [9.37, 41.3, 49.973, 60.0251, 187.6])
def test_the_supply_frequency_is_read_to_a_hundredth_of_a_line(supply_hz: float) -> None:
    samples = waves(of_sequences(3.0, 0.3 + 0.2j), supply_hz=supply_hz)

    found = find_fundamental(samples + 5.0, sampling_rate_hz=RATE_HZ)

    assert found is not None
    assert found.frequency_hz == pytest.approx(supply_hz, abs=0.01)


def test_in_noise_the_error_of_the_frequency_is_what_is_stated() -> None:
    # The Hann window costs a factor of about 1.4 against the bound.
    errors = []
    for seed in range(40):
        noise = np.random.default_rng(seed).standard_normal((3, 2000))
        found = find_fundamental(waves(of_sequences(3.0, 0.1), supply_hz=50.0137) + noise, sampling_rate_hz=RATE_HZ)
        assert found is not None
        errors.append((found.frequency_hz - 50.0137) / found.uncertainty_hz)

    assert 0.7 < float(np.std(errors)) < 2.2


def test_strong_harmonics_do_not_pull_the_supply_frequency() -> None:
    turn = 2.0 * np.pi * 50.03 * np.arange(600) / RATE_HZ
    samples = np.cos(turn) + 0.3 * np.cos(5.0 * turn + 1.0) + 0.2 * np.cos(7.0 * turn)

    found = find_fundamental(samples[np.newaxis], sampling_rate_hz=RATE_HZ)

    assert found is not None
    assert found.frequency_hz == pytest.approx(50.03, abs=0.02)


def test_white_noise_has_no_line_that_holds_its_energy() -> None:
    found = find_fundamental(np.random.default_rng(1).standard_normal((3, 4000)), sampling_rate_hz=RATE_HZ)

    assert found is not None
    assert found.share < 0.05


@pytest.mark.parametrize("samples", [np.zeros((3, 1000)), np.ones((3, 1000)), np.zeros((1, 4))])
def test_nothing_has_no_supply_frequency(samples: NDArray[np.float64]) -> None:
    assert find_fundamental(samples, sampling_rate_hz=RATE_HZ) is None


def test_phasors_are_rms_and_angle_whatever_the_harmonics_and_the_mean() -> None:
    turn = 2.0 * np.pi * 50.0 * np.arange(2000) / RATE_HZ
    samples = 4.0 + 10.0 * np.cos(turn + 0.5) + 2.0 * np.cos(3.0 * turn) + np.cos(5.0 * turn)

    vector = complex(phasors(samples, 50.0, sampling_rate_hz=RATE_HZ))

    assert abs(vector) == pytest.approx(10.0 / np.sqrt(2.0), rel=1e-6)
    assert np.angle(vector) == pytest.approx(0.5, abs=1e-6)


def test_sequences_come_back_from_the_phasors_they_were_made_of() -> None:
    parts = symmetrical_components(of_sequences(2.0 - 1.0j, 0.3j, 0.1 + 0.2j))

    assert parts.positive == pytest.approx(2.0 - 1.0j)
    assert parts.negative == pytest.approx(0.3j)
    assert parts.zero == pytest.approx(0.1 + 0.2j)


def test_windows_agree_with_the_whole_and_pass_over_a_disturbance() -> None:
    samples = waves(of_sequences(2.0, 0.2 * np.exp(1.0j)), supply_hz=50.0, seconds=2.0)
    samples[0, 100:500] *= 3.0

    parts, spread = windowed_sequences(samples, 50.0, sampling_rate_hz=RATE_HZ)

    assert parts.negative_ratio == pytest.approx(0.1 * np.exp(1.0j), abs=1e-6)
    assert spread < 1e-6


def test_a_wrong_gain_makes_as_much_zero_as_negative_sequence() -> None:
    parts = symmetrical_components(np.array([1.03, 1.0, 1.0]) * of_sequences(1.0, 0.0))

    assert abs(parts.zero_ratio) == pytest.approx(abs(parts.negative_ratio), rel=1e-9)
    assert parts.negative_ratio == pytest.approx(np.conj(parts.zero_ratio), abs=1e-4)


def test_equal_gains_take_out_the_clamps_and_leave_the_real_unbalance() -> None:
    gains = np.array([1.2, 0.9, 1.05])

    balanced = equal_gain_negative(gains * of_sequences(1.0, 0.0))
    unbalanced = equal_gain_negative(gains * of_sequences(1.0, 0.15 * np.exp(2.0j)))

    assert balanced == pytest.approx(0.0, abs=1e-9)
    assert unbalanced == pytest.approx(0.15, abs=1e-9)


def test_three_times_the_same_phase_cannot_be_made_to_add_up() -> None:
    assert equal_gain_negative(np.array([1.0, 1.0, 1.0], dtype=complex)) is None


def test_unbalance_after_nema_is_the_largest_deviation_from_the_mean() -> None:
    assert nema_unbalance(np.array([460.0, 467.0, 450.0])) == pytest.approx(9.0 / 459.0)


def test_parks_vector_of_balanced_currents_is_a_circle() -> None:
    vector = space_vector(Motor(harmonics={}, speed_lines=0.0, noise=0.0).currents(rate_hz=RATE_HZ, seconds=0.2))

    assert np.ptp(np.abs(vector)) < 1e-9
    assert np.all(np.diff(np.unwrap(np.angle(vector))) > 0.0)


def test_the_negative_sequence_is_the_line_at_twice_the_supply_in_the_extended_park_vector() -> None:
    samples = waves(of_sequences(1.0, 0.12 * np.exp(0.7j)), supply_hz=50.0)

    line = extended_park(samples, sampling_rate_hz=RATE_HZ).at(100.0)

    assert line == pytest.approx(2.0 * 0.12 / (1.0 + 0.12**2), rel=1e-3)
