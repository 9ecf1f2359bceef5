"""Recordings held in memory: shapes, blocks, channels, rates."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.errors import RecordingError
from diagnostics.machine import Machine
from diagnostics.recording import Recording

SENSOR = {"channel": "1", "quantity": "acceleration", "unit": "g"}


def test_one_dimensional_array_is_one_channel():
    recording = Recording.from_array([1.0, 2.0, 3.0], sampling_rate_hz=2.0)

    assert recording.read().tolist() == [[1.0, 2.0, 3.0]]
    assert recording.sample_count == 3
    assert recording.duration_s == 1.5


def test_hash_is_that_of_the_samples():
    samples = np.array([[0.5, -0.25]])

    recording = Recording.from_array(samples, sampling_rate_hz=1.0)

    assert recording.sha256 == hashlib.sha256(samples.tobytes()).hexdigest()


def test_later_change_of_the_array_leaves_the_recording_as_it_was():
    samples = np.zeros(4)
    recording = Recording.from_array(samples, sampling_rate_hz=1.0)

    samples[:] = 7.0

    assert not recording.read().any()


def test_array_without_samples_is_an_empty_recording():
    with pytest.raises(RecordingError) as refused:
        Recording.from_array([], sampling_rate_hz=1.0)

    assert refused.value.code == "recording_empty"


@given(length=st.integers(1, 200), block=st.integers(1, 50))
def test_blocks_joined_are_the_whole(length, block):
    samples = np.arange(2.0 * length).reshape(2, length)
    recording = Recording.from_array(samples, sampling_rate_hz=1.0)

    blocks = list(recording.blocks(block))

    assert np.array_equal(np.concatenate(blocks, axis=1), samples)
    assert all(part.shape[1] == block for part in blocks[:-1])


@pytest.mark.parametrize(("key", "position"), [("1", 0), ("2", 1), ("DE", 0), ("驱动端", 1)])
def test_channel_is_found_by_index_or_name(key, position):
    recording = Recording.from_array(np.zeros((2, 4)), sampling_rate_hz=1.0, names=["DE", "驱动端"])

    assert recording.channel_index(key) == position


@pytest.mark.parametrize("key", ["0", "3", "FE", "", "9" * 5000, "²"])
def test_missing_channel_is_refused_with_the_channels_there_are(key):
    recording = Recording.from_array(np.zeros((2, 4)), sampling_rate_hz=1.0, names=["DE", "NDE"])

    with pytest.raises(RecordingError) as refused:
        recording.channel_index(key)

    assert refused.value.code == "recording_channel_missing"
    assert "1 (DE), 2 (NDE)" in refused.value.text.en


def test_rate_of_the_machine_fills_in_what_the_recording_lacks():
    machine = Machine.from_dict({"sensors": [SENSOR], "recording": {"sampling_rate_hz": 25600}})

    recording = Recording.from_array([0.0, 1.0], sampling_rate_hz=None).for_machine(machine)

    assert recording.sampling_rate_hz == 25600.0


def test_no_rate_anywhere_is_refused():
    machine = Machine.from_dict({"sensors": [SENSOR]})

    with pytest.raises(RecordingError) as refused:
        Recording.from_array([0.0, 1.0], sampling_rate_hz=None).for_machine(machine)

    assert refused.value.code == "recording_rate_missing"


def test_two_different_rates_are_refused_naming_both():
    machine = Machine.from_dict({"sensors": [SENSOR], "recording": {"sampling_rate_hz": 12000}})

    with pytest.raises(RecordingError) as refused:
        Recording.from_array([0.0, 1.0], sampling_rate_hz=48000.0).for_machine(machine)

    assert refused.value.code == "recording_rate_ambiguous"
    assert "48000 Hz" in refused.value.text.en
    assert "12000 Hz" in refused.value.text.zh
