from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sample_signals.resonance import Resonance, ring

RATE_HZ = 20000.0


def damped_sine(time_s: np.ndarray, resonance: Resonance) -> np.ndarray:
    omega = 2 * np.pi * resonance.natural_hz
    zeta = resonance.damping_ratio
    after = np.maximum(time_s, 0.0)
    answer = np.exp(-zeta * omega * after) * np.sin(omega * np.sqrt(1 - zeta**2) * after)
    return np.where(time_s >= 0, resonance.gain * answer, 0.0)


def test_ringing_is_the_damped_sine_of_theory_also_between_samples() -> None:
    modes = (Resonance(3000.0, 0.03), Resonance(5000.0, 0.02, gain=0.4))
    times_s, sizes = np.array([0.00123, 0.0101777]), np.array([2.0, -1.0])

    answer = ring(times_s, sizes, modes, 1000, RATE_HZ)

    grid_s = np.arange(1000) / RATE_HZ
    expected = sum(a * damped_sine(grid_s - t, mode) for t, a in zip(times_s, sizes, strict=True) for mode in modes)
    np.testing.assert_allclose(answer, expected, atol=1e-9)


def test_ringing_has_the_damped_frequency_and_the_logarithmic_decrement() -> None:
    mode = Resonance(1000.0, 0.05)

    answer = ring(np.array([0.0]), np.array([1.0]), (mode,), 4000, 1e6)

    crossings = np.flatnonzero(np.diff(np.sign(answer[1:])) != 0)
    half_period_s = np.mean(np.diff(crossings)) / 1e6
    assert 1 / (2 * half_period_s) == pytest.approx(1000 * np.sqrt(1 - 0.05**2), rel=2e-3)
    peaks = [answer[i] for i in range(1, 3999) if answer[i - 1] < answer[i] > answer[i + 1]]
    assert np.log(peaks[0] / peaks[1]) == pytest.approx(2 * np.pi * 0.05 / np.sqrt(1 - 0.05**2), rel=1e-3)


def test_impacts_outside_the_record_are_left_out() -> None:
    answer = ring(np.array([-0.01, 5.0]), np.array([1.0, 1.0]), (Resonance(1000.0, 0.1),), 100, RATE_HZ)

    assert not answer.any()


@given(
    sizes=st.lists(st.floats(-10, 10), min_size=1, max_size=20),
    natural_hz=st.floats(50, 9000),
    damping_ratio=st.floats(0.005, 0.5),
)
def test_ringing_never_exceeds_the_sum_of_the_impacts(
    sizes: list[float], natural_hz: float, damping_ratio: float
) -> None:
    times_s = np.linspace(0, 0.02, len(sizes))

    answer = ring(times_s, np.array(sizes), (Resonance(natural_hz, damping_ratio),), 600, RATE_HZ)

    assert np.max(np.abs(answer)) <= np.sum(np.abs(sizes)) * (1 + 1e-9)


@pytest.mark.parametrize(("natural_hz", "damping_ratio"), [(0.0, 0.1), (100.0, 0.0), (100.0, 1.0)])
def test_impossible_resonance_is_refused(natural_hz: float, damping_ratio: float) -> None:
    with pytest.raises(ValueError, match=r"natural_hz|damping_ratio"):
        Resonance(natural_hz, damping_ratio)
