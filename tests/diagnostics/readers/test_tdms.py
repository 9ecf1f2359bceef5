"""TDMS: waveforms, time channels and properties there and back; files cut short are refused."""

from __future__ import annotations

import gzip
import struct
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nptdms import ChannelObject, GroupObject, RootObject, TdmsWriter

from diagnostics.errors import RecordingError
from diagnostics.readers import HEAD_BYTES, identify, read

NOISE = np.random.default_rng(7).uniform(-1, 1, (3, 4000))
WAVEFORM = {
    "wf_increment": 1 / 25_600,
    "wf_start_time": np.datetime64("2026-01-05T10:11:12.5"),
    "wf_start_offset": 0.0,
}


def write(path: Path, *channels: ChannelObject, segments: int = 1, **root: object) -> Path:
    with TdmsWriter(path) as file:
        for _ in range(segments):
            file.write_segment([RootObject(root), GroupObject("G"), *channels])
    return path


def waveform(name: str, data: np.ndarray, *, group: str = "G", **properties: object) -> ChannelObject:
    return ChannelObject(group, name, data, WAVEFORM | properties)


def refused(path: Path, **options: object) -> str:
    with pytest.raises(RecordingError) as raised:
        read(path, **options).read()  # type: ignore[arg-type]
    assert raised.value.text.zh
    return raised.value.code


# --- there and back -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["f8", "f4", "i1", "i2", "i4", "i8", "u1", "u2", "u4"])
def test_every_number_type_comes_back(tmp_path, dtype):
    values = np.abs(NOISE[0] * 100).astype(dtype)

    recording = read(write(tmp_path / "a.tdms", waveform("DE", values, unit_string="g")))

    assert np.array_equal(recording.read(), values[np.newaxis].astype(np.float64))
    channel = recording.channels[0]
    assert (channel.name, channel.unit, channel.quantity) == ("DE", "g", "acceleration")
    assert (recording.format, recording.sampling_rate_hz, recording.rate_source) == ("tdms", 25_600.0, "header")
    assert recording.start == datetime(2026, 1, 5, 10, 11, 12, 500_000, tzinfo=UTC)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    channels=st.integers(1, 3),
    segments=st.integers(1, 4),
    rate_hz=st.sampled_from([1, 1000, 12_800, 44_100, 48_000, 51_200, 102_400]),
)
def test_segments_are_joined_and_the_rate_is_whole(tmp_path, channels, segments, rate_hz):
    written = [waveform(str(row), NOISE[row], wf_increment=1 / rate_hz) for row in range(channels)]

    recording = read(write(tmp_path / "a.tdms", *written, segments=segments))

    assert np.array_equal(recording.read(), np.tile(NOISE[:channels], segments))
    assert recording.sampling_rate_hz == rate_hz


def test_an_offset_moves_the_start(tmp_path):
    recording = read(write(tmp_path / "a.tdms", waveform("DE", NOISE[0], wf_start_offset=0.25)))

    assert recording.start == datetime(2026, 1, 5, 10, 11, 12, 750_000, tzinfo=UTC)


def test_a_clock_at_its_zero_is_no_start(tmp_path):
    path = write(tmp_path / "a.tdms", waveform("DE", NOISE[0], wf_start_time=np.datetime64("1904-01-01T00:00:00")))

    assert read(path).start is None


def test_a_time_channel_gives_the_rate_of_those_without(tmp_path):
    channels = [ChannelObject("G", "Time", np.arange(4000) / 1000), ChannelObject("G", "DE [mm/s]", NOISE[0])]

    recording = read(write(tmp_path / "a.tdms", *channels))

    assert np.array_equal(recording.read(), NOISE[:1])
    assert (recording.sampling_rate_hz, recording.rate_source) == (1000.0, "time_column")
    assert (recording.channels[0].name, recording.channels[0].unit) == ("DE", "mm/s")


def test_a_channel_of_moments_gives_rate_and_start(tmp_path):
    moments = np.datetime64("2026-01-05T10:11:12") + np.arange(4000).astype("timedelta64[ms]")
    path = write(tmp_path / "a.tdms", ChannelObject("G", "Stamp", moments), ChannelObject("G", "DE", NOISE[0]))

    recording = read(path)

    assert recording.sampling_rate_hz == pytest.approx(1000.0)
    assert recording.start == datetime(2026, 1, 5, 10, 11, 12, tzinfo=UTC)


def test_spectra_and_texts_are_no_signals(tmp_path):
    spectrum = waveform("FFT", NOISE[1], wf_xunit_string="Hz")
    path = write(tmp_path / "a.tdms", waveform("DE", NOISE[0]), spectrum, ChannelObject("G", "log", ["a", "b"]))

    assert [channel.name for channel in read(path).channels] == ["DE"]


def test_groups_are_chosen_by_name(tmp_path):
    path = write(tmp_path / "a.tdms", waveform("DE", NOISE[0]), waveform("NDE", NOISE[1], group="H"))

    assert refused(path) == "recording_channels_ambiguous"
    assert np.array_equal(read(path, group="H").read(), NOISE[1:2])


def test_scaled_values_come_in_their_unit(tmp_path):
    scaling = {
        "NI_Number_Of_Scales": 1,
        "NI_Scale[0]_Scale_Type": "Linear",
        "NI_Scale[0]_Linear_Slope": 0.5,
        "NI_Scale[0]_Linear_Y_Intercept": 10.0,
        "NI_Scale[0]_Linear_Input_Source": 0xFFFFFFFF,
    }
    raw = np.arange(-100, 100, dtype=np.int16)

    recording = read(write(tmp_path / "a.tdms", waveform("DE", raw, **scaling)))

    assert np.array_equal(recording.read()[0], 10.0 + 0.5 * raw)


def test_properties_of_the_file_are_kept(tmp_path):
    recording = read(write(tmp_path / "a.tdms", waveform("DE", NOISE[0]), title="Pump 7", author="night shift"))

    assert {("title", "Pump 7"), ("author", "night shift")} <= set(recording.details)
    assert recording.group == "G"


def test_it_is_read_out_of_gzip(tmp_path):
    content = write(tmp_path / "a.tdms", waveform("DE", NOISE[0])).read_bytes()
    (tmp_path / "a.tdms.gz").write_bytes(gzip.compress(content))

    assert np.array_equal(read(tmp_path / "a.tdms.gz").read(), NOISE[:1])
    assert identify(content[:HEAD_BYTES], "a.tdms") == "tdms"


# --- refused ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.0005, 0.01, 0.3, 0.6, 0.9, 0.9999])
def test_a_file_cut_within_a_segment_is_damaged(tmp_path, share):
    path = write(tmp_path / "a.tdms", waveform("DE", NOISE[0]), segments=2)
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content)) or 5])

    assert refused(path) == "recording_damaged"


@pytest.mark.parametrize("size", [0xFFFFFFFFFFFFFFFF, 1 << 60, 7])
def test_a_segment_of_another_size_than_its_own_is_damaged(tmp_path, size):
    path = write(tmp_path / "a.tdms", waveform("DE", NOISE[0]))
    content = bytearray(path.read_bytes())
    struct.pack_into("<Q", content, 12, size)
    path.write_bytes(content)

    assert refused(path) == "recording_damaged"


@pytest.mark.parametrize("count", [0, 3999, 4001, 1 << 40, 1 << 63])
def test_a_lying_count_is_damaged(tmp_path, count):
    path = write(tmp_path / "a.tdms", waveform("DE", NOISE[0]))
    content = path.read_bytes()
    place = content.index(struct.pack("<IIQ", 10, 1, 4000)) + 8
    path.write_bytes(content[:place] + struct.pack("<Q", count) + content[place + 8 :])

    assert refused(path) == "recording_damaged"


def test_text_behind_the_tag_is_damaged(tmp_path):
    (tmp_path / "a.tdms").write_bytes(b"TDSm" + b"no segment at all" * 10)

    assert refused(tmp_path / "a.tdms") == "recording_damaged"
