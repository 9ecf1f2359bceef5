from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostics.examination import QualityNote
from diagnostics.quality import check_channel
from diagnostics.quality.preparation import prepare
from tests.diagnostics.signals import RATE_HZ, machine, noise, recording


def notes_of(samples: np.ndarray, check: str = "sensor.dropout") -> list[QualityNote]:
    gate = check_channel(samples, sampling_rate_hz=RATE_HZ, channel="1")
    return [note for note in gate.notes if note.check == check]


def held(samples: np.ndarray, start: int, length: int) -> np.ndarray:
    changed = samples.copy()
    changed[start : start + length] = changed[start]
    return changed


@pytest.mark.parametrize(("length", "told"), [(400, 1), (10, 0)])
def test_a_value_held_for_20_ms_is_lost_and_one_for_half_a_millisecond_is_not(length: int, told: int) -> None:
    assert len(notes_of(held(noise(5.0), 30_000, length))) == told


def test_the_standing_crest_of_a_coarse_slow_sine_is_not_a_held_value() -> None:
    # 100 steps of amplitude at 2 Hz: the crest stands within half a step for 0.1/2π of a period, 320 samples.
    t = np.arange(100_000) / RATE_HZ
    slow = np.round(100.0 * np.sin(2 * np.pi * 2.03 * t))

    assert notes_of(slow) == []


def test_the_samples_around_a_dropout_are_judged_without_it() -> None:
    samples = noise(10.0)
    samples[60_000:62_000] = 0.0

    prepared = prepare(recording(samples), machine())

    assert prepared.duration_s == pytest.approx((200_000 - 62_000) / RATE_HZ)
    assert [n.level for n in prepared.notes if n.check == "sensor.dropout"] == ["warning"]


def test_a_gap_of_the_time_stamps_is_told_and_the_longer_side_is_kept() -> None:
    prepared = prepare(replace(recording(noise(10.0)), time_gaps=(50_000,)), machine())

    (note,) = prepared.notes
    assert (note.check, note.channel, note.level) == ("sensor.dropout", None, "warning")
    assert "first at 2.50 s" in note.text.en
    assert prepared.duration_s == pytest.approx(7.5, abs=1e-3)


def test_gaps_that_leave_no_stretch_to_judge_are_told_and_nothing_is_cut() -> None:
    prepared = prepare(replace(recording(noise(5.0)), time_gaps=tuple(range(1000, 100_000, 1000))), machine())

    assert prepared.duration_s == pytest.approx(5.0)
    assert [n.check for n in prepared.notes] == ["sensor.dropout"]


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 60_000), st.integers(300, 8_000), st.integers(0, 30_000))
def test_a_stretch_written_twice_is_found_wherever_it_stands(start: int, length: int, apart: int) -> None:
    samples = noise(5.0)
    copy = start + length + apart
    length = min(length, samples.size - copy)
    if length < 300:
        return
    samples[copy : copy + length] = samples[start : start + length]

    (note,) = notes_of(samples)

    assert f"{length / RATE_HZ:.2f} s from {copy / RATE_HZ:.2f} s on" in note.text.en


def test_noise_of_a_few_steps_does_not_repeat_itself() -> None:
    assert notes_of(np.round(noise(20.0, rms=4.0))) == []


def test_a_tone_that_fits_the_sampling_rate_is_no_repeated_buffer() -> None:
    tone = np.tile(np.sin(2 * np.pi * np.arange(400) / 400.0), 250)

    assert notes_of(tone) == []


def test_a_short_recording_that_was_looped_is_told() -> None:
    assert len(notes_of(np.tile(noise(2.0), 5))) == 1
