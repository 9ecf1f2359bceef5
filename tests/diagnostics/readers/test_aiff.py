"""AIFF and AIFF-C: there and back, and headers that lie."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnostics.errors import RecordingError
from diagnostics.readers import HEAD_BYTES, identify, read

NOISE = np.random.default_rng(8).uniform(-0.9, 0.9, (3, 2001))


def refused_code(path: Path) -> str:
    with pytest.raises(RecordingError) as refused:
        read(path).read()
    assert refused.value.text.zh
    return refused.value.code


@pytest.mark.parametrize(
    ("subtype", "error"),
    [
        ("PCM_S8", 2.0**-7),
        ("PCM_16", 2.0**-15),
        ("PCM_24", 2.0**-23),
        ("PCM_32", 2.0**-31),
        ("FLOAT", 2.0**-24),
        ("DOUBLE", 0.0),
    ],
)
def test_aiff_gives_back_samples_rate_and_codec(tmp_path, subtype, error):
    path = tmp_path / "signal.aiff"
    soundfile.write(path, NOISE.T, 25_600, format="AIFF", subtype=subtype)

    recording = read(path)

    assert np.max(np.abs(recording.read() - NOISE)) <= error
    assert (recording.format, recording.sampling_rate_hz) == ("aiff", 25_600.0)
    assert len(recording.channels) == 3
    assert ("codec", subtype) in recording.details
    assert identify(path.read_bytes()[:HEAD_BYTES], path.name) == "aiff"


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(channels=st.integers(1, 6), frames=st.integers(1, 300), rate_hz=st.integers(1, 200_000))
def test_any_shape_and_rate_come_back(tmp_path, channels, frames, rate_hz):
    samples = np.random.default_rng(frames).uniform(-1, 1, (channels, frames))
    path = tmp_path / "signal.aif"
    soundfile.write(path, samples.T, rate_hz, format="AIFF", subtype="DOUBLE")

    recording = read(path)

    assert np.array_equal(recording.read(), samples)
    assert recording.sampling_rate_hz == rate_hz


def test_rate_between_whole_hertz_is_kept(tmp_path):
    content = whole(tmp_path)
    at = content.index(b"COMM") + 16
    # 22 254 6/11 Hz as a float of 80 bits: exponent 14, mantissa in units of 2^(14 - 63).
    content[at : at + 10] = struct.pack(">HQ", 16_383 + 14, 0xADDD1745D1745D17)
    (tmp_path / "a.aiff").write_bytes(bytes(content))

    assert read(tmp_path / "a.aiff").sampling_rate_hz == pytest.approx(22_254.545454545)


def test_aiff_inside_gzip_is_read(tmp_path):
    soundfile.write(tmp_path / "a.aiff", NOISE.T, 8000, format="AIFF", subtype="FLOAT")
    (tmp_path / "a.aiff.gz").write_bytes(gzip.compress((tmp_path / "a.aiff").read_bytes()))

    recording = read(tmp_path / "a.aiff.gz")

    assert np.max(np.abs(recording.read() - NOISE)) <= 2.0**-24
    assert recording.format == "aiff"


def whole(tmp_path: Path) -> bytearray:
    soundfile.write(tmp_path / "whole.aiff", NOISE.T, 8000, format="AIFF", subtype="PCM_16")
    return bytearray((tmp_path / "whole.aiff").read_bytes())


def test_cut_file_is_damaged(tmp_path):
    (tmp_path / "a.aiff").write_bytes(whole(tmp_path)[:-4000])

    assert refused_code(tmp_path / "a.aiff") == "recording_damaged"


@pytest.mark.parametrize(
    ("chunk", "offset", "value", "code"),
    [
        (b"SSND", 4, struct.pack(">I", 0xFFFFFFF0), "recording_damaged"),
        (b"SSND", 4, struct.pack(">I", 8), "recording_damaged"),
        (b"COMM", 0, b"XXXX", "recording_damaged"),
        (b"SSND", 0, b"XXXX", "recording_damaged"),
        (b"COMM", 8, struct.pack(">H", 0), "recording_damaged"),
        (b"COMM", 8, struct.pack(">H", 60_000), "recording_damaged"),
        (b"COMM", 10, struct.pack(">I", 0xFFFFFFF0), "recording_damaged"),
        (b"COMM", 10, struct.pack(">I", 0), "recording_empty"),
        (b"COMM", 16, bytes(10), "recording_damaged"),
    ],
)
def test_header_that_lies_is_refused(tmp_path, chunk, offset, value, code):
    content = whole(tmp_path)
    at = content.index(chunk) + offset
    content[at : at + len(value)] = value
    (tmp_path / "a.aiff").write_bytes(bytes(content))

    assert refused_code(tmp_path / "a.aiff") == code


def test_wave_called_aiff_is_a_mismatch(tmp_path):
    soundfile.write(tmp_path / "a.wav", NOISE.T, 8000)
    (tmp_path / "a.wav").rename(tmp_path / "a.aiff")

    assert refused_code(tmp_path / "a.aiff") == "recording_format_mismatch"
