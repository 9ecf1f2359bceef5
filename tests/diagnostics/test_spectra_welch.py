from __future__ import annotations

import numpy as np
import pytest

from diagnostics.spectra.spectrum import welch_density


def test_white_noise_has_twice_its_variance_over_the_sampling_rate_as_density() -> None:
    samples = 3.0 * np.random.default_rng(1).standard_normal((2, 200_000))

    frequency_hz, density = welch_density(samples, sampling_rate_hz=8000.0, resolution_hz=20.0)

    assert frequency_hz[1] == pytest.approx(20.0)
    assert density.shape == (2, frequency_hz.size)
    assert np.mean(density[:, 5:-5]) == pytest.approx(2 * 9.0 / 8000.0, rel=0.01)


def test_the_power_of_a_sine_is_half_its_squared_amplitude() -> None:
    t = np.arange(80_000) / 8000.0

    frequency_hz, density = welch_density(
        5.0 * np.sin(2 * np.pi * 1000 * t), sampling_rate_hz=8000.0, resolution_hz=4.0
    )

    near = np.abs(frequency_hz - 1000.0) < 20.0
    assert np.sum(density[near]) * frequency_hz[1] == pytest.approx(12.5, rel=1e-4)


def test_a_record_shorter_than_a_segment_is_one_segment() -> None:
    frequency_hz, _ = welch_density(np.ones(100), sampling_rate_hz=1000.0, resolution_hz=1.0)

    assert frequency_hz[1] == pytest.approx(10.0)
