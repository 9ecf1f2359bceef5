from __future__ import annotations

import numpy as np
import pytest

from diagnostics.examination import QualityNote
from diagnostics.examining import examine
from tests.diagnostics.signals import RATE_HZ, machine, noise, recording, shaft_lines

SECONDS = 10.0


def notes_of(samples: np.ndarray, check: str, *, unit: str = "m/s2") -> list[QualityNote]:
    sensors = [{"channel": "1", "quantity": "acceleration", "unit": unit, "position": "DE"}]
    return [n for n in examine(recording(samples), machine(sensors=sensors)).quality if n.check == check]


def test_a_level_that_no_machine_has_is_told_with_the_likely_mistake() -> None:
    # 2 m/s² RMS stated in g: twice 9.8 m/s², plausible; a thousandfold is not.
    assert notes_of(noise(SECONDS, rms=2.0), "sensor.scale", unit="g") == []

    (note,) = notes_of(noise(SECONDS, rms=2000.0), "sensor.scale")

    assert note.level == "warning"
    assert "factor of 9.807" in note.text.en


def test_a_level_below_what_a_machine_has_is_told() -> None:
    (note,) = notes_of(noise(SECONDS, rms=0.05), "sensor.scale")

    assert "factor of 2.828" in note.text.en


@pytest.mark.parametrize(("drift", "told"), [(0.0, 0), (0.5, 1)])
def test_a_slow_drift_of_the_sensor_is_told(drift: float, told: int) -> None:
    t = np.arange(int(SECONDS * RATE_HZ)) / RATE_HZ
    slow = drift * np.sin(2 * np.pi * 2.3 * t)

    notes = notes_of(noise(SECONDS) + shaft_lines(SECONDS, shaft_hz=24.5) + slow, "sensor.bias")

    assert len(notes) == told


@pytest.mark.parametrize(("resonance_hz", "told"), [(1_000.0, 1), (12_000.0, 0)])
def test_a_sensor_on_a_loose_spring_is_told(resonance_hz: float, told: int) -> None:
    # The motion of the housing, white up to the Nyquist frequency, through a mass on a spring with a gain of 10.
    lines = np.fft.rfft(noise(SECONDS))
    ratio = np.fft.rfftfreq(int(SECONDS * RATE_HZ), 1.0 / RATE_HZ) / resonance_hz
    samples = np.fft.irfft(lines / (1.0 - ratio**2 + 0.1j * ratio), n=int(SECONDS * RATE_HZ))

    assert len(notes_of(samples, "sensor.mounting")) == told
