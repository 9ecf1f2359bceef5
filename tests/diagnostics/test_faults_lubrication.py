from __future__ import annotations

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from diagnostics.faults.family import Answer
from diagnostics.faults.lubrication import examine_lubrication
from tests.diagnostics.family_subjects import acceleration, named, orders, subject, watched

RATE_HZ, SECONDS = 25_600.0, 4.0
PLACES = ("DE", "NDE", "P1")


def hiss(rms: float, seed: int) -> NDArray[np.float64]:
    noise = np.random.default_rng(seed).standard_normal(int(RATE_HZ * SECONDS))
    high = scipy.signal.butter(4, 5000.0, btype="highpass", fs=RATE_HZ, output="sos")
    return np.asarray(rms * scipy.signal.sosfilt(high, noise))


def examined(levels: tuple[float, ...], *, swell_hz: float = 0.0) -> Answer:
    time_s = np.arange(int(RATE_HZ * SECONDS)) / RATE_HZ
    channels = []
    for seed, level in enumerate(levels):
        swell = np.sqrt(1.0 + 0.9 * np.cos(2 * np.pi * swell_hz * time_s)) if swell_hz else 1.0
        usual = acceleration(orders({1.0: 0.8}), noise_m_s2=0.05, seed=seed, rate_hz=RATE_HZ, seconds=SECONDS)
        channels.append(usual + swell * hiss(level, 10 + seed))
    described = [
        {"channel": str(k + 1), "quantity": "acceleration", "unit": "m/s2", "position": place}
        for k, place in enumerate(PLACES[: len(levels)])
    ]
    bearings = [{"id": place, "designation": "6205"} for place in PLACES[: len(levels)]]
    return examine_lubrication(subject(*channels, rate_hz=RATE_HZ, described=described, bearings=bearings))


def test_noise_far_above_that_of_the_other_bearings_is_watched_with_little_certainty() -> None:
    answer = examined((1.0, 6.0, 1.0))  # 15.6 dB

    assert named(answer) == []
    assert watched(answer) == [("bearing.lubrication", "NDE")]
    assert answer.watch[0].probability < 0.2


def test_ten_decibels_are_not_suspicious() -> None:
    answer = examined((1.0, 3.0, 1.0))

    assert watched(answer) == []
    assert [item.component for item in answer.ruled_out] == ["NDE"]


def test_noise_that_a_line_modulates_is_no_lack_of_grease() -> None:
    assert watched(examined((1.0, 6.0, 1.0), swell_hz=87.8)) == []


def test_of_two_bearings_none_is_called_dry() -> None:
    answer = examined((1.0, 8.0))

    assert watched(answer) == []
    assert [(note.check, note.level) for note in answer.notes] == [("lubrication", "info")]
    assert not answer.tested


def test_a_machine_with_one_sensor_is_not_told_about_grease() -> None:
    answer = examined((1.0,))

    assert (answer.notes, answer.ruled_out, answer.watch) == ((), (), ())
