from __future__ import annotations

import numpy as np
import pytest

from diagnostics.spectra.cepstrum import (
    cepstrum_prewhitened_signal,
    comb_lifter,
    liftered,
    real_cepstrum,
    shortpass_lifter,
)

RATE_HZ = 1000.0


def white(count: int = 4096, seed: int = 2) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal(count)


@pytest.mark.parametrize("strength", [0.3, 0.6])
def test_an_echo_gives_the_rahmonics_of_theory(strength: float) -> None:
    first = white()
    delayed = first + strength * np.roll(first, 200)

    quefrency_s, cepstrum = real_cepstrum(np.array([first, delayed]), sampling_rate_hz=RATE_HZ)

    echo = cepstrum[1] - cepstrum[0]
    assert quefrency_s[200] == pytest.approx(0.2)
    assert [echo[200], echo[400], echo[600]] == pytest.approx(
        [strength / 2, -(strength**2) / 4, strength**3 / 6], abs=1e-9
    )
    assert np.max(np.abs(np.delete(echo, np.arange(0, echo.size, 200)))) < 1e-3


@pytest.mark.parametrize("count", [4096, 4095])
def test_a_lifter_of_ones_changes_nothing(count: int) -> None:
    signal = white(count) + 3.0

    assert liftered(signal, np.ones(count // 2 + 1)) == pytest.approx(signal)


def test_a_comb_lifter_takes_the_harmonics_away_and_leaves_the_noise() -> None:
    t = np.arange(20_000) / RATE_HZ
    teeth = sum(np.cos(2 * np.pi * 20.0 * k * t) for k in range(1, 25))
    signal = 0.3 * white(t.size) + teeth
    quefrency_s = np.arange(t.size // 2 + 1) / RATE_HZ

    without = liftered(signal, comb_lifter(quefrency_s, period_s=0.05, half_width_s=0.002))

    before, after = np.abs(np.fft.rfft(signal)), np.abs(np.fft.rfft(without))
    lines = np.arange(400, 9800, 400)
    assert 20 * np.log10(np.mean(before[lines]) / np.mean(after[lines])) > 25.0
    assert np.median(after) == pytest.approx(np.median(before), rel=0.15)


def test_a_shortpass_lifter_keeps_the_shape_of_a_resonance() -> None:
    ring = np.exp(-np.arange(4096) / 20.0) * np.cos(2 * np.pi * 0.2 * np.arange(4096))
    coloured = np.fft.irfft(np.fft.rfft(white()) * np.fft.rfft(ring), n=4096)
    quefrency_s = np.arange(2049) / RATE_HZ

    smooth = np.abs(np.fft.rfft(liftered(coloured, shortpass_lifter(quefrency_s, cutoff_s=0.1))))

    inside = slice(50, 2000)
    ratio = np.log(smooth[inside]) - np.log(np.abs(np.fft.rfft(ring))[inside])
    assert np.std(ratio) < 0.4
    assert np.std(np.log(np.abs(np.fft.rfft(coloured))[inside]) - np.log(np.abs(np.fft.rfft(ring))[inside])) > 0.6


def test_prewhitening_levels_every_line_and_keeps_the_phases() -> None:
    t = np.arange(4095) / RATE_HZ
    signal = white(4095) + 50.0 * np.sin(2 * np.pi * 80.0 * t) + 7.0

    flat = cepstrum_prewhitened_signal(signal)

    lines = np.fft.rfft(flat)
    assert np.abs(lines[1:]) == pytest.approx(np.full(2047, np.abs(lines[1])))
    assert np.angle(lines[1:]) == pytest.approx(np.angle(np.fft.rfft(signal)[1:]))
    assert (np.mean(flat), np.var(flat)) == (pytest.approx(0.0, abs=1e-12), pytest.approx(1.0))


def test_silence_stays_silence() -> None:
    assert np.all(cepstrum_prewhitened_signal(np.zeros((2, 100))) == 0.0)
    assert np.all(np.isfinite(real_cepstrum(np.zeros(100), sampling_rate_hz=RATE_HZ)[1]))


def test_a_lifter_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="lifter"):
        liftered(white(100), np.ones(50))
