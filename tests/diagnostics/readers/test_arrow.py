"""Arrow files and streams: columns and metadata there and back; batches that lie are refused."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import feather, ipc

from diagnostics.errors import RecordingError
from diagnostics.readers import HEAD_BYTES, identify, read

NOISE = np.random.default_rng(5).uniform(-1, 1, (3, 4000))
KINDS = ("file", "stream", "feather")


def write(path: Path, table: pa.Table, kind: str = "file", *, rows: int = 1000, compression: str | None = None) -> Path:
    if kind == "feather":
        feather.write_feather(table, path, compression=compression or "uncompressed", chunksize=rows)
        return path
    opened = ipc.new_file if kind == "file" else ipc.new_stream
    with opened(path, table.schema, options=ipc.IpcWriteOptions(compression=compression)) as file:
        file.write_table(table, max_chunksize=rows)
    return path


def refused(path: Path, **options: object) -> str:
    with pytest.raises(RecordingError) as raised:
        read(path, **options).read()  # type: ignore[arg-type]
    assert raised.value.text.zh
    return raised.value.code


# --- there and back -----------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(KINDS),
    dtype=st.sampled_from(["f8", "f4", "f2", "i1", "i2", "i4", "i8", "u1", "u2"]),
    channels=st.integers(1, 3),
    rows=st.sampled_from([100, 4000]),
    compression=st.sampled_from([None, "lz4", "zstd"]),
)
def test_every_kind_comes_back(tmp_path, kind, dtype, channels, rows, compression):
    values = np.abs(NOISE[:channels] * 100).astype(dtype)
    table = pa.table({f"ch {row}": values[row] for row in range(channels)})

    recording = read(write(tmp_path / "a.arrow", table, kind, rows=rows, compression=compression))

    assert np.array_equal(recording.read(), values.astype(np.float64))
    assert [channel.name for channel in recording.channels] == table.column_names
    assert recording.format == "arrow"


@pytest.mark.parametrize("kind", KINDS)
def test_units_rate_start_and_notes_come_from_the_metadata(tmp_path, kind):
    field = pa.field("DE", pa.float64(), metadata={"unit": "mm/s"})
    told = {"sampling_rate": "12800", "start": "2026-01-05 10:11:12Z", "machine": "Fan 7"}
    table = pa.table({"DE": NOISE[0]}, schema=pa.schema([field], metadata=told))

    recording = read(write(tmp_path / "a.feather", table, kind))

    channel = recording.channels[0]
    assert (channel.unit, channel.quantity) == ("mm/s", "velocity")
    assert (recording.sampling_rate_hz, recording.rate_source) == (12_800.0, "header")
    assert recording.start == datetime(2026, 1, 5, 10, 11, 12, tzinfo=UTC)
    assert ("machine", "Fan 7") in recording.details


def test_a_rate_of_each_column_must_be_the_same(tmp_path):
    fields = [pa.field(str(hz), pa.float64(), metadata={"fs": str(hz)}) for hz in (1000, 2000)]
    table = pa.table({"1000": NOISE[0], "2000": NOISE[1]}, schema=pa.schema(fields))
    path = write(tmp_path / "a.ipc", table)

    assert refused(path) == "recording_rate_ambiguous"


@pytest.mark.parametrize(
    "times",
    [
        pa.array([time(10, 0, 0, 1000 * row) for row in range(500)]),
        pa.array(np.arange(500), pa.int64()).cast(pa.duration("ms")),
        pa.array(np.arange(500), pa.int32()).cast(pa.time32("ms")),
    ],
)
def test_times_of_day_and_durations_give_the_rate_but_no_start(tmp_path, times):
    recording = read(write(tmp_path / "a.arrow", pa.table({"when": times, "DE": NOISE[0, :500]})))

    assert recording.sampling_rate_hz == pytest.approx(1000.0)
    assert (recording.start, recording.rate_source) == (None, "time_column")


@pytest.mark.parametrize("kind", KINDS)
def test_decimals_and_missing_values_are_numbers(tmp_path, kind):
    values = pa.array([None, *range(1, 50)], pa.int16())
    table = pa.table({"one": values.cast(pa.decimal128(10, 2)), "two": values})

    samples = read(write(tmp_path / "a.arrow", table, kind)).read()

    assert np.array_equal(samples, [[np.nan, *range(1, 50)]] * 2, equal_nan=True)


def test_it_is_read_out_of_gzip(tmp_path):
    content = write(tmp_path / "a.arrow", pa.table({"DE": NOISE[0]})).read_bytes()
    (tmp_path / "a.arrow.gz").write_bytes(gzip.compress(content))

    assert np.array_equal(read(tmp_path / "a.arrow.gz").read(), NOISE[:1])
    assert identify(content[:HEAD_BYTES], "a.arrow") == "arrow"


# --- refused ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.001, 0.01, 0.3, 0.9])
def test_a_file_cut_short_is_damaged(tmp_path, kind, share):
    path = write(tmp_path / "a.arrow", pa.table({"DE": NOISE[0]}), kind)
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])

    assert refused(path) == "recording_damaged"


@pytest.mark.parametrize("kind", ["file", "stream"])
@pytest.mark.parametrize("claimed", [1001, 1 << 40, (1 << 63) - 1])
def test_a_batch_with_more_rows_than_bytes_is_damaged(tmp_path, kind, claimed):
    path = write(tmp_path / "a.arrow", pa.table({"DE": NOISE[0]}), kind)
    content = path.read_bytes()
    assert content.count((1000).to_bytes(8, "little")) >= 4
    path.write_bytes(content.replace((1000).to_bytes(8, "little"), claimed.to_bytes(8, "little")))

    assert refused(path) in ("recording_damaged", "recording_too_large")


def test_without_numbers_there_is_no_signal(tmp_path):
    assert refused(write(tmp_path / "a.arrow", pa.table({"state": ["on", "off"]}))) == "recording_damaged"
    assert refused(write(tmp_path / "b.arrow", pa.table({"DE": np.empty(0)}))) == "recording_damaged"
