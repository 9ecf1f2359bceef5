from __future__ import annotations

import numpy as np
import pytest

from diagnostics.spectra.envelope import (
    band_envelope,
    band_family,
    envelope_spectrum,
    modulation_depth,
)
from diagnostics.spectra.spectrum import transform

RATE_HZ = 10_000.0


def spectrum_of_modulated_noise(
    depth: float, *, modulation_hz: float, seconds: float = 20.0, logarithmic: bool = False, samples: int = 0
) -> tuple[np.ndarray, float]:
    n = samples or int(seconds * RATE_HZ)
    t = np.arange(n) / RATE_HZ
    power = 1.0 + depth * np.cos(2 * np.pi * modulation_hz * t)
    signal = np.sqrt(np.maximum(power, 0.0)) * np.random.default_rng(7).standard_normal(n)
    lines, padded = transform(signal)
    squared, length = band_envelope(
        lines,
        padded_length=padded,
        sample_count=n,
        sampling_rate_hz=RATE_HZ,
        band_hz=(1000.0, 4000.0),
        highest_hz=400.0,
    )
    step_hz = RATE_HZ / padded / 2.0
    count = int(400.0 / step_hz)
    spectrum = envelope_spectrum(squared, length=length, line_count=count, logarithmic=logarithmic)
    return spectrum, step_hz


@pytest.mark.parametrize("depth", [0.2, 0.5, 1.0])
def test_modulation_depth_is_that_of_the_modulated_noise(depth: float) -> None:
    spectrum, step_hz = spectrum_of_modulated_noise(depth, modulation_hz=87.3)

    near = round(87.3 / step_hz)
    found = modulation_depth(float(np.max(spectrum[near - 2 : near + 3])), 0.0)

    assert found == pytest.approx(depth, abs=0.05)


@pytest.mark.parametrize("samples", [100_000, 100_003, 99_991])
def test_the_line_lies_at_its_frequency_whatever_the_length(samples: int) -> None:
    spectrum, step_hz = spectrum_of_modulated_noise(1.0, modulation_hz=123.4, samples=samples)

    strongest_hz = step_hz * (20 + np.argmax(spectrum[20:]))

    assert strongest_hz == pytest.approx(123.4, abs=0.1)


def test_unmodulated_noise_has_the_floor_of_theory() -> None:
    # Gaussian noise in a flat band: E[ρ₀(α)] = (1 − α/B)/(B·T), times 1.5 for the Hann window's noise bandwidth.
    spectrum, step_hz = spectrum_of_modulated_noise(0.0, modulation_hz=50.0)

    stretch = spectrum[round(100 / step_hz) : round(300 / step_hz)]

    assert np.mean(stretch) == pytest.approx(1.5 * (1 - 200 / 3000) / (3000 * 20.0), rel=0.1)


def test_three_knocks_hide_the_line_in_the_squared_envelope_but_not_in_the_logarithmic_one() -> None:
    n = int(20 * RATE_HZ)
    t = np.arange(n) / RATE_HZ
    power = 1.0 + 0.5 * np.cos(2 * np.pi * 90.0 * t)
    signal = np.sqrt(power) * np.random.default_rng(8).standard_normal(n)
    signal[[40_000, 90_000, 155_000]] += 500.0
    lines, padded = transform(signal)
    squared, length = band_envelope(
        lines,
        padded_length=padded,
        sample_count=n,
        sampling_rate_hz=RATE_HZ,
        band_hz=(1000.0, 4000.0),
        highest_hz=200.0,
    )
    step_hz = RATE_HZ / padded / 2.0
    count, line = int(200 / step_hz), round(90.0 / step_hz)

    def line_over_floor(*, logarithmic: bool) -> float:
        spectrum = envelope_spectrum(squared, length=length, line_count=count, logarithmic=logarithmic)
        return float(np.max(spectrum[line - 2 : line + 3]) / np.median(spectrum[count // 4 :]))

    assert line_over_floor(logarithmic=False) < 20.0
    assert line_over_floor(logarithmic=True) > 100.0


def test_bands_cover_the_range_without_gaps_in_every_part() -> None:
    bands = band_family(200.0, 6200.0, parts=(1, 2, 3))

    assert bands[0] == (200.0, 6200.0)
    assert bands[1:3] == [(200.0, 3200.0), (3200.0, 6200.0)]
    assert bands[3:] == [(200.0, 2200.0), (2200.0, 4200.0), (4200.0, 6200.0)]


def test_bands_narrower_than_asked_for_are_left_out_but_the_whole_range_stays() -> None:
    assert band_family(0.0, 100.0, parts=(1, 2, 8), minimum_width_hz=200.0) == [(0.0, 100.0)]
