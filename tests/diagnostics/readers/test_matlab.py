"""MATLAB files of levels 4, 5 and 7.3: variables and structures there and back, and files that would crash a reader."""

from __future__ import annotations

import gzip
import io
import struct
import zlib
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
import scipy.io
import scipy.sparse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnostics.errors import RecordingError
from diagnostics.readers import HEAD_BYTES, identify, read
from diagnostics.readers.mat4 import FORMAT as MAT4

NOISE = np.random.default_rng(9).uniform(-1, 1, (3, 900))


def refused(path: Path, **options: object) -> RecordingError:
    with pytest.raises(RecordingError) as raised:
        read(path, **options).read()  # type: ignore[arg-type]
    assert raised.value.text.zh
    return raised.value


def names(path: Path, **options: Any) -> list[str]:
    return [channel.name for channel in read(path, **options).channels]


def saved(path: Path, values: dict[str, Any], **options: Any) -> Path:
    scipy.io.savemat(path, values, **options)
    return path


# --- level 4 ------------------------------------------------------------------------------------------------------


def level_4(name: str, values: np.ndarray, kind: int, order: str = "<") -> bytes:
    rows, columns = values.shape
    header = struct.pack(f"{order}5i", kind, rows, columns, 0, len(name) + 1)
    return header + name.encode() + b"\0" + values.tobytes(order="F")


@pytest.mark.parametrize("dtype", ["<f8", "<f4", "<i4", "<i2", "<u2", "|u1"])
def test_level_4_gives_back_every_number_type_and_the_rate(tmp_path, dtype):
    values = (NOISE[:2] * 50 + 60).astype(dtype)
    path = saved(tmp_path / "a.mat", {"x": values[0], "y": values[1], "fs": 5120.0, "note": "pump"}, format="4")

    recording = read(path)

    assert np.array_equal(recording.read(), values.astype(np.float64))
    assert (recording.format, recording.sampling_rate_hz) == ("mat4", 5120.0)
    assert [channel.name for channel in recording.channels] == ["x", "y"]
    assert identify(path.read_bytes()[:HEAD_BYTES], "a.mat") == "mat4"


def test_level_4_of_a_big_endian_machine_is_read(tmp_path):
    path = tmp_path / "a.mat"
    path.write_bytes(
        level_4("acc", NOISE[:1].T.astype(">f8"), 1000, ">") + level_4("fs", np.array([[50.0]], ">f8"), 1000, ">")
    )

    recording = read(path)

    assert np.array_equal(recording.read(), NOISE[:1])
    assert recording.sampling_rate_hz == 50.0


def test_level_4_inside_gzip_is_read_and_sparse_and_text_are_left_out(tmp_path):
    values = {"x": NOISE[0], "s": scipy.sparse.coo_array(np.eye(900)), "text": "a" * 900}
    content = saved(tmp_path / "a.mat", values, format="4").read_bytes()
    (tmp_path / "a.mat.gz").write_bytes(gzip.compress(content))

    assert names(tmp_path / "a.mat.gz") == ["x"]


@settings(max_examples=300, deadline=None)
@given(head=st.one_of(st.binary(max_size=100), st.text(max_size=100).map(str.encode)))
def test_random_bytes_and_text_are_no_level_4(head):
    assert not MAT4.is_format(head)


@pytest.mark.parametrize(
    "head",
    [
        bytes(100),
        struct.pack("<5i", 0, 10, 1, 0, 2) + b"\0\0",
        struct.pack("<5i", 60, 10, 1, 0, 2) + b"x\0",
        struct.pack("<5i", 3, 10, 1, 0, 2) + b"x\0",
        struct.pack("<5i", 100, 10, 1, 0, 2) + b"x\0",
        struct.pack("<5i", 2000, 10, 1, 0, 2) + b"x\0",
        struct.pack("<5i", 0, -1, 1, 0, 2) + b"x\0",
        struct.pack("<5i", 0, 10, 1, 2, 2) + b"x\0",
        struct.pack("<5i", 0, 10, 1, 0, 200) + b"x" * 199 + b"\0",
        struct.pack("<5i", 0, 10, 1, 0, 2) + b"xy",
        b"\x89HDF\r\n\x1a\n" + bytes(100),
    ],
)
def test_header_with_one_impossible_number_is_no_level_4(head):
    assert not MAT4.is_format(head)


@pytest.mark.parametrize(("rows", "columns"), [(2_000_000_000, 2_000_000_000), (901, 1), (0x7FFFFFFF, 1)])
def test_level_4_that_announces_more_than_it_holds_is_damaged(tmp_path, rows, columns):
    content = bytearray(level_4("x", NOISE[:1].T, 0))
    content[4:12] = struct.pack("<2i", rows, columns)
    (tmp_path / "a.mat").write_bytes(bytes(content))

    assert refused(tmp_path / "a.mat").code == "recording_damaged"


def test_level_4_with_something_else_behind_a_matrix_is_damaged(tmp_path):
    (tmp_path / "a.mat").write_bytes(level_4("x", NOISE[:1].T, 0) + b"something else, and more of it")

    assert refused(tmp_path / "a.mat").code == "recording_damaged"


# --- level 5: what is a signal ------------------------------------------------------------------------------------


def test_leftover_vectors_beside_the_signals_are_no_signals(tmp_path):
    switch = np.where(np.arange(500) % 2, 1, -1)
    values = {"de": NOISE[0], "fe": NOISE[1], "i": switch, "zero": np.zeros(400), "axis": np.linspace(0, 5, 300)}

    assert names(saved(tmp_path / "a.mat", values)) == ["de", "fe"]


def test_a_switch_beside_signals_of_its_length_is_a_channel(tmp_path):
    values = {"acc": NOISE[0], "pulse": np.arange(900) % 90 < 5}

    assert names(saved(tmp_path / "a.mat", {**values, "pulse": values["pulse"].astype(float)})) == ["acc", "pulse"]


def test_a_switch_alone_in_the_file_is_its_signal(tmp_path):
    assert names(saved(tmp_path / "a.mat", {"pulse": (np.arange(900) % 90 < 5) * 1.0})) == ["pulse"]


def test_vector_that_only_begins_evenly_or_constant_is_a_signal(tmp_path):
    late = np.r_[np.zeros(600), NOISE[0, :300]]
    ramp = np.r_[np.arange(600.0), NOISE[0, :200]]

    assert names(saved(tmp_path / "a.mat", {"late": late})) == ["late"]
    assert names(saved(tmp_path / "b.mat", {"ramp": ramp, "short": np.zeros(700)})) == ["ramp"]


def test_structures_of_other_rates_are_sets_of_their_own(tmp_path):
    values = {"a": {"fs": 1000.0, "x": NOISE[0]}, "b": {"fs": 2000.0, "x": NOISE[1]}}
    path = saved(tmp_path / "a.mat", values)

    error = refused(path)
    recording = read(path, group="b")

    assert error.code == "recording_channels_ambiguous"
    assert "'a'" in error.text.en
    assert "2000 Hz" in error.text.en
    assert (recording.sampling_rate_hz, recording.group) == (2000.0, "b")
    assert np.array_equal(recording.read(), NOISE[1:2])


def test_structures_of_one_rate_are_sampled_together(tmp_path):
    values = {"fs": 500.0, "a": {"x": NOISE[0]}, "b": {"x": NOISE[1]}}
    path = saved(tmp_path / "a.mat", values)

    assert names(path) == ["a.x", "b.x"]
    assert read(path).sampling_rate_hz == 500.0


def bearing_records() -> dict[str, Any]:
    """Arrays of structures with Name, Data and Unit, as test rigs save channels of several rasters."""
    kind = [("Name", "O"), ("Data", "O"), ("Unit", "O")]
    slow, fast = np.arange(900) / 4000, np.arange(3600) / 16_000
    quick = np.random.default_rng(2).uniform(-1, 1, (2, 3600))
    axes = np.array([("host", slow, "s"), ("mech", fast, "s")], kind)
    signals = np.array(
        [
            ("force", NOISE[0], "N"),
            ("speed", NOISE[1], "rpm"),
            ("current_1", quick[0], "A"),
            ("vib", quick[1], "m/s^2"),
        ],
        kind,
    )
    return {"KA01": {"Info": "bearing 6203", "X": axes, "Y": signals}}


def test_records_with_name_data_and_unit_are_channels(tmp_path):
    path = saved(tmp_path / "a.mat", bearing_records())

    error = refused(path)
    recording = read(path, group="vib")

    assert error.code == "recording_channels_ambiguous"
    assert [(c.name, c.unit, c.quantity) for c in recording.channels] == [
        ("current_1", "A", "current"),
        ("vib", "m/s^2", "acceleration"),
    ]
    assert (recording.sampling_rate_hz, recording.rate_source) == (16_000.0, "time_column")
    assert [c.name for c in read(path, group="force").channels] == ["force", "speed"]
    assert read(path, group="force").sampling_rate_hz == 4000.0


def test_classes_that_hold_no_numbers_are_left_out(tmp_path):
    cells = np.array([NOISE[1], "text"], dtype=object)
    values = {
        "acc": NOISE[0],
        "cells": cells,
        "text": "a" * 900,
        "z": NOISE[1] * 1j,
        "s": scipy.sparse.csc_array(np.eye(9)),
    }

    assert names(saved(tmp_path / "a.mat", values)) == ["acc"]


# --- level 5: tags that crash -------------------------------------------------------------------------------------


def element(kind: int, content: bytes) -> bytes:
    return struct.pack("<II", kind, len(content)) + content + bytes(-len(content) % 8)


def array(array_class: int, *parts: bytes, shape: bytes = struct.pack("<2i", 20, 1), flags: int = 0) -> bytes:
    return element(
        14,
        element(6, struct.pack("<2I", array_class | flags << 8, 0))
        + element(5, shape)
        + element(1, b"x")
        + b"".join(parts),
    )


def level_5(*elements: bytes) -> bytes:
    return b"MATLAB 5.0 MAT-file".ljust(124) + b"\x00\x01IM" + b"".join(elements)


def packed(content: bytes) -> bytes:
    squeezed = zlib.compress(content)
    return struct.pack("<II", 15, len(squeezed)) + squeezed


DATA = element(9, NOISE[0, :20].tobytes())
NESTED = array(6, DATA)
for _ in range(40):
    NESTED = array(1, NESTED, shape=struct.pack("<2i", 1, 1))


def test_array_written_by_hand_is_read(tmp_path):
    for name, whole in (("a.mat", level_5(array(6, DATA))), ("b.mat", level_5(packed(array(6, DATA))))):
        (tmp_path / name).write_bytes(whole)
        assert np.array_equal(read(tmp_path / name).read(), NOISE[:1, :20])


@pytest.mark.parametrize("is_packed", [False, True])
@pytest.mark.parametrize(
    "variable",
    [
        *(array(6, element(kind, bytes(160))) for kind in (0, 8, 10, 11, 14, 15, 19, 20, 255, 1000, 65_535)),
        array(6, struct.pack("<II", 0xFFFFFFFF, 160) + bytes(160)),
        array(6, struct.pack("<II", 0x00050009, 0)),
        array(6, struct.pack("<II", 9, 0x7FFFFFFF)),
        array(6, DATA, flags=0x08),
        array(6, DATA, DATA),
        array(6),
        array(6, DATA, shape=b""),
        array(6, DATA, shape=struct.pack("<2i", 0x7FFFFFFF, 0x7FFFFFFF)),
        array(6, DATA, shape=struct.pack("<2i", -20, 1)),
        array(4, element(1, b"abc"), shape=b""),
        array(1, array(6, DATA), shape=struct.pack("<2i", 100, 100)),
        array(2, element(5, struct.pack("<i", 0)), element(1, b"a"), shape=struct.pack("<2i", 9, 9)),
        array(77, DATA),
        element(14, element(9, bytes(16))),
        element(14, bytes(64)),
        element(3, bytes(64)),
        NESTED,
    ],
)
def test_impossible_tags_are_refused_and_never_reach_the_library(tmp_path, variable, is_packed):
    (tmp_path / "a.mat").write_bytes(level_5(packed(variable) if is_packed else variable))

    assert refused(tmp_path / "a.mat").code == "recording_damaged"


def test_compressed_variable_of_nothing_is_damaged(tmp_path):
    for content in (packed(b""), packed(b"\x0e\0\0\0"), packed(packed(array(6, DATA))), struct.pack("<II", 15, 0)):
        (tmp_path / "a.mat").write_bytes(level_5(content))

        assert refused(tmp_path / "a.mat").code == "recording_damaged"


# --- level 7.3 ----------------------------------------------------------------------------------------------------


class Level73:
    """Writes an HDF5 file as MATLAB does: a text of 128 bytes in a block of 512, arrays on their side, classes as
    attributes.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = h5py.File(path, "w", userblock_size=512)

    def put(self, name: str, value: Any, matlab_class: str) -> None:
        if matlab_class == "char":
            value = np.array([[ord(letter)] for letter in value], np.uint16)
        self.file[name] = np.atleast_2d(value)
        self.file[name].attrs["MATLAB_class"] = np.bytes_(matlab_class)

    def structure(self, name: str) -> None:
        self.file.require_group(name).attrs["MATLAB_class"] = np.bytes_("struct")

    def close(self) -> Path:
        self.file.close()
        title = b"MATLAB 7.3 MAT-file, Platform: GLNXA64, Created on: Sun Mar  1 14:05:59 2026 HDF5 schema 1.00 ."
        with self.path.open("r+b") as raw:
            raw.write(title.ljust(124) + b"\x00\x02IM")
        return self.path


def test_level_73_gives_vectors_rate_and_numbers(tmp_path):
    file = Level73(tmp_path / "a.mat")
    file.put("de", NOISE[0], "double")
    file.put("fe", NOISE[1].astype(np.float32), "single")
    file.put("fs", 12_000.0, "double")
    file.put("rpm", 1797.0, "double")
    file.put("text", "a long text " * 75, "char")
    path = file.close()

    recording = read(path)

    assert [channel.name for channel in recording.channels] == ["de", "fe"]
    assert np.array_equal(recording.read(), [NOISE[0], NOISE[1].astype(np.float32)])
    assert (recording.format, recording.sampling_rate_hz) == ("mat73", 12_000.0)
    assert ("rpm", "1797") in recording.details
    assert identify(path.read_bytes()[:HEAD_BYTES], "a.mat") == "mat73"


def test_level_73_structure_with_data_unit_and_rate(tmp_path):
    file = Level73(tmp_path / "a.mat")
    file.structure("bearing")
    file.put("bearing/data", NOISE[0], "double")
    file.put("bearing/unit", "m/s²", "char")
    file.put("bearing/sr", 97_656.0, "double")
    (tmp_path / "a.mat.gz").write_bytes(gzip.compress(file.close().read_bytes()))

    recording = read(tmp_path / "a.mat.gz")

    assert [(channel.name, channel.unit) for channel in recording.channels] == [("bearing", "m/s²")]
    assert recording.sampling_rate_hz == 97_656.0


def test_level_73_matrix_gives_its_columns(tmp_path):
    file = Level73(tmp_path / "a.mat")
    file.put("x", NOISE, "double")

    assert np.array_equal(read(file.close()).read(), NOISE)


def test_level_73_cells_empties_and_sparse_matrices_are_left_out(tmp_path):
    file = Level73(tmp_path / "a.mat")
    file.put("acc", NOISE[0], "double")
    file.put("#refs#/a", NOISE[1, :500], "double")
    file.put("empty", np.arange(40, dtype=np.uint64) % 7, "double")
    file.file["empty"].attrs["MATLAB_empty"] = np.uint8(1)
    file.file["cell"] = np.array([[file.file["#refs#/a"].ref]], dtype=h5py.ref_dtype)
    file.put("sparse/data", NOISE[1, :300], "double")
    file.file["sparse"].attrs["MATLAB_sparse"] = np.uint64(10)

    assert names(file.close()) == ["acc"]


def test_level_73_link_out_of_the_file_is_refused(tmp_path):
    file = Level73(tmp_path / "a.mat")
    file.put("acc", NOISE[0], "double")
    file.file["s/other"] = h5py.ExternalLink("b.h5", "/acc")

    assert refused(file.close()).code == "recording_link_refused"


def test_level_73_text_without_an_hdf5_file_behind_it_is_a_mismatch(tmp_path):
    (tmp_path / "a.mat").write_bytes(b"MATLAB 7.3 MAT-file".ljust(124) + b"\x00\x02IM" + bytes(1000))

    assert refused(tmp_path / "a.mat").code == "recording_format_mismatch"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    level=st.sampled_from(["4", "5"]),
    count=st.integers(1, 4),
    length=st.integers(16, 400),
    lying=st.booleans(),
    compressed=st.booleans(),
)
def test_vectors_come_back_whichever_way_they_lie(tmp_path, level, count, length, lying, compressed):
    samples = np.random.default_rng(length).uniform(-1, 1, (count, length))
    values = {f"v{index}": row[np.newaxis] if lying else row[:, np.newaxis] for index, row in enumerate(samples)}
    buffer = io.BytesIO()
    scipy.io.savemat(buffer, values, format=level, do_compression=compressed and level == "5")
    (tmp_path / "a.mat").write_bytes(buffer.getvalue())

    assert np.array_equal(read(tmp_path / "a.mat").read(), samples)
