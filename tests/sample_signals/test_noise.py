from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import signal, stats

from sample_signals.noise import ColouredNoise, StructureNoise, coloured_noise_m_s2, structure_noise_m_s2
from sample_signals.resonance import Resonance
from tests.sample_signals.lines import steady_motion

RATE_HZ = 16000.0


@pytest.mark.parametrize("slope", [0.0, 1.0, 2.0])
def test_power_density_falls_with_the_stated_slope_above_the_corner(slope: float) -> None:
    motion = steady_motion(25.0, 30.0, RATE_HZ)

    values = coloured_noise_m_s2(ColouredNoise(1.0, slope, corner_hz=200.0), motion, np.random.default_rng(2))

    frequency_hz, density = signal.welch(values, RATE_HZ, nperseg=4096)
    above = (frequency_hz > 300) & (frequency_hz < 7000)
    fitted = np.polyfit(np.log(frequency_hz[above]), np.log(density[above]), 1)[0]
    assert fitted == pytest.approx(-slope, abs=0.05)


def test_power_density_is_flat_below_the_corner() -> None:
    motion = steady_motion(25.0, 30.0, RATE_HZ)

    values = coloured_noise_m_s2(ColouredNoise(1.0, 2.0, corner_hz=2000.0), motion, np.random.default_rng(2))

    frequency_hz, density = signal.welch(values, RATE_HZ, nperseg=4096)
    low = density[(frequency_hz > 50) & (frequency_hz < 500)].mean()
    high = density[(frequency_hz > 1000) & (frequency_hz < 1800)].mean()
    assert low / high == pytest.approx(1, rel=0.1)


def test_noise_is_gaussian() -> None:
    values = coloured_noise_m_s2(
        ColouredNoise(1.0, slope=0.0), steady_motion(25.0, 10.0, RATE_HZ), np.random.default_rng(4)
    )

    assert stats.kurtosis(values, fisher=False) == pytest.approx(3, abs=5 * np.sqrt(24 / values.size))


def test_structure_noise_is_a_hump_at_the_resonance_with_its_half_power_width() -> None:
    mode = Resonance(3000.0, 0.03)

    values = structure_noise_m_s2(
        StructureNoise(0.7, mode), steady_motion(25.0, 60.0, RATE_HZ), np.random.default_rng(1)
    )

    frequency_hz, density = signal.welch(values, RATE_HZ, nperseg=2048)
    near = frequency_hz[density > density.max() / 2]
    assert near.mean() == pytest.approx(3000, rel=0.01)
    assert np.ptp(near) == pytest.approx(2 * 0.03 * 3000, rel=0.2)


@given(rms=st.floats(1e-3, 50), slope=st.floats(0, 3), seed=st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_noise_has_the_stated_rms_no_mean_and_repeats(rms: float, slope: float, seed: int) -> None:
    motion = steady_motion(25.0, 0.2, RATE_HZ)
    noise = ColouredNoise(rms, slope)

    values = coloured_noise_m_s2(noise, motion, np.random.default_rng(seed))

    assert np.sqrt(np.mean(values**2)) == pytest.approx(rms)
    assert abs(values.mean()) < 1e-9 * rms
    np.testing.assert_array_equal(values, coloured_noise_m_s2(noise, motion, np.random.default_rng(seed)))


def test_impossible_noise_is_refused() -> None:
    with pytest.raises(ValueError, match="impossible noise"):
        ColouredNoise(-1.0)
