from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from sample_signals.sensor import Gap, MeasuringChain, add_noise, clip, decimate, drop_out, measure, quantise
from tests.sample_signals.lines import FloatArray, line_amplitude

RATE_HZ = 12000.0
VALUES = npst.arrays(np.float64, st.integers(1, 200), elements=st.floats(-50, 50))


def sine(frequency_hz: float, amplitude: float, rate_hz: float = RATE_HZ, duration_s: float = 1.0) -> FloatArray:
    time_s = np.arange(round(duration_s * rate_hz)) / rate_hz
    return np.asarray(amplitude * np.sin(2 * np.pi * frequency_hz * time_s))


def test_clipping_makes_plateaus_for_the_share_of_time_of_theory() -> None:
    clipped = clip(sine(7.0, 2.0), 1.0)

    flat = np.abs(clipped) == 1.0
    runs = np.diff(np.flatnonzero(np.diff(np.concatenate(([0], flat.astype(int), [0])))))[::2]
    assert flat.mean() == pytest.approx(1 - 2 / np.pi * np.arcsin(0.5), rel=0.01)
    assert runs.size == 14
    assert runs.min() > 100


@given(values=VALUES, limit=st.floats(0.01, 20))
def test_clipping_changes_nothing_inside_the_limit_and_passes_nothing_beyond(values: FloatArray, limit: float) -> None:
    clipped = clip(values, limit)

    inside = np.abs(values) <= limit
    np.testing.assert_array_equal(clipped[inside], values[inside])
    assert np.all(np.abs(clipped) <= limit)


@given(values=VALUES, bits=st.integers(2, 24))
def test_quantising_errs_by_half_a_step_at_most_and_lands_on_the_grid(values: FloatArray, bits: int) -> None:
    step = 64.0 / 2 ** (bits - 1)

    digital = quantise(values, 64.0, bits)

    inside = values <= 64.0 - step
    assert np.all(np.abs(digital - values)[inside] <= step / 2 * (1 + 1e-9))
    np.testing.assert_array_equal(digital / step, np.round(digital / step))
    np.testing.assert_array_equal(quantise(digital, 64.0, bits), digital)


def test_quantising_noise_has_the_power_of_a_uniform_error() -> None:
    values = np.random.default_rng(1).uniform(-0.9, 0.9, 50000)

    error = quantise(values, 1.0, 8) - values

    assert np.mean(error**2) == pytest.approx((1 / 128) ** 2 / 12, rel=0.03)


def test_dropout_leaves_zeros_in_the_gap_only() -> None:
    values = np.ones(12000)

    lossy = drop_out(values, RATE_HZ, (Gap(start_s=0.25, duration_s=0.1), Gap(start_s=0.9, duration_s=5.0)))

    assert not lossy[3000:4200].any()
    assert not lossy[10800:].any()
    assert lossy.sum() == 12000 - 1200 - 1200
    assert values.all()


def test_own_noise_of_the_sensor_adds_its_power() -> None:
    noisy = add_noise(np.zeros(100_000), 0.2, np.random.default_rng(1))

    assert noisy.std() == pytest.approx(0.2, rel=0.02)


def test_filter_passes_the_used_band_and_stops_what_would_fold_back() -> None:
    fine_rate_hz = 4 * RATE_HZ
    passed_hz, stopped_hz = 4000.0, 7000.0

    slow = decimate(sine(passed_hz, 1.0, fine_rate_hz) + sine(stopped_hz, 1.0, fine_rate_hz), 4)

    middle = slow[1200:-1200]
    assert slow.size == 12000
    assert line_amplitude(middle, RATE_HZ, passed_hz) == pytest.approx(1, abs=1e-3)
    assert line_amplitude(middle, RATE_HZ, RATE_HZ - stopped_hz) < 2e-4


def test_filter_does_not_shift_the_time() -> None:
    slow = decimate(sine(500.0, 1.0, 4 * RATE_HZ), 4)

    np.testing.assert_allclose(slow[1200:-1200], sine(500.0, 1.0)[1200:-1200], atol=2e-3)


@given(values=VALUES, seed=st.integers(0, 2**32 - 1))
def test_stored_values_stay_inside_full_scale_and_repeat(values: FloatArray, seed: int) -> None:
    chain = MeasuringChain(full_scale_m_s2=10.0, bits=16, noise_rms_m_s2=0.5, clip_m_s2=8.0)

    stored = measure(values, RATE_HZ, chain, np.random.default_rng(seed))

    assert np.all(np.abs(stored) <= 8.0 + chain.step_m_s2)
    np.testing.assert_array_equal(stored, measure(values, RATE_HZ, chain, np.random.default_rng(seed)))


def test_impossible_chain_is_refused() -> None:
    with pytest.raises(ValueError, match="full_scale_m_s2"):
        MeasuringChain(0.0)
    with pytest.raises(ValueError, match="bits"):
        MeasuringChain(1.0, bits=32)
