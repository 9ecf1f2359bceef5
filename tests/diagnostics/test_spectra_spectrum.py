from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostics.spectra.floor import local_floor, running_median
from diagnostics.spectra.spectrum import (
    amplitude_spectrum,
    cepstrum_prewhitened,
    power_spectrum,
    transform,
    velocity_rms,
    whitened,
)


@settings(max_examples=25, deadline=None)
@given(n=st.integers(100, 5000), rate=st.floats(10.0, 1e5), window=st.booleans())
def test_power_spectrum_of_white_noise_integrates_to_its_variance(n: int, rate: float, window: bool) -> None:
    samples = np.random.default_rng(n).standard_normal(n)

    frequency_hz, density = power_spectrum(samples, sampling_rate_hz=rate, window=window)

    assert np.sum(density) * frequency_hz[1] == pytest.approx(np.var(samples), rel=0.5 if window else 1e-6)


@pytest.mark.parametrize("n", [10_000, 10_007])
def test_power_spectrum_puts_a_tone_at_its_frequency_whatever_the_length(n: int) -> None:
    rate_hz, tone_hz = 5000.0, 617.3
    samples = np.sin(2 * np.pi * tone_hz * np.arange(n) / rate_hz)

    frequency_hz, density = power_spectrum(samples, sampling_rate_hz=rate_hz)

    assert frequency_hz[np.argmax(density)] == pytest.approx(tone_hz, abs=rate_hz / n)


def test_velocity_of_an_80_hz_acceleration_is_its_amplitude_over_omega() -> None:
    rate_hz = 12_800.0
    t = np.arange(int(10 * rate_hz)) / rate_hz
    acceleration = 5.0 * np.sin(2 * np.pi * 80.0 * t)

    velocity_mm_s = velocity_rms(acceleration, sampling_rate_hz=rate_hz)

    assert velocity_mm_s == pytest.approx(1000 * 5.0 / np.sqrt(2) / (2 * np.pi * 80.0), rel=0.005)


def test_velocity_leaves_out_what_lies_outside_the_band() -> None:
    rate_hz = 12_800.0
    t = np.arange(int(10 * rate_hz)) / rate_hz
    outside = np.sin(2 * np.pi * 4.0 * t) + 50.0 * np.sin(2 * np.pi * 2000.0 * t)

    assert velocity_rms(outside, sampling_rate_hz=rate_hz) < 0.02


def test_velocity_of_a_velocity_signal_is_not_integrated_again() -> None:
    rate_hz = 6400.0
    t = np.arange(int(10 * rate_hz)) / rate_hz

    velocity_mm_s = velocity_rms(0.004 * np.sin(2 * np.pi * 50 * t), sampling_rate_hz=rate_hz, integrations=0)

    assert velocity_mm_s == pytest.approx(4.0 / np.sqrt(2), rel=0.005)


def test_velocity_works_channel_by_channel() -> None:
    rate_hz = 6400.0
    t = np.arange(int(5 * rate_hz)) / rate_hz
    both = np.array([np.sin(2 * np.pi * 100 * t), 2.0 * np.sin(2 * np.pi * 100 * t)])

    velocities = velocity_rms(both, sampling_rate_hz=rate_hz)

    assert velocities.shape == (2,)
    assert velocities[1] == pytest.approx(2.0 * velocities[0])


def test_whitening_flattens_a_resonance_and_keeps_a_line() -> None:
    rate_hz, n = 10_000.0, 100_000
    white = np.random.default_rng(3).standard_normal(n)
    lines, padded = transform(white)
    frequency_hz = np.arange(lines.size) * rate_hz / padded
    hump = 1.0 + 20.0 * np.exp(-(((frequency_hz - 3000.0) / 400.0) ** 2))
    coloured = lines * hump
    coloured[20_000] *= 100.0

    flat = np.abs(whitened(coloured, width=1001)) ** 2

    at_hump = np.median(flat[29_000:31_000])
    elsewhere = np.median(flat[45_000:48_000])
    assert at_hump == pytest.approx(elsewhere, rel=0.15)
    assert flat[20_000] > 100.0 * elsewhere


def test_cepstrum_prewhitening_keeps_phases_and_sets_every_magnitude_to_one() -> None:
    lines, _ = transform(np.random.default_rng(4).standard_normal(1000))

    flat = cepstrum_prewhitened(lines)

    assert np.abs(flat[1:]) == pytest.approx(np.ones(lines.size - 1))
    assert np.angle(flat[1:]) == pytest.approx(np.angle(lines[1:]))


def test_local_floor_of_exponential_lines_is_their_mean_in_spite_of_strong_lines() -> None:
    power = np.random.default_rng(5).exponential(2.5, 20_000)
    power[::100] = 1e6

    floor = local_floor(power, width=401)

    assert np.median(floor) == pytest.approx(2.5, rel=0.05)


@settings(max_examples=50, deadline=None)
@given(n=st.integers(1, 400), width=st.integers(1, 500))
def test_running_median_of_a_constant_is_that_constant(n: int, width: int) -> None:
    assert running_median(np.full((2, n), 7.0), width=width) == pytest.approx(np.full((2, n), 7.0))


def test_the_amplitude_of_noise_follows_the_density() -> None:
    samples = np.random.default_rng(3).normal(size=1 << 16)

    _, amplitude = amplitude_spectrum(samples, sampling_rate_hz=1.0)

    # E[A²] = 2 · (2σ²/fs) · 1.5 fs/n for white noise and the Hann window (ENBW 1.5 bins)
    assert np.mean(amplitude[2:-2] ** 2) == pytest.approx(6.0 / samples.size, rel=0.03)
