from __future__ import annotations

import numpy as np
import pytest
import scipy.signal

from diagnostics.spectra.cyclostationary import (
    enhanced_envelope_spectrum,
    improved_envelope_spectrum,
    spectral_coherence,
    spectral_correlation,
)

RATE_HZ = 10_000.0
N = 200_000
T = np.arange(N) / RATE_HZ
PLAN = {"sampling_rate_hz": RATE_HZ, "resolution_hz": 100.0, "highest_hz": 400.0}


def modulated(depth: float, modulation_hz: float, *, phase: float = 0.0, seed: int = 1) -> np.ndarray:
    power = 1.0 + depth * np.cos(2 * np.pi * modulation_hz * T + phase)
    return np.sqrt(power) * np.random.default_rng(seed).standard_normal(N)


# Between, on and far beyond the spectral lines of 100 Hz, so that every shift of the algorithm takes part.
@pytest.mark.parametrize("modulation_hz", [20.0, 50.0, 87.3, 100.0, 150.0, 249.9, 381.7])
@pytest.mark.parametrize("depth", [0.3, 0.9])
def test_the_coherence_of_modulated_noise_is_half_its_depth(modulation_hz: float, depth: float) -> None:
    cyclic_hz, spectrum = enhanced_envelope_spectrum(modulated(depth, modulation_hz), **PLAN)

    near = np.abs(cyclic_hz - modulation_hz) < 0.05
    assert np.max(spectrum[near]) == pytest.approx(depth / 2.0, rel=0.12)
    away = (np.abs(cyclic_hz - modulation_hz) > 1.0) & (cyclic_hz > 1.0)
    assert np.max(spectrum[away]) < 0.07


def test_the_phase_of_the_coherence_is_that_of_the_modulation() -> None:
    probe = spectral_coherence(modulated(0.0, 1.0), **PLAN)
    line = 2 * round(170.0 / (2 * probe.cyclic_hz[1]))

    coherence = spectral_coherence(modulated(0.8, probe.cyclic_hz[line], phase=1.2), **PLAN)

    mean = np.mean(coherence.values[2:-2, line])
    assert abs(mean) == pytest.approx(0.4, rel=0.05)
    assert np.angle(mean) == pytest.approx(1.2, abs=0.1)


def test_only_the_band_that_is_modulated_is_coherent() -> None:
    band = scipy.signal.butter(8, [2000.0, 3000.0], "bandpass", fs=RATE_HZ, output="sos")
    rest = scipy.signal.butter(8, [2000.0, 3000.0], "bandstop", fs=RATE_HZ, output="sos")
    plain = np.random.default_rng(3).standard_normal(N)
    carrier = scipy.signal.sosfilt(band, np.random.default_rng(4).standard_normal(N))
    signal = (1.0 + 0.5 * np.cos(2 * np.pi * 60.0 * T)) * carrier + scipy.signal.sosfilt(rest, plain)

    coherence = spectral_coherence(signal, **PLAN)

    line = np.argmin(np.abs(coherence.cyclic_hz - 60.0))
    at_line = np.max(np.abs(coherence.values[:, line - 1 : line + 2]), axis=1)
    inside = (coherence.frequency_hz > 2250) & (coherence.frequency_hz < 2750)
    outside = (coherence.frequency_hz < 1500) | (coherence.frequency_hz > 3500)
    # Amplitude 1 + m·cos: the power has the line 2m/(1 + m²/2) of its mean, and the coherence half of that.
    assert np.mean(at_line[inside]) == pytest.approx(0.5 / (1 + 0.125), rel=0.12)
    assert np.max(at_line[outside]) < 0.15


def test_the_improved_envelope_spectrum_sees_what_the_whole_band_drowns() -> None:
    band = scipy.signal.butter(8, [2000.0, 3000.0], "bandpass", fs=RATE_HZ, output="sos")
    carrier = scipy.signal.sosfilt(band, np.random.default_rng(4).standard_normal(N))
    signal = (1.0 + 0.5 * np.cos(2 * np.pi * 60.0 * T)) * carrier + np.random.default_rng(5).standard_normal(N) * 0.2

    cyclic_hz, improved = improved_envelope_spectrum(signal, **PLAN, band_hz=(2200.0, 2800.0))
    _, enhanced = enhanced_envelope_spectrum(signal, **PLAN)

    near = np.abs(cyclic_hz - 60.0) < 0.05
    assert np.max(improved[near]) > 2.0 * np.max(enhanced[near])


def test_without_a_shift_the_correlation_is_the_power_spectral_density() -> None:
    noise = np.random.default_rng(6).standard_normal(N)
    coloured = scipy.signal.lfilter([1.0], [1.0, -0.6], noise)

    correlation = spectral_correlation(coloured, **PLAN)
    _, density = scipy.signal.welch(coloured, fs=RATE_HZ, nperseg=100)

    assert correlation.values[2:-2, 0].real == pytest.approx(density[2:-2], rel=0.06)


def test_channels_are_worked_on_one_by_one() -> None:
    both = np.array([modulated(0.5, 87.0), modulated(0.5, 87.0, seed=2)])[:, :40_000]

    together = spectral_coherence(both, **PLAN)

    assert together.values.shape == (2, together.frequency_hz.size, together.cyclic_hz.size)
    assert together.values[1] == pytest.approx(spectral_coherence(both[1], **PLAN).values)


def test_a_record_of_less_than_two_windows_is_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        spectral_coherence(np.zeros(150), **PLAN)
    with pytest.raises(ValueError, match="no spectral line"):
        improved_envelope_spectrum(T, **PLAN, band_hz=(120.0, 130.0))
