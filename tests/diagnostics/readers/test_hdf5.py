"""HDF5: datasets, groups and attributes there and back; links, plugins and bombs are refused."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import h5py
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnostics.errors import RecordingError
from diagnostics.readers import HEAD_BYTES, identify, read

NOISE = np.random.default_rng(6).uniform(-1, 1, (3, 4000))


def refused(path: Path, **options: object) -> RecordingError:
    with pytest.raises(RecordingError) as raised:
        read(path, **options).read()  # type: ignore[arg-type]
    assert raised.value.text.zh
    return raised.value


# --- there and back -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["<f8", ">f4", "<f2", "|i1", "<i2", ">i4", "<i8", "|u1", "<u2"])
def test_every_number_type_comes_back(tmp_path, dtype):
    values = (NOISE[0] * 100).astype(dtype)
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["acc"] = values
        file["acc"].attrs["sampling_rate"] = 25_600

    recording = read(tmp_path / "a.h5")

    assert np.array_equal(recording.read(), values[np.newaxis].astype(np.float64))
    assert (recording.format, [channel.name for channel in recording.channels]) == ("hdf5", ["acc"])
    assert (recording.sampling_rate_hz, recording.rate_source) == (25_600.0, "header")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    channels=st.integers(2, 5),
    length=st.integers(20, 3000),
    upright=st.booleans(),
    packed=st.sampled_from([{}, {"compression": "gzip", "shuffle": True}, {"compression": "lzf", "fletcher32": True}]),
)
def test_channels_lie_along_the_short_side_however_they_are_packed(tmp_path, channels, length, upright, packed):
    samples = np.random.default_rng(length).uniform(-1, 1, (channels, length))
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file.create_dataset("x", data=samples.T if upright else samples, **packed)

    recording = read(tmp_path / "a.h5")

    assert np.array_equal(recording.read(), samples)
    assert [channel.name for channel in recording.channels] == [f"x[{index + 1}]" for index in range(channels)]


def test_attributes_of_groups_hold_for_all_below_and_nearer_ones_win(tmp_path):
    with h5py.File(tmp_path / "a.hdf5", "w") as file:
        file.attrs.update({"fs": 1000.0, "instrument": "Logger 7", "start_time": "2026-03-01T14:05:59+08:00"})
        run = file.create_group("machine/run")
        run.attrs["Fs"] = np.array([12_800.0])
        run["acc"], run["cur"] = NOISE[0], NOISE[1]
        run["acc"].attrs["unit"] = "m/s²"
        run["cur"].attrs["units"] = np.bytes_("A")

    recording = read(tmp_path / "a.hdf5")

    assert [(channel.name, channel.unit) for channel in recording.channels] == [("acc", "m/s²"), ("cur", "A")]
    assert recording.sampling_rate_hz == 12_800.0
    assert recording.start == datetime(2026, 3, 1, 14, 5, 59, tzinfo=timezone(timedelta(hours=8)))
    assert ("instrument", "Logger 7") in recording.details


def test_start_without_a_zone_keeps_none_and_a_text_that_is_no_moment_is_none(tmp_path):
    for name, text in (("a.h5", "2026-03-01 14:05:59"), ("b.h5", "the first of March, 2026")):
        with h5py.File(tmp_path / name, "w") as file:
            file["acc"] = NOISE[0]
            file["acc"].attrs["timestamp"] = text

    start = read(tmp_path / "a.h5").start
    assert start is not None
    assert (start.isoformat(), start.tzinfo) == ("2026-03-01T14:05:59", None)
    assert read(tmp_path / "b.h5").start is None


def test_start_in_universal_time_keeps_its_zone(tmp_path):
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["acc"] = NOISE[0]
        file.attrs["date_time"] = "2026-03-01T14:05:59Z"

    assert read(tmp_path / "a.h5").start == datetime(2026, 3, 1, 14, 5, 59, tzinfo=UTC)


def test_step_as_attribute_and_rate_as_dataset_give_the_rate(tmp_path):
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["acc"] = NOISE[0]
        file["acc"].attrs["dt"] = 5e-5
    with h5py.File(tmp_path / "b.h5", "w") as file:
        file["run/acc"], file["run/sampling_rate_hz"] = NOISE[0], 48_000

    assert read(tmp_path / "a.h5").sampling_rate_hz == 20_000.0
    assert read(tmp_path / "b.h5").sampling_rate_hz == 48_000.0


def test_time_dataset_gives_rate_and_gaps(tmp_path):
    times = np.delete(np.arange(4001) / 8000, 1234)
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["time"], file["acc"] = times, NOISE[0]

    recording = read(tmp_path / "a.h5")

    assert recording.sampling_rate_hz == pytest.approx(8000.0)
    assert recording.time_gaps == (1234,)
    assert [channel.name for channel in recording.channels] == ["acc"]


def test_fields_of_records_are_channels(tmp_path):
    records = np.zeros(4000, [("x", "f8"), ("y", "<i2"), ("label", "S4")])
    records["x"], records["y"] = NOISE[0], NOISE[1] * 100
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["run/table"] = records
        file["run"].attrs["fs"] = 100.0

    recording = read(tmp_path / "a.h5")

    assert [channel.name for channel in recording.channels] == ["x", "y"]
    assert np.array_equal(recording.read(), [records["x"], records["y"]])
    assert recording.sampling_rate_hz == 100.0


def test_text_beside_data_is_its_unit(tmp_path):
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["bearing/data"], file["bearing/unit"], file["bearing/fs"] = NOISE[0], "g", 10_000.0

    recording = read(tmp_path / "a.h5")

    assert [(channel.name, channel.unit) for channel in recording.channels] == [("bearing", "g")]
    assert recording.sampling_rate_hz == 10_000.0


def test_groups_of_other_rates_are_told_apart_and_picked_by_name(tmp_path):
    with h5py.File(tmp_path / "a.h5", "w") as file:
        for name, rate, samples in (("fast", 51_200.0, NOISE[0]), ("slow", 1000.0, NOISE[1])):
            file[f"{name}/acc"] = samples
            file[name].attrs["fs"] = rate

    error = refused(tmp_path / "a.h5")
    recording = read(tmp_path / "a.h5", group="slow")

    assert error.code == "recording_channels_ambiguous"
    assert "'fast'" in error.text.en
    assert "'slow'" in error.text.en
    assert (recording.sampling_rate_hz, recording.group) == (1000.0, "slow")
    assert np.array_equal(recording.read(), NOISE[1:2])


def test_what_is_no_number_is_left_out(tmp_path):
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["acc"] = NOISE[0]
        file["names"] = ["a"] * 4000
        file["links"] = np.array([file["acc"].ref] * 4000, dtype=h5py.ref_dtype)
        file["complex"] = NOISE[0] * 1j
        file["nothing"] = h5py.Empty("f8")
        file["ragged"] = np.array([np.arange(3.0), np.arange(2.0)], dtype=object).astype(h5py.vlen_dtype(np.float64))
        file["picture"] = np.zeros((100, 100))
        file.attrs["list"] = [1, 2, 3]
        file.attrs["reference"] = file["acc"].ref

    recording = read(tmp_path / "a.h5")

    assert [channel.name for channel in recording.channels] == ["acc"]


def test_user_block_and_gzip_around_the_file(tmp_path):
    with h5py.File(tmp_path / "a.h5", "w", userblock_size=2048) as file:
        file["acc"] = NOISE[0]
    (tmp_path / "a.h5.gz").write_bytes(gzip.compress((tmp_path / "a.h5").read_bytes()))

    recording = read(tmp_path / "a.h5.gz")

    assert np.array_equal(recording.read(), NOISE[:1])
    assert identify((tmp_path / "a.h5").read_bytes()[:HEAD_BYTES], "a.h5") == "hdf5"


# --- hostile files ------------------------------------------------------------------------------------------------


@pytest.fixture
def secret(tmp_path):
    with h5py.File(tmp_path / "secret.h5", "w") as file:
        file["inner/acc"] = NOISE[2]
    (tmp_path / "secret.bin").write_bytes(NOISE[2].tobytes())
    return tmp_path


def test_external_link_is_refused_wherever_it_is(secret):
    for name, link in (("a.h5", "acc"), ("b.h5", "deep/er/acc")):
        with h5py.File(secret / name, "w") as file:
            file["own"] = NOISE[0]
            file[link] = h5py.ExternalLink(str(secret / "secret.h5"), "/inner/acc")

        error = refused(secret / name)

        assert error.code == "recording_link_refused"
        assert link in error.text.en
        assert "external link" in error.text.en


def test_soft_link_is_not_followed_even_where_an_external_one_lies_behind(secret):
    with h5py.File(secret / "a.h5", "w") as file:
        file["own"] = NOISE[0]
        file["alias"] = h5py.SoftLink("/own")
        file["dangling"] = h5py.SoftLink("/nowhere/acc")

    assert [channel.name for channel in read(secret / "a.h5").channels] == ["own"]


def test_samples_in_another_file_are_refused(secret):
    with h5py.File(secret / "a.h5", "w") as file:
        file.create_dataset("acc", (4000,), "f8", external=[(str(secret / "secret.bin"), 0, 32_000)])

    error = refused(secret / "a.h5")

    assert error.code == "recording_link_refused"
    assert "external data file" in error.text.en


def test_virtual_dataset_is_refused(secret):
    layout = h5py.VirtualLayout((4000,), "f8")
    layout[:] = h5py.VirtualSource(str(secret / "secret.h5"), "inner/acc", shape=(4000,))
    with h5py.File(secret / "a.h5", "w") as file:
        file.create_virtual_dataset("acc", layout)

    error = refused(secret / "a.h5")

    assert error.code == "recording_link_refused"
    assert "virtual dataset" in error.text.en


def test_link_whose_name_is_a_path_is_refused(secret):
    with h5py.File(secret / "a.h5", "w") as file:
        file["out"] = h5py.ExternalLink(str(secret / "secret.h5"), "/inner")
        file["outXacc"] = NOISE[0]
        del file["out"]
    content = (secret / "a.h5").read_bytes()
    assert content.count(b"outXacc") == 1
    (secret / "a.h5").write_bytes(content.replace(b"outXacc", b"out/acc"))

    assert refused(secret / "a.h5").code == "recording_damaged"


def test_filter_that_needs_a_plugin_is_named(tmp_path):
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["own"] = NOISE[0]
        plan = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plan.set_chunk((100,))
        plan.set_filter(32_015, h5py.h5z.FLAG_OPTIONAL, (3,))
        space = h5py.h5s.create_simple((4000,))
        h5py.h5d.create(file.id, b"acc", h5py.h5t.NATIVE_DOUBLE, space, plan)

    error = refused(tmp_path / "a.h5")

    assert error.code == "recording_damaged"
    assert "32015" in error.text.en
    assert "gzip" in error.text.en


@pytest.mark.parametrize(
    ("length", "chunk", "code"),
    [(1 << 30, 1 << 16, "recording_too_large"), (1 << 27, 1 << 16, "recording_damaged")],
)
def test_dataset_that_announces_far_more_than_is_stored_is_refused(tmp_path, length, chunk, code):
    with h5py.File(tmp_path / "a.h5", "w") as file:
        data = file.create_dataset("acc", (length,), "f8", chunks=(chunk,), compression="gzip")
        data[:chunk] = np.random.default_rng(1).uniform(size=chunk).astype(np.float16)

    assert (tmp_path / "a.h5").stat().st_size < 1 << 20
    assert refused(tmp_path / "a.h5").code == code


def test_chunk_larger_than_the_dataset_is_refused(tmp_path):
    with h5py.File(tmp_path / "a.h5", "w") as file:
        data = file.create_dataset("acc", (100,), "f8", chunks=(1 << 24,), maxshape=(None,), compression="gzip")
        data[:] = NOISE[0, :100]

    assert refused(tmp_path / "a.h5").code == "recording_damaged"


def test_groups_too_deep_are_refused(tmp_path):
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["/".join(["g"] * 40) + "/acc"] = NOISE[0]

    assert refused(tmp_path / "a.h5").code == "recording_damaged"


def test_a_group_within_itself_is_walked_once(tmp_path):
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["g/acc"] = NOISE[0]
        file["g/again"] = file["g"]
        file["g/root"] = file["/"]

    assert np.array_equal(read(tmp_path / "a.h5").read(), NOISE[:1])


def test_too_many_objects_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("diagnostics.readers.hdf5._MOST_OBJECTS", 50)
    with h5py.File(tmp_path / "a.h5", "w") as file:
        for number in range(60):
            file.create_group(f"g{number % 3}/{number}")

    assert refused(tmp_path / "a.h5").code == "recording_damaged"


def test_file_without_signals_and_cut_file_are_damaged(tmp_path):
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["fs"] = 5.0
    with h5py.File(tmp_path / "b.h5", "w") as file:
        file["acc"] = NOISE
    (tmp_path / "b.h5").write_bytes((tmp_path / "b.h5").read_bytes()[:-2000])

    assert refused(tmp_path / "a.h5").code == "recording_damaged"
    assert refused(tmp_path / "b.h5").code == "recording_damaged"


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_bytes_changed_anywhere_are_read_or_refused(tmp_path, data):
    path = tmp_path / "a.h5"
    with h5py.File(path, "w", track_order=False) as file:
        file.create_dataset("g/acc", data=NOISE[0, :200], chunks=(50,), compression="gzip")
        file.attrs["fs"] = 1000.0
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(8, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(bytes(content))

    try:
        outcome = f"recording_{read(path).read().shape[0]}"
    except RecordingError as error:
        outcome = error.code

    assert outcome.startswith("recording_")
