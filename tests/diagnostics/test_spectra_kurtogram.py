from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from diagnostics.spectra.kurtogram import kurtogram, quantile_kurtosis, spectral_kurtosis
from tests.diagnostics.signals import RATE_HZ, impulses, noise


def complex_noise(count: int, seed: int = 1) -> np.ndarray:
    chance = np.random.default_rng(seed)
    return chance.standard_normal(count) + 1j * chance.standard_normal(count)


def contains(band_hz: tuple[float, float], frequency_hz: float) -> bool:
    return band_hz[0] <= frequency_hz <= band_hz[1]


def test_the_tree_has_the_levels_of_the_paper() -> None:
    tree = kurtogram(noise(1.0), sampling_rate_hz=RATE_HZ)

    assert sorted(set(np.round(tree.levels, 1)))[:8] == [0.0, 1.0, 1.6, 2.0, 2.6, 3.0, 3.6, 4.0]
    assert tree.bands_hz[1:3].ravel() == pytest.approx([0.0, 5000.0, 5000.0, 10_000.0], abs=3.0)


def test_the_kurtosis_of_gaussian_noise_is_zero_within_its_standard_error() -> None:
    tree = kurtogram(noise(10.0), sampling_rate_hz=RATE_HZ, minimum_width_hz=200.0)

    assert np.std(tree.kurtosis / tree.standard_errors) == pytest.approx(1.0, abs=0.25)
    assert np.all(np.abs(tree.kurtosis) < 5.0 * tree.standard_errors)


@pytest.mark.parametrize("duty", [0.05, 0.2, 0.5])
def test_noise_that_is_there_for_a_share_of_the_time_has_the_kurtosis_of_theory(duty: float) -> None:
    envelope = complex_noise(400_000) * (np.arange(400_000) % 100 < 100 * duty)

    assert spectral_kurtosis(envelope) == pytest.approx(2.0 / duty - 2.0, rel=0.05, abs=0.02)


def test_a_tone_has_the_kurtosis_minus_one() -> None:
    assert spectral_kurtosis(np.exp(0.3j * np.arange(1000))) == pytest.approx(-1.0)


def test_the_quantile_kurtosis_of_gaussian_noise_is_zero() -> None:
    assert quantile_kurtosis(complex_noise(1_000_000)) == pytest.approx(0.0, abs=0.01)


@pytest.mark.parametrize("measure", ["moments", "quantiles"])
def test_the_best_band_is_the_resonance_of_a_bearing_fault(measure: str) -> None:
    signal = noise(10.0) + impulses(10.0, rate_hz=88.0, height=8.0, resonance_hz=6000.0)

    tree = kurtogram(signal, sampling_rate_hz=RATE_HZ, minimum_width_hz=500.0, measure=measure)  # type: ignore[arg-type]

    best = tree.best_bands()
    assert contains(best[0], 6000.0)
    assert best[0][1] - best[0][0] < 3000.0


def test_three_knocks_win_against_a_bearing_by_moments_but_not_by_quantiles() -> None:
    knocks = impulses(10.0, rate_hz=0.3, height=300.0, resonance_hz=2000.0)
    signal = noise(10.0) + knocks + impulses(10.0, rate_hz=88.0, height=8.0, resonance_hz=6000.0)

    by_moments = kurtogram(signal, sampling_rate_hz=RATE_HZ, minimum_width_hz=500.0)
    by_quantiles = kurtogram(signal, sampling_rate_hz=RATE_HZ, minimum_width_hz=500.0, measure="quantiles")

    assert not contains(by_moments.best_bands(1)[0], 6000.0)
    assert contains(by_quantiles.best_bands(1)[0], 6000.0)


def test_the_best_bands_do_not_overlap_and_channels_are_kept_apart() -> None:
    channels = np.array([noise(2.0, seed=1), noise(2.0, seed=2)])

    tree = kurtogram(channels, sampling_rate_hz=RATE_HZ, minimum_width_hz=500.0)

    bands = sorted(tree.best_bands())
    assert all(first[1] <= second[0] + 1e-6 for first, second in pairwise(bands))
    assert tree.kurtosis.shape == (2, tree.levels.size)
    alone = kurtogram(channels[1], sampling_rate_hz=RATE_HZ, minimum_width_hz=500.0)
    assert tree.kurtosis[1] == pytest.approx(alone.kurtosis)


def test_more_bands_than_fit_side_by_side_are_filled_up_with_overlapping_ones() -> None:
    tree = kurtogram(noise(1.0), sampling_rate_hz=RATE_HZ, minimum_width_hz=5000.0)

    assert len(tree.best_bands(3)) == 3


def test_a_record_too_short_for_one_cell_is_refused() -> None:
    with pytest.raises(ValueError, match="no cell"):
        kurtogram(np.zeros(100), sampling_rate_hz=RATE_HZ)
