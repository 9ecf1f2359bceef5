"""Parquet: columns, units, rates and times there and back; broken files are refused."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from diagnostics.errors import RecordingError
from diagnostics.readers import HEAD_BYTES, identify, read

NOISE = np.random.default_rng(3).uniform(-1, 1, (3, 4000))


def write(path: Path, columns: dict[str, object], metadata: dict[str, str] | None = None, **how: object) -> Path:
    parquet.write_table(pa.table(columns, metadata=metadata), path, **how)
    return path


def refused(path: Path, **options: object) -> str:
    with pytest.raises(RecordingError) as raised:
        read(path, **options).read()  # type: ignore[arg-type]
    assert raised.value.text.zh
    return raised.value.code


# --- there and back -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["f8", "f4", "f2", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"])
def test_every_number_type_comes_back(tmp_path, dtype):
    values = np.abs(NOISE[0] * 100).astype(dtype)

    recording = read(write(tmp_path / "a.parquet", {"DE": values}, {"sampling_rate_hz": "25600"}))

    assert np.array_equal(recording.read(), values[np.newaxis].astype(np.float64))
    assert (recording.format, recording.sampling_rate_hz, recording.rate_source) == ("parquet", 25_600.0, "header")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    channels=st.integers(1, 3),
    length=st.integers(20, 4000),
    rows=st.sampled_from([7, 1000, 100_000]),
    compression=st.sampled_from(["none", "snappy", "gzip", "zstd", "lz4", "brotli"]),
)
def test_every_packing_and_row_group_comes_back(tmp_path, channels, length, rows, compression):
    columns = {f"ch {row}": NOISE[row, :length] for row in range(channels)}

    recording = read(write(tmp_path / "a.pq", columns, row_group_size=rows, compression=compression))

    assert np.array_equal(recording.read(), NOISE[:channels, :length])
    assert [channel.name for channel in recording.channels] == list(columns)


def test_units_rate_start_and_notes_come_from_the_metadata(tmp_path):
    fields = [pa.field("DE", pa.float64(), metadata={"unit": "g"}), pa.field("NDE", pa.float64())]
    told = {"fs": "12800", "start_time": "2026-01-05T10:11:12+08:00", "machine": "Fan 7"}
    table = pa.table({"DE": NOISE[0], "NDE": NOISE[1]}, schema=pa.schema(fields, metadata=told))
    parquet.write_table(table, tmp_path / "a.parquet")

    recording = read(tmp_path / "a.parquet")

    assert [(c.unit, c.quantity) for c in recording.channels] == [("g", "acceleration"), (None, None)]
    assert recording.sampling_rate_hz == 12_800.0
    assert recording.start == datetime(2026, 1, 5, 2, 11, 12, tzinfo=UTC)
    assert ("machine", "Fan 7") in recording.details


@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
@pytest.mark.parametrize("zone", [None, "Europe/Berlin"])
def test_a_column_of_moments_gives_rate_and_start(tmp_path, unit, zone):
    moments = np.datetime64("2026-01-05T10:11:12") + (np.arange(4000) * 4).astype("timedelta64[ms]")
    times = pa.array(moments.astype(f"datetime64[{unit}]"), pa.timestamp(unit, zone))

    recording = read(write(tmp_path / "a.parquet", {"DE [g]": NOISE[0], "when": times}))

    assert recording.sampling_rate_hz == pytest.approx(250.0, rel=1e-9)
    assert recording.start == datetime(2026, 1, 5, 10, 11, 12, tzinfo=UTC if zone else None)
    assert [(channel.name, channel.unit) for channel in recording.channels] == [("DE", "g")]


def test_seconds_since_1970_tell_when(tmp_path):
    stamps = 1_767_607_872_000 + np.arange(4000)

    recording = read(write(tmp_path / "a.parquet", {"timestamp": stamps, "DE": NOISE[0]}))

    assert recording.sampling_rate_hz == 1000.0
    assert recording.start == datetime(2026, 1, 5, 10, 11, 12, tzinfo=UTC)


def test_an_index_of_pandas_is_the_time(tmp_path):
    pandas = pytest.importorskip("pandas")
    index = pandas.date_range("2026-01-05", periods=4000, freq="2ms")
    pandas.DataFrame({"DE": NOISE[0]}, index=index).to_parquet(tmp_path / "a.parquet")

    recording = read(tmp_path / "a.parquet")

    assert np.array_equal(recording.read(), NOISE[:1])
    assert recording.sampling_rate_hz == pytest.approx(500.0)


def test_missing_values_are_lost_samples_and_texts_no_signals(tmp_path):
    whole = pa.array([None, *range(1, 100)], pa.int32())
    path = write(tmp_path / "a.parquet", {"count of teeth": whole, "state": ["ok"] * 100, "on": [True] * 100})

    recording = read(path)

    assert [channel.name for channel in recording.channels] == ["count of teeth"]
    assert np.array_equal(recording.read()[0], [np.nan, *range(1, 100)], equal_nan=True)


def test_a_row_that_holds_a_whole_signal_is_one_recording(tmp_path):
    path = write(tmp_path / "a.parquet", {"sampling_rate": [12_000], "DE (g)": [NOISE[0]], "NDE (g)": [NOISE[1]]})

    recording = read(path)

    assert np.array_equal(recording.read(), NOISE[:2])
    assert recording.sampling_rate_hz == 12_000.0
    assert [channel.name for channel in recording.channels] == ["DE", "NDE"]


def test_several_rows_with_a_signal_each_are_to_choose_from(tmp_path):
    path = write(tmp_path / "a.parquet", {"sampling_rate": [12_000, 48_000], "DE": [NOISE[0], NOISE[1]]})

    assert refused(path) == "recording_channels_ambiguous"
    second = read(path, group="row 2")
    assert np.array_equal(second.read(), NOISE[1:2])
    assert second.sampling_rate_hz == 48_000.0


def test_a_gap_in_the_time_column_is_kept(tmp_path):
    times = np.arange(4000) / 1000 + np.where(np.arange(4000) >= 10, 1.0, 0.0)

    assert read(write(tmp_path / "a.parquet", {"t": times, "DE": NOISE[0]})).time_gaps == (10,)


def test_it_is_read_out_of_gzip(tmp_path):
    content = write(tmp_path / "a.parquet", {"DE": NOISE[0]}).read_bytes()
    (tmp_path / "a.parquet.gz").write_bytes(gzip.compress(content))

    assert np.array_equal(read(tmp_path / "a.parquet.gz").read(), NOISE[:1])
    assert identify(content[:HEAD_BYTES], "a.parquet") == "parquet"


# --- refused ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.0002, 0.1, 0.5, 0.9, 0.9999])
def test_a_file_cut_short_is_damaged(tmp_path, share):
    path = write(tmp_path / "a.parquet", {"DE": NOISE[0]})
    content = path.read_bytes()
    path.write_bytes(content[: max(4, int(share * len(content)))])

    assert refused(path) == "recording_damaged"


@pytest.mark.parametrize("place", [-8, -7, -6, -5])
def test_a_lying_size_of_the_metadata_is_damaged(tmp_path, place):
    path = write(tmp_path / "a.parquet", {"DE": NOISE[0]})
    content = bytearray(path.read_bytes())
    content[place] ^= 0x7F
    path.write_bytes(content)

    assert refused(path) == "recording_damaged"


def test_more_samples_than_are_examined_are_not_unpacked(tmp_path):
    column = pa.array(np.zeros(1_000_000))
    with parquet.ParquetWriter(tmp_path / "a.parquet", pa.schema([("DE", pa.float64())])) as file:
        for _ in range(101):
            file.write_table(pa.table({"DE": column}))
    assert (tmp_path / "a.parquet").stat().st_size < 1 << 20

    assert refused(tmp_path / "a.parquet") == "recording_too_large"


def test_without_a_column_of_numbers_there_is_no_signal(tmp_path):
    assert refused(write(tmp_path / "a.parquet", {"state": ["on", "off"]})) == "recording_damaged"
    assert refused(write(tmp_path / "a.parquet", {"DE": np.empty(0)})) == "recording_damaged"


def test_times_that_stand_still_are_ambiguous(tmp_path):
    stamps = pa.array([datetime(2026, 1, 5, tzinfo=UTC) + timedelta(0)] * 4000)

    assert refused(write(tmp_path / "a.parquet", {"when": stamps, "DE": NOISE[0]})) == "recording_rate_ambiguous"
