from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostics.quality import find_duplicates
from tests.diagnostics.signals import RATE_HZ, noise


@settings(max_examples=20, deadline=None)
@given(st.integers(-4000, 4000), st.sampled_from([1.0, -1.0, 1.0154, 0.001]))
def test_a_copy_is_found_with_its_factor_and_delay(delay: int, factor: float) -> None:
    a = noise(3.0)

    (copy,) = find_duplicates({"1": a[5000:-5000], "2": factor * a[5000 - delay : a.size - 5000 - delay]})

    assert (copy.first, copy.second, copy.delay_samples) == ("1", "2", delay)
    assert copy.factor == pytest.approx(factor)


def test_two_sensors_that_hear_the_same_strong_line_are_no_copies() -> None:
    t = np.arange(60_000) / RATE_HZ
    line = 100.0 * np.sin(2 * np.pi * 24.5 * t)

    assert find_duplicates({"1": line + noise(3.0, seed=1), "2": line + noise(3.0, seed=2)}) == ()


def test_a_channel_with_a_tenth_of_its_own_noise_is_no_copy() -> None:
    a, b = noise(3.0, seed=1), noise(3.0, seed=2)

    assert find_duplicates({"1": a, "2": a + 0.1 * b}) == ()
