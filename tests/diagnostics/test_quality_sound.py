from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from diagnostics.quality.preparation import prepare
from diagnostics.quality.signals import signal_notes
from diagnostics.quality.sound import automatic_gain
from tests.diagnostics.signals import machine, recording

RATE_HZ = 44_100.0
MICROPHONE = machine(bearings=[], sensors=[{"channel": "1", "quantity": "sound_pressure"}])


def sound(seconds: float, *, rms: float = 0.05) -> np.ndarray:
    return rms * np.random.default_rng(2).standard_normal(int(seconds * RATE_HZ))


def told(samples: np.ndarray) -> list[str]:
    heard = replace(recording(samples, rate_hz=RATE_HZ), format="wav")
    prepared = prepare(heard, MICROPHONE)
    notes = [*prepared.notes, *signal_notes(prepared, MICROPHONE, shaft_hz=None)]
    return [note.text.en for note in notes if note.check == "sound"]


@pytest.mark.parametrize(("rms", "count"), [(0.0005, 1), (0.002, 0)])
def test_sound_below_minus_60_dbfs_is_too_quiet(rms: float, count: int) -> None:
    assert len(told(np.round(sound(3.0, rms=rms) * 2**23) / 2**23)) == count


@pytest.mark.parametrize(("cut_hz", "count"), [(16_000.0, 1), (20_500.0, 0)])
def test_the_edge_of_a_lossy_codec_is_told_and_that_of_the_converter_is_not(cut_hz: float, count: int) -> None:
    lines = np.fft.rfft(sound(5.0))
    lines[np.fft.rfftfreq(int(5.0 * RATE_HZ), 1.0 / RATE_HZ) > cut_hz] = 0.0
    samples = np.round(np.fft.irfft(lines) * 32768.0) / 32768.0

    notes = told(samples)

    assert len(notes) == count
    assert all("16.0 kHz" in text for text in notes)


def gained(samples: np.ndarray, *, release_s: float) -> np.ndarray:
    """The samples after a gain that drops by 20 dB with a bang at 3 s and comes back."""
    since_s = np.arange(samples.size) / RATE_HZ - 3.2
    gain = 1.0 - 0.9 * np.exp(-np.maximum(since_s, 0.0) / release_s) * (since_s > 0.0)
    return np.asarray(samples * gain)


def with_a_bang(samples: np.ndarray) -> np.ndarray:
    loud = samples.copy()
    loud[int(3.0 * RATE_HZ) : int(3.2 * RATE_HZ)] *= 10.0
    return loud


def test_a_level_that_sinks_after_a_bang_and_comes_back_is_an_automatic_gain() -> None:
    assert automatic_gain(gained(with_a_bang(sound(8.0)), release_s=1.0), sampling_rate_hz=RATE_HZ, channel="1")


def test_a_bang_alone_and_a_machine_that_is_switched_off_are_none() -> None:
    switched_off = sound(8.0)
    switched_off[int(4.0 * RATE_HZ) :] *= 0.01

    for samples in (with_a_bang(sound(8.0)), switched_off):
        assert automatic_gain(samples, sampling_rate_hz=RATE_HZ, channel="1") is None
