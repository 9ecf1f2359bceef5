"""JSON: the usual shapes of signals, units and rates; what is ambiguous, too deep or too large is refused."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnostics.errors import RecordingError
from diagnostics.readers import HEAD_BYTES, identify, read

NOISE = np.random.default_rng(11).uniform(-1, 1, (3, 300))
ONE, TWO, THREE = NOISE.tolist()


def write(path: Path, value: Any) -> Path:
    path.write_bytes(value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode())
    return path


def refused(path: Path, **options: object) -> RecordingError:
    with pytest.raises(RecordingError) as raised:
        read(path, **options).read()  # type: ignore[arg-type]
    assert raised.value.text.zh
    return raised.value


# --- there and back -----------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.lists(st.floats(-1e300, 1e300), min_size=20, max_size=99),
    rate_hz=st.floats(0.1, 1e6),
    indent=st.sampled_from([None, 2]),
)
def test_numbers_come_back_exactly(tmp_path, values, rate_hz, indent):
    values[:3] = 0.5, -1.5, 0.25  # a constant, a switch or an even rise is no signal
    text = json.dumps({"fs": rate_hz, "channels": {"DE": values}}, indent=indent)

    recording = read(write(tmp_path / "a.json", text.encode()))

    assert np.array_equal(recording.read(), [values])
    assert (recording.format, recording.rate_source) == ("json", "header")
    assert recording.sampling_rate_hz == rate_hz


def test_channels_by_name_with_one_unit(tmp_path):
    value = {
        "sampling_rate_hz": 25600,
        "unit": "g",
        "start_time": "2026-01-05T10:11:12Z",
        "machine": "Fan 7",
        "channels": {"DE": ONE, "NDE": TWO},
    }
    recording = read(write(tmp_path / "a.json", value))

    assert np.array_equal(recording.read(), NOISE[:2])
    told = [(channel.name, channel.unit, channel.quantity) for channel in recording.channels]
    assert told == [("DE", "g", "acceleration"), ("NDE", "g", "acceleration")]
    assert recording.sampling_rate_hz == 25_600.0
    assert recording.start == datetime(2026, 1, 5, 10, 11, 12, tzinfo=UTC)
    assert ("machine", "Fan 7") in recording.details


SHAPES: dict[str, tuple[Any, list[tuple[str, str | None]]]] = {
    "units by name": (
        {"fs": 1000, "units": {"DE": "g", "NDE": "mm/s"}, "DE": ONE, "NDE": TWO},
        [("DE", "g"), ("NDE", "mm/s")],
    ),
    "units in order": (
        {"fs": 1000, "channels": ["DE", "NDE"], "units": ["g", "mm/s"], "data": [ONE, TWO]},
        [("DE", "g"), ("NDE", "mm/s")],
    ),
    "list of channels": (
        {"fs": 1000, "signals": [{"name": "DE", "unit": "g", "data": ONE}, {"name": "NDE", "values": TWO}]},
        [("DE", "g"), ("NDE", None)],
    ),
    "objects within objects": (
        {"info": {"fs": 1000}, "fs": 1000, "DE": {"Unit": "g", "Data": ONE}, "NDE": {"Data": TWO}},
        [("DE", "g"), ("NDE", None)],
    ),
    "units in the names": ({"fs": 1000, "DE [g]": ONE, "NDE (mm/s)": TWO}, [("DE", "g"), ("NDE", "mm/s")]),
    "rows of lists": ({"fs": 1000, "data": [ONE, TWO]}, [("data[1]", None), ("data[2]", None)]),
    "columns of lists": ({"fs": 1000, "data": NOISE[:2].T.tolist()}, [("data[1]", None), ("data[2]", None)]),
    "a table with its titles": (
        {"columns": ["t", "DE", "NDE"], "data": [[row / 1000, *pair] for row, pair in enumerate(NOISE[:2].T.tolist())]},
        [("DE", None), ("NDE", None)],
    ),
    "a row for each time": (
        [{"t": row / 1000, "DE": one, "NDE": two} for row, (one, two) in enumerate(zip(ONE, TWO, strict=True))],
        [("DE", None), ("NDE", None)],
    ),
    "a time beside one unit": (
        {"unit": "g", "time": [row / 1000 for row in range(300)], "DE": ONE, "NDE": TWO},
        [("DE", "g"), ("NDE", "g")],
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_usual_shapes_are_understood(tmp_path, shape):
    value, told = SHAPES[shape]

    recording = read(write(tmp_path / "a.json", value))

    assert np.array_equal(recording.read(), NOISE[:2])
    assert [(channel.name, channel.unit) for channel in recording.channels] == told
    assert recording.sampling_rate_hz == 1000.0


def test_bare_lists_are_read_and_wait_for_their_rate(tmp_path):
    assert np.array_equal(read(write(tmp_path / "a.json", ONE), sampling_rate_hz=50).read(), NOISE[:1])
    assert read(write(tmp_path / "b.json", [ONE, TWO])).sampling_rate_hz is None


def test_dates_of_rows_are_their_times(tmp_path):
    began = datetime(2026, 1, 5, 10, 11, 12, tzinfo=UTC)
    moments = [began + timedelta(seconds=row / 4) for row in range(300)]
    rows = [
        {"when": moment.isoformat(timespec="microseconds"), "DE": one} for moment, one in zip(moments, ONE, strict=True)
    ]

    recording = read(write(tmp_path / "a.json", rows))

    assert [channel.name for channel in recording.channels] == ["DE"]
    assert (recording.sampling_rate_hz, recording.start) == (4.0, began)


def test_null_nan_and_infinity_are_lost_samples(tmp_path):
    text = b'{"DE": [null, NaN, Infinity, -Infinity, 1e999, ' + b"1, 2.5, 3, " * 20 + b"4]}"

    samples = read(write(tmp_path / "a.json", text)).read()[0]

    assert np.flatnonzero(np.isnan(samples)).tolist() == [0, 1, 2, 3, 4]
    assert samples[5:8].tolist() == [1.0, 2.5, 3.0]


def test_channels_of_two_rates_are_to_choose_from(tmp_path):
    signals = [{"name": "DE", "fs": 1000, "data": ONE}, {"name": "NDE", "fs": 2000, "data": TWO}]
    path = write(tmp_path / "a.json", {"signals": signals})

    assert refused(path).code == "recording_channels_ambiguous"
    assert read(path, group="NDE").sampling_rate_hz == 2000.0


def test_lists_of_two_lengths_are_to_choose_from(tmp_path):
    path = write(tmp_path / "a.json", {"names": ["DE", "NDE"], "data": [ONE, TWO[:200]]})

    assert refused(path).code == "recording_channels_ambiguous"
    assert np.array_equal(read(path, group="NDE").read(), NOISE[1:2, :200])


def test_it_is_read_with_a_mark_and_out_of_gzip(tmp_path):
    content = b"\xef\xbb\xbf\r\n " + json.dumps({"DE": ONE}).encode()
    (tmp_path / "a.json.gz").write_bytes(gzip.compress(content))

    assert np.array_equal(read(tmp_path / "a.json.gz").read(), NOISE[:1])
    assert identify(content[:HEAD_BYTES], "a.json") == "json"


@pytest.mark.parametrize(
    "text", [b"[channel 1]\n1\n2\n3\n", b"[1]\n1\n2\n3\n", b"{1}\n1\n2\n3\n", b"[g], [s]\n1, 2\n3, 4\n"]
)
def test_a_bracket_alone_does_not_make_text_json(text):
    assert identify(text, "a.csv") == "csv"


# --- refused ------------------------------------------------------------------------------------------------------


def test_a_name_used_twice_is_damaged(tmp_path):
    error = refused(write(tmp_path / "a.json", f'{{"DE": {ONE}, "DE": {TWO}}}'.encode()))

    assert error.code == "recording_damaged"
    assert "DE" in error.text.en


@pytest.mark.parametrize("share", [0.01, 0.3, 0.9, 0.9999])
def test_a_file_cut_short_is_damaged(tmp_path, share):
    content = json.dumps({"fs": 1000, "DE": ONE}).encode()

    assert refused(write(tmp_path / "a.json", content[: int(share * len(content))])).code == "recording_damaged"


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b"[[[[", b'[{"a":'])
def test_bottomless_nesting_is_damaged(tmp_path, opening):
    assert refused(write(tmp_path / "a.json", opening * 200_000)).code == "recording_damaged"


def test_a_number_of_many_digits_is_damaged(tmp_path):
    assert refused(write(tmp_path / "a.json", b"[1, " + b"9" * 100_000 + b"]")).code == "recording_damaged"


@pytest.mark.parametrize(("item", "count"), [(b"[],", 3_000_000), (b"{},", 3_000_000), (b'"a",', 9_000_000)])
def test_more_parts_than_memory_holds_are_refused(tmp_path, item, count):
    text = b'{"DE": [' + item * count + b"0]}"

    assert refused(write(tmp_path / "a.json", text)).code == "recording_too_large"


@pytest.mark.parametrize("value", [{}, {"DE": "loud"}, {"fs": 1000}, {"DE": [True] * 40}, {"DE": [[[1, 2], [3]]] * 40}])
def test_without_numbers_there_is_no_signal(tmp_path, value):
    assert refused(write(tmp_path / "a.json", value)).code == "recording_damaged"


def test_text_that_is_no_utf_8_is_damaged(tmp_path):
    assert refused(write(tmp_path / "a.json", b'{"\xff\xfe": [1, 2]}')).code == "recording_damaged"
