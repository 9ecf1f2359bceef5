from __future__ import annotations

import numpy as np
import pytest

from diagnostics.examine import examine
from diagnostics.spectra.synchronous import difference_kurtosis, synchronous_average
from tests.diagnostics.signals import RATE_HZ, machine, noise, recording

SECONDS, SHAFT_HZ, TEETH = 8.0, 24.5, 20
TIME_S = np.arange(int(SECONDS * RATE_HZ)) / RATE_HZ


def mesh() -> np.ndarray:
    return sum(np.sin(2 * np.pi * k * TEETH * SHAFT_HZ * TIME_S) / k for k in (1, 2, 3))  # type: ignore[return-value]


def knocks(period_s: float, *, height: float) -> np.ndarray:
    phase_s = TIME_S % period_s
    return height * np.exp(-phase_s * 2000.0) * np.sin(2 * np.pi * 2500.0 * phase_s)


def gearbox() -> object:
    return machine(bearings=[], gears=[{"id": "G1", "shaft": "main", "teeth": TEETH}])


def test_an_even_mesh_is_healthy_and_the_tooth_is_ruled_out() -> None:
    examination = examine(recording(noise(SECONDS, rms=0.5) + mesh()), gearbox())  # type: ignore[arg-type]

    assert examination.verdict == "healthy"
    assert [(r.fault, r.component) for r in examination.ruled_out] == [("gear.broken_tooth", "G1")]
    assert ("gears", "warning") in [(n.check, n.level) for n in examination.quality]


def test_a_knock_once_a_turn_is_a_broken_tooth() -> None:
    samples = noise(SECONDS, rms=0.5) + mesh() + knocks(1 / SHAFT_HZ, height=3.0)

    examination = examine(recording(samples), gearbox())  # type: ignore[arg-type]

    assert [(f.fault, f.component, f.urgency) for f in examination.findings] == [("gear.broken_tooth", "G1", 2)]


def test_knocks_that_do_not_follow_the_shaft_are_no_broken_tooth() -> None:
    samples = noise(SECONDS, rms=0.5) + mesh() + knocks(1 / (1.37 * SHAFT_HZ), height=3.0)

    assert examine(recording(samples), gearbox()).findings == ()  # type: ignore[arg-type]


def test_a_single_knock_from_outside_is_no_broken_tooth() -> None:
    samples = noise(SECONDS, rms=0.5) + mesh()
    samples[50_000:50_020] += 200.0

    assert examine(recording(samples), gearbox()).findings == ()  # type: ignore[arg-type]


def test_the_average_keeps_what_repeats_and_noise_fades_with_the_root_of_the_turns() -> None:
    samples = np.sin(2 * np.pi * 3 * SHAFT_HZ * TIME_S) + noise(SECONDS)

    average, turns = synchronous_average(samples, sampling_rate_hz=RATE_HZ, shaft_hz=SHAFT_HZ, points=400)

    pure = np.sin(2 * np.pi * 3 * np.arange(400) / 400)
    assert turns == int(SECONDS * SHAFT_HZ) or turns == int(SECONDS * SHAFT_HZ) - 1
    assert np.std(average - pure) == pytest.approx(1 / np.sqrt(turns), rel=0.3)


def test_difference_kurtosis_of_noise_is_three_and_of_one_knock_far_above() -> None:
    even = np.random.default_rng(2).standard_normal(4000)
    knocked = even.copy()
    knocked[1000:1004] += 40.0

    assert difference_kurtosis(even, teeth=20)[0] == pytest.approx(3.0, abs=0.4)
    fm4, angle = difference_kurtosis(knocked, teeth=20)
    assert fm4 > 10.0
    assert angle == pytest.approx(0.25, abs=0.01)
