"""MDF 4: channel groups with their times there and back; blocks that lead nowhere or in a circle are refused."""

from __future__ import annotations

import gzip
import struct
import tempfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest
from asammdf import MDF, Signal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnostics.errors import RecordingError
from diagnostics.readers import HEAD_BYTES, identify, read

NOISE = np.random.default_rng(4).uniform(-1, 1, (3, 4000))
TIMES_S = np.arange(4000) / 25_600
START = datetime(2026, 1, 5, 10, 11, 12, tzinfo=UTC)


def signal(name: str, values: np.ndarray, *, times_s: np.ndarray = TIMES_S, unit: str = "g", **more: object) -> Signal:
    return Signal(values, times_s[: len(values)], name=name, unit=unit, **more)


def write(
    path: Path, *groups: list[Signal], version: str = "4.10", compression: int = 0, start: datetime = START
) -> Path:
    with MDF(version=version) as file:
        file.start_time = start
        file.header.author = "night shift"
        for number, signals in enumerate(groups, start=1):
            file.append(signals, acq_name=f"raster {number}", common_timebase=True)
        file.save(path, overwrite=True, compression=compression)
    return path


def refused(path: Path, **options: object) -> str:
    with pytest.raises(RecordingError) as raised:
        read(path, **options).read()  # type: ignore[arg-type]
    assert raised.value.text.zh
    return raised.value.code


def patched(path: Path, kind: bytes, place: int, form: str, value: int) -> Path:
    """Write ``value`` at ``place`` of the first block of ``kind``."""
    content = bytearray(path.read_bytes())
    struct.pack_into(form, content, content.index(kind) + place, value)
    path.write_bytes(content)
    return path


# --- there and back -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["<f8", ">f8", "<f4", "i1", "<i2", ">i2", "<i4", "<i8", "u1", "<u2"])
def test_every_number_type_comes_back(tmp_path, dtype):
    values = np.abs(NOISE[0] * 100).astype(dtype)

    recording = read(write(tmp_path / "a.mf4", [signal("DE", values)]))

    assert np.array_equal(recording.read(), values[np.newaxis].astype(np.float64))
    channel = recording.channels[0]
    assert (channel.name, channel.unit, channel.quantity) == ("DE", "g", "acceleration")
    assert (recording.format, recording.sampling_rate_hz, recording.rate_source) == ("mdf4", 25_600.0, "time_column")
    assert (recording.start, recording.group) == (START, "raster 1")
    assert ("author", "night shift") in recording.details


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    version=st.sampled_from(["4.00", "4.10", "4.11", "4.20"]),
    compression=st.sampled_from([0, 1, 2]),
    channels=st.integers(1, 3),
    length=st.integers(20, 4000),
)
def test_every_version_and_packing_comes_back(tmp_path, version, compression, channels, length):
    signals = [signal(str(row), NOISE[row, :length]) for row in range(channels)]

    recording = read(write(tmp_path / "a.mf4", signals, version=version, compression=compression))

    assert np.array_equal(recording.read(), NOISE[:channels, :length])
    assert recording.sampling_rate_hz == 25_600.0


def test_whole_numbers_are_converted_into_their_unit(tmp_path):
    raw = np.arange(-2000, 2000, dtype=np.int16)
    conversion = {"a": 0.5, "b": -3.0}

    recording = read(write(tmp_path / "a.mf4", [signal("DE", raw, unit="mm/s", conversion=conversion)]))

    assert np.array_equal(recording.read()[0], 0.5 * raw - 3.0)
    assert recording.channels[0].quantity == "velocity"


def test_samples_marked_invalid_are_lost(tmp_path):
    invalid = np.zeros(4000, dtype=bool)
    invalid[[7, 8, 4]] = True

    recording = read(write(tmp_path / "a.mf4", [signal("DE", NOISE[0], invalidation_bits=invalid)]))

    assert np.flatnonzero(np.isnan(recording.read()[0])).tolist() == [4, 7, 8]


def test_a_gap_between_times_is_kept(tmp_path):
    times_s = TIMES_S + np.where(np.arange(4000) >= 1000, 0.01, 0.0)

    recording = read(write(tmp_path / "a.mf4", [signal("DE", NOISE[0], times_s=times_s)]))

    assert recording.time_gaps == (1000,)
    assert recording.sampling_rate_hz == pytest.approx(25_600, rel=1e-6)


def test_a_clock_without_zone_stays_without_and_the_first_time_counts(tmp_path):
    local = START.replace(tzinfo=None)
    path = write(tmp_path / "a.mf4", [signal("DE", NOISE[0], times_s=TIMES_S + 1.5)], start=local)

    assert read(path).start == local + timedelta(seconds=1.5)


def test_the_zone_of_the_clock_is_kept(tmp_path):
    start = START.astimezone(timezone(timedelta(hours=8)))

    found = read(write(tmp_path / "a.mf4", [signal("DE", NOISE[0])], start=start)).start

    assert found == start
    assert found is not None
    assert found.utcoffset() == timedelta(hours=8)


def test_channels_written_one_by_one_at_the_same_times_belong_together(tmp_path):
    groups = [[signal("DE", NOISE[0])], [signal("NDE", NOISE[1])], [signal("temp", NOISE[2, :40], unit="degC")]]

    recording = read(write(tmp_path / "a.mf4", *groups), group="raster 1")

    assert np.array_equal(recording.read(), NOISE[:2])


def test_rasters_are_chosen_by_name(tmp_path):
    path = write(tmp_path / "a.mf4", [signal("DE", NOISE[0])], [signal("NDE", NOISE[1], times_s=2 * TIMES_S)])

    assert refused(path) == "recording_channels_ambiguous"
    assert read(path, group="raster 2").sampling_rate_hz == 12_800.0


def test_texts_are_no_signals(tmp_path):
    texts = np.array([b"on", b"off"] * 2000)

    recording = read(write(tmp_path / "a.mf4", [signal("DE", NOISE[0]), signal("state", texts, encoding="utf-8")]))

    assert [channel.name for channel in recording.channels] == ["DE"]


def test_it_is_read_out_of_gzip_without_a_file_of_its_own(tmp_path, monkeypatch):
    content = write(tmp_path / "a.mf4", [signal("DE", NOISE[0])]).read_bytes()
    (tmp_path / "a.mf4.gz").write_bytes(gzip.compress(content))
    nowhere = str(tmp_path / "no such folder")
    monkeypatch.setattr(tempfile, "tempdir", nowhere)

    assert np.array_equal(read(tmp_path / "a.mf4.gz").read(), NOISE[:1])
    assert identify(content[:HEAD_BYTES], "a.mf4") == "mdf4"


# --- refused ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.0007, 0.001, 0.01, 0.3, 0.9, 0.9999])
def test_a_file_cut_short_is_damaged(tmp_path, share):
    path = write(tmp_path / "a.mf4", [signal("DE", NOISE[0])])
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])

    assert refused(path) == "recording_damaged"


@pytest.mark.parametrize("kind", [b"##DG", b"##CG", b"##CN"])
def test_blocks_linked_in_a_circle_are_damaged(tmp_path, kind):
    path = write(tmp_path / "a.mf4", [signal("DE", NOISE[0]), signal("NDE", NOISE[1])])
    itself = path.read_bytes().index(kind)

    assert refused(patched(path, kind, 24, "<Q", itself)) == "recording_damaged"


@pytest.mark.parametrize("cycles", [4001, 1 << 30, 1 << 62])
def test_more_records_than_there_are_is_damaged(tmp_path, cycles):
    path = write(tmp_path / "a.mf4", [signal("DE", NOISE[0])])

    assert refused(patched(path, b"##CG", 24 + 6 * 8 + 8, "<Q", cycles)) == "recording_damaged"


@pytest.mark.parametrize(("place", "form", "value"), [(4, "<I", 1000), (8, "<I", 4096), (8, "<I", 63), (3, "<B", 60)])
def test_a_channel_outside_of_its_record_is_damaged(tmp_path, place, form, value):
    path = write(tmp_path / "a.mf4", [signal("DE", NOISE[0])])

    assert refused(patched(path, b"##CN", 24 + 8 * 8 + place, form, value)) == "recording_damaged"


def test_packed_data_that_claim_to_be_huge_are_refused(tmp_path):
    path = write(tmp_path / "a.mf4", [signal("DE", NOISE[0])], compression=1)

    assert refused(patched(path, b"##DZ", 24 + 8, "<Q", 1 << 50)) == "recording_too_large"


@pytest.mark.parametrize("links", [7, 1 << 20, 1 << 62])
def test_a_block_with_more_links_than_fit_is_damaged(tmp_path, links):
    path = write(tmp_path / "a.mf4", [signal("DE", NOISE[0])])

    assert refused(patched(path, b"##DG", 16, "<Q", links)) == "recording_damaged"


def test_a_file_that_a_logger_did_not_finish_is_damaged(tmp_path):
    path = write(tmp_path / "a.mf4", [signal("DE", NOISE[0])])
    content = bytearray(path.read_bytes())
    content[:8] = b"UnFinMF "
    content[60] = 5
    path.write_bytes(content)

    assert refused(path) == "recording_damaged"


def test_a_formula_in_the_file_is_not_carried_out(tmp_path):
    conversion = {"formula": "X1 * 2"}
    path = write(tmp_path / "a.mf4", [signal("DE", NOISE[0], conversion=conversion)])

    assert refused(path) == "recording_damaged"


def test_times_that_run_backwards_are_ambiguous(tmp_path):
    times_s = np.random.default_rng(1).permutation(TIMES_S)

    path = write(tmp_path / "a.mf4", [signal("DE", NOISE[0], times_s=times_s)])

    assert refused(path) == "recording_rate_ambiguous"
