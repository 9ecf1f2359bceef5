"""WAV: wide samples, RF64, the moment of recording, and a file that is only a descriptor."""

from __future__ import annotations

import gzip
import os
import struct

import numpy as np
import pytest
import soundfile

from diagnostics.errors import RecordingError
from diagnostics.readers import options_for, read, read_content
from diagnostics.readers.content import DescriptorContent

NOISE = np.random.default_rng(7).uniform(-0.9, 0.9, (2, 3000))


def chunk(identifier: bytes, content: bytes) -> bytes:
    return identifier + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def broadcast_wave(date_and_time: bytes) -> bytes:
    """A broadcast wave (EBU Tech 3285) of 100 samples at 8 kHz, written by hand."""
    bext = b"gearbox".ljust(256, b"\0") + b"logger".ljust(32, b"\0") + b"ref".ljust(32, b"\0")
    bext += date_and_time + bytes(8 + 2 + 64 + 190)
    form = struct.pack("<HHIIHH", 1, 1, 8000, 16_000, 2, 16)
    chunks = chunk(b"bext", bext) + chunk(b"fmt ", form) + chunk(b"data", bytes(200))
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


@pytest.mark.parametrize("container", ["WAV", "WAVEX", "RF64"])
@pytest.mark.parametrize(("subtype", "error"), [("PCM_24", 2.0**-23), ("FLOAT", 2.0**-24), ("DOUBLE", 0.0)])
def test_wide_samples_come_back_and_the_codec_is_told(tmp_path, container, subtype, error):
    path = tmp_path / "signal.wav"
    soundfile.write(path, NOISE.T, 51_200, format=container, subtype=subtype)

    recording = read(path)

    assert np.max(np.abs(recording.read() - NOISE)) <= error
    assert (recording.format, recording.sampling_rate_hz, recording.rate_source) == ("wav", 51_200.0, "header")
    assert ("codec", subtype) in recording.details


def test_wave_inside_gzip_is_read(tmp_path):
    soundfile.write(tmp_path / "signal.wav", NOISE.T, 48_000, subtype="DOUBLE")
    packed = tmp_path / "signal.wav.gz"
    packed.write_bytes(gzip.compress((tmp_path / "signal.wav").read_bytes()))

    recording = read(packed)

    assert np.array_equal(recording.read(), NOISE)
    assert ("archive", "gzip") in recording.details


def test_title_in_the_file_is_a_detail(tmp_path):
    with soundfile.SoundFile(tmp_path / "signal.wav", "w", 8000, 1) as file:
        file.title = "Pump 3, drive end"
        file.write(NOISE[0])

    assert ("title", "Pump 3, drive end") in read(tmp_path / "signal.wav").details


@pytest.mark.parametrize(
    ("written", "start"),
    [
        (b"2026-03-0114:05:59", "2026-03-01T14:05:59"),
        (b"2026:03:0114-05-59", "2026-03-01T14:05:59"),
        (b"2026-13-0114:05:59", None),
        (bytes(18), None),
    ],
)
def test_broadcast_wave_tells_when_it_was_recorded(tmp_path, written, start):
    (tmp_path / "signal.wav").write_bytes(broadcast_wave(written))

    recording = read(tmp_path / "signal.wav")

    assert (recording.start and recording.start.isoformat()) == start
    assert recording.sample_count == 100


def test_an_open_descriptor_is_enough(tmp_path):
    soundfile.write(tmp_path / "signal.wav", NOISE.T, 48_000, subtype="DOUBLE")
    descriptor = os.open(tmp_path / "signal.wav", os.O_RDONLY)
    (tmp_path / "signal.wav").unlink()

    _, reading = read_content(DescriptorContent("signal.wav", descriptor), options_for(None))

    assert np.array_equal(reading.source.read(10, 40), NOISE[:, 10:40])
    os.close(descriptor)


def test_rf64_that_announces_more_than_it_holds_is_damaged(tmp_path):
    path = tmp_path / "signal.rf64"
    soundfile.write(path, NOISE.T, 8000, format="RF64", subtype="PCM_16")
    content = bytearray(path.read_bytes())
    content[28:36] = struct.pack("<Q", 1 << 40)
    at = content.index(b"data") + 4
    content[at : at + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(bytes(content))

    with pytest.raises(RecordingError) as refused:
        read(path)

    assert refused.value.code == "recording_damaged"
    assert str(1 << 40) in refused.value.text.en
