"""Universal files: data sets 58 in text and binary there and back, what else they hold, and lying headers."""

from __future__ import annotations

import gzip
import struct
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
import pyuff
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnostics.errors import RecordingError
from diagnostics.readers import HEAD_BYTES, identify, read

NOISE = np.random.default_rng(58).uniform(-1, 1, (3, 3001))
DIGITS_IN_TEXT = {True: 1e-11, False: 1e-5}
"""Rounding of 4E20.11 and of 6E13.5, relative."""


def response(data: np.ndarray, *, rate_hz: float = 51_200.0, **fields: object) -> dict[str, object]:
    usual: dict[str, object] = {
        "binary": 0,
        "func_type": 1,
        "rsp_node": 1,
        "rsp_dir": 3,
        "ref_node": 0,
        "ref_dir": 0,
        "abscissa_spacing": 1,
        "abscissa_spec_data_type": 17,
        "ordinate_spec_data_type": 12,
        "orddenom_spec_data_type": 0,
        "ordinate_axis_units_lab": "g",
        "id1": "Time response",
        "data": data,
        "x": np.arange(len(data)) / rate_hz,
    }
    return pyuff.prepare_58(**(usual | fields))  # type: ignore[no-any-return]


def write(path: Path, *sets: dict[str, object], force_double: bool = True) -> Path:
    path.unlink(missing_ok=True)
    pyuff.UFF(str(path)).write_sets(list(sets), "add", force_double=force_double)
    return path


def binary_block(values: np.ndarray, order: str, *, count: int | None = None, header: str | None = None) -> bytes:
    """A data set 58b as its description lays it out, which pyuff writes in double precision only."""
    precision = {4: 2, 8: 4}[values.dtype.itemsize]
    first = header or f"    58b{1 if order == '<' else 2:6d}{2:6d}{11:12d}{values.nbytes:12d}{0:6d}{0:6d}{0:12d}{0:12d}"
    lines = [
        f"{-1:6d}",
        first,
        *["NONE"] * 5,
        f"{1:5d}{0:10d}{0:5d}{0:10d} {'DE':<10}{12:10d}{-1:4d} {'NONE':<10}{0:10d}{0:4d}",
        f"{precision:10d}{len(values) if count is None else count:10d}{1:10d}{0.0:13.5e}{1 / 25_600:13.5e}{0.0:13.5e}",
        f"{17:10d}{0:5d}{0:5d}{0:5d} {'Time':<20} {'s':<20}",
        f"{11:10d}{0:5d}{0:5d}{0:5d} {'Velocity':<20} {'mm/s':<20}",
        *[f"{0:10d}{0:5d}{0:5d}{0:5d} {'NONE':<20} {'NONE':<20}"] * 2,
    ]
    samples = values.astype(values.dtype.newbyteorder(order)).tobytes()
    return "".join(f"{line}\n" for line in lines).encode() + samples + f"{-1:6d}\n".encode()


def refused(path: Path, **options: object) -> str:
    with pytest.raises(RecordingError) as raised:
        read(path, **options).read()  # type: ignore[arg-type]
    assert raised.value.text.zh
    return raised.value.code


# --- there and back -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("double", [True, False])
@pytest.mark.parametrize("even", [1, 0])
def test_text_comes_back_to_its_last_digit(tmp_path, double, even):
    sets = [
        response(row, rsp_node=node, abscissa_spacing=even, ord_data_type=4 if double else 2)
        for node, row in enumerate(NOISE, start=1)
    ]
    recording = read(write(tmp_path / "a.uff", *sets, force_double=double))

    assert np.allclose(recording.read(), NOISE, rtol=DIGITS_IN_TEXT[double], atol=1e-12)
    assert recording.sampling_rate_hz == pytest.approx(51_200, rel=1e-5)
    assert recording.rate_source == ("header" if even else "time_column")
    assert [channel.name for channel in recording.channels] == ["1:+Z", "2:+Z", "3:+Z"]


@pytest.mark.parametrize("even", [1, 0])
def test_binary_comes_back_exactly(tmp_path, even):
    sets = [response(row, rsp_node=node, binary=1, abscissa_spacing=even) for node, row in enumerate(NOISE, start=1)]

    recording = read(write(tmp_path / "a.uff", *sets))

    assert np.array_equal(recording.read(), NOISE)
    assert recording.sampling_rate_hz == 51_200.0


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.sampled_from("<>"),
    dtype=st.sampled_from(["f4", "f8"]),
    values=st.lists(st.floats(-1e6, 1e6, width=32), min_size=1, max_size=99),
)
def test_either_precision_and_byte_order_comes_back(tmp_path, order, dtype, values):
    samples = np.array(values, dtype=dtype)
    path = tmp_path / "a.bunv"
    path.write_bytes(binary_block(samples, order))

    recording = read(path)

    assert np.array_equal(recording.read(), samples[np.newaxis].astype(np.float64))
    assert recording.sampling_rate_hz == 25_600.0


def test_numbers_without_a_blank_between_them_are_told_apart_by_their_columns(tmp_path):
    tiny = np.array([-1.25e-100, -2.5e-100, -3.75e-100] * 10)
    path = write(tmp_path / "a.uff", response(tiny, ord_data_type=2), force_double=False)
    assert b"e-100-2" in path.read_bytes()

    assert np.array_equal(read(path).read()[0], tiny)


def test_fortran_exponents_are_read(tmp_path):
    path = write(tmp_path / "a.uff", response(NOISE[0]))
    head, _, body = path.read_bytes().partition(b"NONE                 NONE")
    path.write_bytes(head + b"NONE                 NONE" + body.replace(b"e-", b"D-").replace(b"e+", b"D+"))

    assert np.allclose(read(path).read(), NOISE[:1], rtol=1e-11)


def test_what_the_headers_say_is_kept(tmp_path):
    header = {
        "type": 151,
        "model_name": "Fan 7",
        "description": "overhung",
        "db_app": "NONE",
        "program": "analyser",
    }
    sets = [
        response(NOISE[0], rsp_ent_name="DE", rsp_node=12, rsp_dir=-1, id3="05-Jan-26 10:11:12"),
        response(NOISE[1], rsp_node=4, rsp_dir=2, ordinate_spec_data_type=11, ordinate_axis_units_lab="mm/s"),
        response(
            NOISE[2], rsp_node=0, rsp_dir=0, id1="Shaft", ordinate_spec_data_type=8, ordinate_axis_units_lab="NONE"
        ),
    ]
    recording = read(write(tmp_path / "a.unv", header, *sets))

    told = [(channel.name, channel.quantity, channel.unit) for channel in recording.channels]
    assert told == [
        ("DE:12:-X", "acceleration", "g"),
        ("4:+Y", "velocity", "mm/s"),
        ("Shaft", "displacement", None),
    ]
    assert recording.start == datetime.fromisoformat("2026-01-05T10:11:12")
    assert {("model", "Fan 7"), ("description", "overhung"), ("program", "analyser")} <= set(recording.details)
    assert recording.format == "uff58"


def test_units_of_the_whole_file_count_where_a_set_names_none(tmp_path):
    units = {
        "type": 164,
        "units_code": 5,
        "units_description": "mm (milli-newton)",
        "temp_mode": 1,
        "length": 1e3,
        "force": 1e3,
        "temp": 1.0,
        "temp_offset": 273.15,
    }
    sets = [
        response(NOISE[0], ordinate_axis_units_lab="NONE"),
        response(NOISE[1], ordinate_axis_units_lab="NONE", ordinate_spec_data_type=11, rsp_node=2),
    ]
    recording = read(write(tmp_path / "a.uff", units, *sets))

    assert [channel.unit for channel in recording.channels] == ["mm/s2", "mm/s"]


@pytest.mark.parametrize("rate_hz", [48_000, 51_200, 44_100, 12_800, 1024, 2560, 65_536, 20_480])
def test_the_rate_behind_a_step_of_six_digits_is_found(tmp_path, rate_hz):
    path = write(tmp_path / "a.uff", response(NOISE[0], rate_hz=rate_hz))

    assert read(path).sampling_rate_hz == rate_hz


def test_a_place_written_in_other_columns_leaves_the_title_as_the_name(tmp_path):
    path = write(tmp_path / "a.uff", response(NOISE[0], id1="Shaft"))
    content = path.read_bytes()
    assert b"NONE         1   3       NONE" in content
    path.write_bytes(content.replace(b"NONE         1   3       NONE", b"motor drive end, horizontally"))

    assert read(path).channels[0].name == "Shaft"


def test_spectra_beside_time_responses_are_left_out(tmp_path):
    spectrum = response(NOISE[1], func_type=9, abscissa_spec_data_type=18, binary=1)
    text_spectrum = response(NOISE[1], func_type=2, abscissa_spec_data_type=18)

    recording = read(write(tmp_path / "a.uff", spectrum, response(NOISE[0]), text_spectrum))

    assert np.allclose(recording.read(), NOISE[:1], rtol=1e-11)


def test_a_repeated_place_is_another_run_to_choose_from(tmp_path):
    sets = [response(row, rsp_node=node) for row, node in zip(NOISE[[0, 1, 2, 0]], (1, 2, 1, 2), strict=True)]
    path = write(tmp_path / "a.uff", *sets)

    assert refused(path) == "recording_channels_ambiguous"
    assert np.allclose(read(path, group="set 2").read(), NOISE[[2, 0]], rtol=1e-11)


def test_it_is_read_out_of_gzip(tmp_path):
    path = tmp_path / "a.uff.gz"
    path.write_bytes(gzip.compress(write(tmp_path / "a.uff", response(NOISE[0], binary=1)).read_bytes()))

    assert np.array_equal(read(path).read(), NOISE[:1])


def test_the_begin_tells_it_from_text(tmp_path):
    path = write(tmp_path / "a.uff", response(NOISE[0]))

    assert identify(path.read_bytes()[:HEAD_BYTES], "a.uff") == "uff58"
    assert identify(b"-1\n58\n17\n12\n" * 20, "numbers.csv") == "csv"


# --- refused ------------------------------------------------------------------------------------------------------


def test_a_file_with_spectra_only_holds_no_signal(tmp_path):
    path = write(tmp_path / "a.uff", response(NOISE[0], func_type=9, abscissa_spec_data_type=18))

    assert refused(path) == "recording_damaged"


@pytest.mark.parametrize("binary", [0, 1])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.9, 0.9995])
def test_a_file_cut_short_is_damaged(tmp_path, binary, share):
    path = write(tmp_path / "a.uff", response(NOISE[0], binary=binary))
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])

    assert refused(path) == "recording_damaged"


@pytest.mark.parametrize("count", [0, 10, 4000, 999_999_999])
def test_a_lying_count_is_damaged(tmp_path, count):
    path = tmp_path / "a.uff"
    path.write_bytes(binary_block(NOISE[0], "<", count=count))

    assert refused(path) == "recording_damaged"


def test_a_lying_count_in_text_is_damaged(tmp_path):
    path = write(tmp_path / "a.uff", response(NOISE[0]))
    path.write_bytes(path.read_bytes().replace(b"      3001         1", b"      3002         1"))

    assert refused(path) == "recording_damaged"


def test_a_word_among_the_numbers_is_damaged(tmp_path):
    path = write(tmp_path / "a.uff", response(NOISE[0]))
    content = path.read_bytes()
    path.write_bytes(content[:-100] + b"x" + content[-99:])

    assert refused(path) == "recording_damaged"


@pytest.mark.parametrize("form", [(1, 1), (1, 3), (7, 2)])
def test_floating_point_other_than_ieee_is_refused(tmp_path, form):
    order, floating = form
    path = tmp_path / "a.uff"
    header = f"    58b{order:6d}{floating:6d}{11:12d}{NOISE[0].nbytes:12d}{0:6d}{0:6d}{0:12d}{0:12d}"
    path.write_bytes(binary_block(NOISE[0], "<", header=header))

    assert refused(path) == "recording_damaged"


def test_binary_data_that_look_like_the_end_of_a_set_do_no_harm(tmp_path):
    ending = struct.unpack("<2d", b"\n    -1\n    -1\n ")
    values = np.array([*ending, 1.0, 2.0] * 20)
    path = tmp_path / "a.uff"
    path.write_bytes(binary_block(values, "<") + binary_block(2 * values, "<").replace(b"DE ", b"NDE", 1))

    assert np.array_equal(read(path).read(), [values, 2 * values])
