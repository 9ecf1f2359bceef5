"""NPY and NPZ: every number type and shape there and back, and files that lie or bring objects along."""

from __future__ import annotations

import gzip
import io
import pickle
import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from diagnostics.errors import RecordingError
from diagnostics.readers import HEAD_BYTES, identify, read

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
NOISE = np.random.default_rng(5).uniform(-1, 1, (3, 500))


def refused(path: Path, **options: object) -> RecordingError:
    with pytest.raises(RecordingError) as raised:
        read(path, **options).read()  # type: ignore[arg-type]
    assert raised.value.text.zh
    return raised.value


def npy(header: str, data: bytes = b"", version: bytes = b"\x01\x00") -> bytes:
    written = header.encode()
    width = "<H" if version[0] == 1 else "<I"
    return b"\x93NUMPY" + version + struct.pack(width, len(written)) + written + data


# --- NPY ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["<f8", ">f8", "<f4", "<f2", "|i1", "<i2", ">i4", "<i8", "|u1", "<u2", "<u8"])
def test_every_number_type_comes_back(tmp_path, dtype):
    values = (NOISE[0] * 100).astype(dtype)
    np.save(tmp_path / "acc.npy", values)

    recording = read(tmp_path / "acc.npy", sampling_rate_hz=1000.0)

    assert np.array_equal(recording.read(), values[np.newaxis].astype(np.float64))
    assert (recording.format, [channel.name for channel in recording.channels]) == ("npy", ["acc"])
    assert (recording.sampling_rate_hz, recording.rate_source) == (1000.0, "given")


@FEW
@given(
    samples=hnp.arrays(
        np.float32, st.tuples(st.integers(2, 6), st.integers(20, 60)), elements=st.floats(-1, 1, width=32)
    ),
    upright=st.booleans(),
    fortran=st.booleans(),
)
def test_channels_lie_along_the_short_side_in_either_order(tmp_path, samples, upright, fortran):
    samples = samples + np.linspace(0, 1, samples.shape[1]) ** 2 * 8
    stored = samples.T if upright else samples
    np.save(tmp_path / "a.npy", np.asfortranarray(stored) if fortran else np.ascontiguousarray(stored))

    recording = read(tmp_path / "a.npy")

    assert np.array_equal(recording.read(), samples.astype(np.float64))
    assert recording.sampling_rate_hz is None


def test_fields_of_records_are_channels_by_their_names(tmp_path):
    records = np.zeros(300, [("time", "f8"), ("加速度", "f4"), ("note", "U4"), ("cur [A]", "i2")])
    records["time"] = np.arange(300) / 2560
    records["加速度"] = NOISE[0, :300]
    records["cur [A]"] = NOISE[1, :300] * 100
    with pytest.warns(UserWarning, match="format 3.0"):
        np.save(tmp_path / "a.npy", records)

    recording = read(tmp_path / "a.npy")

    assert [(channel.name, channel.unit) for channel in recording.channels] == [("加速度", None), ("cur", "A")]
    assert recording.sampling_rate_hz == pytest.approx(2560.0)
    assert np.array_equal(recording.read()[1], records["cur [A]"])


def test_first_column_that_rises_evenly_is_the_time(tmp_path):
    np.save(tmp_path / "a.npy", np.column_stack([np.arange(500) / 12_800, NOISE[0], NOISE[1]]))

    recording = read(tmp_path / "a.npy")

    assert (recording.sampling_rate_hz, recording.rate_source) == (12_800.0, "time_column")
    assert np.array_equal(recording.read(), NOISE[:2])


def test_first_column_that_counts_is_neither_time_nor_channel(tmp_path):
    np.save(tmp_path / "a.npy", np.column_stack([np.arange(500), NOISE[0]]))

    recording = read(tmp_path / "a.npy")

    assert recording.sampling_rate_hz is None
    assert np.array_equal(recording.read(), NOISE[:1])


def test_values_that_are_not_finite_are_nan(tmp_path):
    np.save(tmp_path / "a.npy", np.r_[NOISE[0], np.inf, -np.inf, np.nan])

    assert np.isnan(read(tmp_path / "a.npy").read()[0, -3:]).all()


def test_npy_inside_gzip_is_read(tmp_path):
    np.save(tmp_path / "a.npy", NOISE)
    (tmp_path / "a.npy.gz").write_bytes(gzip.compress((tmp_path / "a.npy").read_bytes()))

    recording = read(tmp_path / "a.npy.gz")

    assert np.array_equal(recording.read(), NOISE)
    assert identify((tmp_path / "a.npy.gz").read_bytes()[:HEAD_BYTES], "a.npy.gz") == "npy"


class Intruder:
    """Does something when it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return print, ("unpickled",)


def test_objects_are_refused_and_never_unpickled(tmp_path, capsys):
    np.save(tmp_path / "a.npy", np.array([Intruder()] * 20, dtype=object), allow_pickle=True)

    error = refused(tmp_path / "a.npy")

    assert error.code == "recording_damaged"
    assert "objects" in error.text.en
    assert "unpickled" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (npy("{'descr': '<f8', 'fortran_order': False, 'shape': (100000000000,), }"), "recording_damaged"),
        (npy("{'descr': '<f8', 'fortran_order': False, 'shape': (100,), }", bytes(792)), "recording_damaged"),
        (npy("{'descr': '<f8', 'fortran_order': False, 'shape': (-100,), }", bytes(800)), "recording_damaged"),
        (npy("{'descr': '<f8', 'fortran_order': False, 'shape': (True, 99), }", bytes(800)), "recording_damaged"),
        (npy("{'descr': '<f8', 'fortran_order': False, 'shape': 100, }", bytes(800)), "recording_damaged"),
        (npy("{'descr': '|V0', 'fortran_order': False, 'shape': (1000000000000,), }"), "recording_too_large"),
        (npy("{'descr': '<f8', 'shape': (100,), }", bytes(800)), "recording_damaged"),
        (npy("{'descr': '<c16', 'fortran_order': False, 'shape': (100,), }", bytes(1600)), "recording_damaged"),
        (npy("{'descr': '<f8', 'fortran_order': False, 'shape': (0,), }"), "recording_damaged"),
        (npy("{'descr': 'nonsense', 'fortran_order': False, 'shape': (100,), }", bytes(800)), "recording_damaged"),
        (npy("__import__('os').system('true')"), "recording_damaged"),
        (npy("(" * 5000), "recording_damaged"),
        (npy("[" * 20_000, version=b"\x02\x00"), "recording_damaged"),
        (
            npy("{'descr': '<f8', 'fortran_order': False, 'shape': (100,), }", bytes(800), b"\x09\x00"),
            "recording_damaged",
        ),
        (b"\x93NUMPY\x01\x00\xff\xff", "recording_damaged"),
        (b"\x93NUMPY", "recording_damaged"),
    ],
)
def test_header_that_lies_is_refused(tmp_path, content, code):
    (tmp_path / "a.npy").write_bytes(content)

    assert refused(tmp_path / "a.npy").code == code


# --- NPZ ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
def test_named_arrays_are_channels_and_a_number_called_fs_their_rate(tmp_path, save):
    save(tmp_path / "a.npz", acc_x=NOISE[0], acc_y=NOISE[1].astype(np.float32), fs=np.int64(25_600), rpm=1480.0)

    recording = read(tmp_path / "a.npz")

    assert [channel.name for channel in recording.channels] == ["acc_x", "acc_y"]
    assert np.array_equal(recording.read(), [NOISE[0], NOISE[1].astype(np.float32)])
    assert (recording.format, recording.sampling_rate_hz, recording.rate_source) == ("npz", 25_600.0, "header")
    assert ("rpm", "1480") in recording.details


def test_unit_beside_the_data_is_kept(tmp_path):
    np.savez(tmp_path / "a.npz", data=NOISE[0], unit="g", dt=1 / 12_800)

    recording = read(tmp_path / "a.npz")

    assert (recording.channels[0].unit, recording.channels[0].quantity) == ("g", "acceleration")
    assert recording.sampling_rate_hz == 12_800.0


def test_arrays_of_two_lengths_have_to_be_told_apart_and_can_be(tmp_path):
    np.savez(tmp_path / "a.npz", fast=NOISE[0], slow=NOISE[1, :200])

    error = refused(tmp_path / "a.npz")

    assert error.code == "recording_channels_ambiguous"
    assert "'fast'" in error.text.en
    assert np.array_equal(read(tmp_path / "a.npz", group="slow").read(), NOISE[1:2, :200])
    assert refused(tmp_path / "a.npz", group="none").code == "recording_group_missing"


def test_objects_in_a_zip_are_refused(tmp_path):
    np.savez(tmp_path / "a.npz", acc=NOISE[0], extra=np.array([{"a": 1}], dtype=object))

    assert refused(tmp_path / "a.npz").code == "recording_damaged"


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.npy", content)
    return path


def test_member_that_announces_more_than_it_holds_is_damaged(tmp_path):
    lie = npy("{'descr': '<f8', 'fortran_order': False, 'shape': (100000000000,), }")

    assert refused(zipped(tmp_path / "a.npz", x=lie)).code == "recording_damaged"


def test_bomb_is_refused_before_it_is_unpacked(tmp_path):
    shape = 1 << 26
    zeros = npy(f"{{'descr': '|i1', 'fortran_order': False, 'shape': ({shape},), }}", bytes(shape))

    assert refused(zipped(tmp_path / "a.npz", x=zeros)).code == "recording_too_large"


def test_path_out_of_the_zip_is_refused(tmp_path):
    buffer = io.BytesIO()
    np.save(buffer, NOISE[0])

    assert refused(zipped(tmp_path / "a.npz", **{"../x": buffer.getvalue()})).code == "recording_archive_invalid"


def test_cut_zip_and_pickle_are_refused(tmp_path):
    np.savez_compressed(tmp_path / "a.npz", x=NOISE)
    (tmp_path / "a.npz").write_bytes((tmp_path / "a.npz").read_bytes()[:-40])
    (tmp_path / "b.npy").write_bytes(pickle.dumps(NOISE))

    assert refused(tmp_path / "a.npz").code == "recording_damaged"
    assert refused(tmp_path / "b.npy").code == "recording_format_mismatch"
