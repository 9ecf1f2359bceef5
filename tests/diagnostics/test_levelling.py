from __future__ import annotations

import numpy as np
import pytest

from diagnostics.examining import examine
from diagnostics.recording import Recording
from tests.diagnostics.signals import ORDERS, RATE_HZ, machine, noise

SECONDS = 12.0
MEAN_HZ = 24.5


def drifting(span: float) -> tuple[np.ndarray, np.ndarray]:
    """Return shaft lines with knocks at the outer race under a speed that rises evenly by ``span`` (relative), and the
    angle of the shaft in turns."""
    t = np.arange(int(SECONDS * RATE_HZ)) / RATE_HZ
    speed_hz = MEAN_HZ * (1.0 + span * (t / SECONDS - 0.5))
    turns = np.cumsum(speed_hz) / RATE_HZ
    shaft = sum(np.sin(2 * np.pi * k * turns + k) / k for k in range(1, 7))
    knocks = np.zeros(t.size)
    knocks[np.flatnonzero(np.diff(np.floor(ORDERS["bpfo"] * turns)) > 0)] = 12.0
    ring_t = np.arange(int(0.004 * RATE_HZ)) / RATE_HZ
    ring = np.exp(-1500.0 * ring_t) * np.sin(2 * np.pi * 6000.0 * ring_t)
    return noise(SECONDS) + shaft + np.convolve(knocks, ring)[: t.size], turns


def depth(span: float) -> float:
    samples, _ = drifting(span)
    examination = examine(Recording.from_array(samples, sampling_rate_hz=RATE_HZ), machine())
    assert [f.fault for f in examination.findings] == ["bearing.outer_race"]
    return examination.findings[0].evidence[0].modulation_depth or 0.0


def test_a_drift_of_two_per_cent_costs_the_line_little_of_its_depth() -> None:
    assert depth(0.02) > 0.8 * depth(0.0)


def test_the_drift_is_told() -> None:
    samples, _ = drifting(0.02)

    examination = examine(Recording.from_array(samples, sampling_rate_hz=RATE_HZ), machine())

    told = [note.text.en for note in examination.quality if note.check == "speed"]
    assert len(told) == 1
    assert "drifted by 2.0" in told[0]
    assert examination.speed.rpm == pytest.approx(60.0 * MEAN_HZ, rel=0.002)


def test_a_steady_shaft_is_left_alone() -> None:
    samples, _ = drifting(0.0)

    examination = examine(Recording.from_array(samples, sampling_rate_hz=RATE_HZ), machine())

    assert not [note for note in examination.quality if note.check == "speed"]


def test_a_tachometer_is_followed_where_the_shaft_itself_cannot_be() -> None:
    samples, turns = drifting(0.06)
    pulses = 5.0 * (np.mod(turns, 1.0) < 0.1)
    sensors = [
        {"channel": "1", "quantity": "acceleration", "unit": "m/s2", "position": "DE"},
        {"channel": "2", "quantity": "tachometer", "unit": "V", "pulses_per_rev": 1},
    ]
    both = Recording.from_array(np.array([samples, pulses]), sampling_rate_hz=RATE_HZ)

    examination = examine(both, machine(sensors=sensors))

    assert [f.fault for f in examination.findings] == ["bearing.outer_race"]
    assert (examination.findings[0].evidence[0].modulation_depth or 0.0) > 0.8 * depth(0.0)
