"""Readers: each format there and back, the real recordings, and hostile files refused with a stable code."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import os
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
import scipy.io
import soundfile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from diagnostics.errors import RecordingError
from diagnostics.machine import Machine
from diagnostics.readers import FORMATS, HEAD_BYTES, identify, read
from diagnostics.readers.format import MAX_SAMPLES
from tests.shared_data import SHARED, needs_shared

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

signals = hnp.arrays(
    np.float64,
    st.tuples(st.integers(1, 4), st.integers(20, 60)),
    elements=st.floats(-1.0, 1.0, width=32, allow_subnormal=False),
)


def refused_code(path: Path) -> str:
    with pytest.raises(RecordingError) as refused:
        read(path).read()
    assert refused.value.text.zh
    assert str(path.parent) not in refused.value.text.en
    return refused.value.code


def wav_bytes(samples: np.ndarray, rate_hz: int = 8000, subtype: str = "PCM_16") -> bytes:
    buffer = io.BytesIO()
    soundfile.write(buffer, samples.T, rate_hz, format="WAV", subtype=subtype)
    return buffer.getvalue()


TONE = 0.5 * np.sin(2 * np.pi * np.arange(800) / 40)[np.newaxis]


# --- there and back -----------------------------------------------------------------------------------------------


@FEW
@given(samples=signals, rate_hz=st.integers(1, 200_000))
def test_float_wav_gives_back_its_samples(tmp_path, samples, rate_hz):
    path = tmp_path / "signal.wav"
    path.write_bytes(wav_bytes(samples, rate_hz, "DOUBLE"))

    recording = read(path)

    assert np.array_equal(recording.read(), samples)
    assert (recording.format, recording.sampling_rate_hz) == ("wav", rate_hz)
    assert recording.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(("subtype", "bits"), [("PCM_U8", 8), ("PCM_16", 16), ("PCM_24", 24), ("PCM_32", 32)])
@pytest.mark.parametrize("container", ["WAV", "WAVEX", "RF64"])
def test_whole_number_wav_counts_full_scale_as_one(tmp_path, container, subtype, bits):
    path = tmp_path / "signal.wav"
    soundfile.write(path, TONE.T, 8000, format=container, subtype=subtype)

    samples = read(path).read()

    assert np.max(np.abs(samples - TONE)) <= 2.0 ** (1 - bits)


def test_flac_gives_back_what_its_resolution_holds(tmp_path):
    path = tmp_path / "signal.flac"
    soundfile.write(path, np.vstack([TONE, -TONE]).T, 12000, subtype="PCM_24")

    recording = read(path)

    assert np.max(np.abs(recording.read() - np.vstack([TONE, -TONE]))) <= 2.0**-23
    assert (recording.format, recording.sampling_rate_hz) == ("flac", 12000.0)


def test_audio_is_read_by_blocks_from_the_place_asked_for(tmp_path):
    path = tmp_path / "signal.wav"
    path.write_bytes(wav_bytes(TONE, subtype="DOUBLE"))

    recording = read(path)

    assert np.array_equal(recording.read(100, 130), TONE[:, 100:130])
    assert np.array_equal(np.concatenate(list(recording.blocks(333)), axis=1), TONE)


def test_one_column_with_decimal_commas_is_one_channel(tmp_path):
    path = tmp_path / "signal.csv"
    path.write_text("acceleration\n" + "0,5\n-1,25\n" * 20, encoding="utf-8")

    recording = read(path, sampling_rate_hz=1000.0)

    assert [channel.name for channel in recording.channels] == ["acceleration"]
    assert np.array_equal(recording.read()[0], np.tile([0.5, -1.25], 20))


@FEW
@given(
    samples=signals,
    delimiter=st.sampled_from([",", ";", "\t", " "]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gbk"]),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    comma=st.booleans(),
)
def test_text_gives_back_its_numbers(tmp_path, samples, delimiter, encoding, newline, comma):
    def written(value: float) -> str:
        return repr(float(value)).replace(".", ",") if comma and delimiter == ";" else repr(float(value))

    names = [f"通道{i}" for i in range(len(samples))]
    rows = [delimiter.join(names), *(delimiter.join(map(written, row)) for row in samples.T)]
    path = tmp_path / "signal.csv"
    path.write_bytes(newline.join(rows).encode(encoding))

    recording = read(path, sampling_rate_hz=1000.0)

    assert np.array_equal(recording.read(), samples)
    assert [channel.name for channel in recording.channels] == names
    assert recording.sampling_rate_hz == 1000.0


@FEW
@given(samples=signals, compressed=st.booleans())
def test_matlab_gives_back_its_vectors(tmp_path, samples, compressed):
    path = tmp_path / "signal.mat"
    content = {f"X{i}_time": row for i, row in enumerate(samples)} | {"fs": 12000.0, "rpm": 1797.0}
    scipy.io.savemat(path, content, do_compression=compressed)

    recording = read(path)

    assert np.array_equal(recording.read(), samples)
    assert recording.sampling_rate_hz == 12000.0
    assert [channel.name for channel in recording.channels] == [f"X{i}_time" for i in range(len(samples))]


def test_matlab_structure_gives_channel_and_rate(tmp_path):
    path = tmp_path / "bearing.mat"
    scipy.io.savemat(path, {"bearing": {"sr": 97656.0, "rate": 25.0, "load": 270.0, "gs": TONE[0]}})

    recording = read(path)

    assert [channel.name for channel in recording.channels] == ["gs"]
    assert recording.sampling_rate_hz == 97656.0


def test_matlab_time_vector_gives_the_rate(tmp_path):
    path = tmp_path / "signal.mat"
    scipy.io.savemat(path, {"t": np.arange(800) / 5000, "acc": TONE[0]})

    recording = read(path)

    assert recording.sampling_rate_hz == pytest.approx(5000.0)
    assert np.array_equal(recording.read(), TONE)


# --- text in all its shapes ---------------------------------------------------------------------------------------


def text_recording(tmp_path: Path, text: str, name: str = "signal.csv"):
    path = tmp_path / name
    path.write_bytes(text.encode())
    return read(path)


@pytest.mark.parametrize(
    ("title", "step"),
    [
        ("time", 0.001),
        ("t", 0.001),
        ("Time (ms)", 1.0),
        ("时间(s)", 0.001),
        ("t_us", 1000),
        ("", 0.001),
        ("时间", 1e-3),
    ],
)
def test_time_column_gives_the_rate_and_is_no_channel(tmp_path, title, step):
    rows = "\n".join(f"{i * step:.6g},{i % 7}" for i in range(50))

    recording = text_recording(tmp_path, f"{title},acc\n{rows}\n")

    assert recording.sampling_rate_hz == pytest.approx(1000.0, rel=1e-6)
    assert [channel.name for channel in recording.channels] == ["acc"]


def test_dates_give_the_rate_and_missing_rows_are_gaps(tmp_path):
    seconds = [i for i in range(60) if i not in (20, 21, 40)]
    rows = "\n".join(f"2024-03-01 10:00:{second:02d};{second}" for second in seconds)

    recording = text_recording(tmp_path, f"datetime;current\n{rows}")

    assert recording.sampling_rate_hz == 1.0
    assert recording.time_gaps == (20, 38)


def test_single_missing_sample_is_a_gap(tmp_path):
    rows = "\n".join(f"{i / 20000:.6g};{i % 5}" for i in range(200) if i != 77)

    recording = text_recording(tmp_path, f"time;x\n{rows}")

    assert recording.sampling_rate_hz == pytest.approx(20000.0, rel=1e-4)
    assert recording.time_gaps == (77,)


def test_coarsely_rounded_time_stamps_give_the_rate_without_gaps(tmp_path):
    rows = "\n".join(f"{i / 2560:.3f},{i % 5}" for i in range(2561))

    recording = text_recording(tmp_path, f"time,x\n{rows}")

    assert recording.sampling_rate_hz == pytest.approx(2560.0, rel=1e-3)
    assert recording.time_gaps == ()


def test_time_that_runs_backwards_is_refused(tmp_path):
    rows = "\n".join(f"{i % 10},{i}" for i in range(100))
    (tmp_path / "signal.csv").write_text(f"time,x\n{rows}")

    assert refused_code(tmp_path / "signal.csv") == "recording_rate_ambiguous"


def test_counting_column_is_neither_channel_nor_time(tmp_path):
    recording = text_recording(tmp_path, "no,acc\n" + "\n".join(f"{i},{i % 3}" for i in range(30)))

    assert [channel.name for channel in recording.channels] == ["acc"]
    assert recording.sampling_rate_hz is None


def test_description_above_the_table_and_a_line_of_units_are_skipped(tmp_path):
    text = "Logger 7\nserial: 123\ntime,acc,cur\ns,g,A\n" + "\n".join(f"{i / 100},{i % 3},1.5" for i in range(40))

    recording = text_recording(tmp_path, text)

    assert [(channel.name, channel.unit) for channel in recording.channels] == [("acc", "g"), ("cur", "A")]
    assert recording.sampling_rate_hz == pytest.approx(100.0)


def test_summary_behind_the_first_row_is_cut(tmp_path):
    rows = "\n".join(f"{i * 5e-5:.6g};0.{i};0.5 " for i in range(1, 40))

    recording = text_recording(tmp_path, f"0;0.9 ;0.4 ;7.1;7.2\n{rows}", "log.Wfm.csv")

    assert recording.sampling_rate_hz == pytest.approx(20000.0)
    assert recording.read()[:, 0].tolist() == [0.9, 0.4]


def test_empty_and_nan_fields_stay_as_nan(tmp_path):
    recording = text_recording(tmp_path, "a,b\n1,2\n,3\nNaN,4\n5,\n6,inf\n" + "7,8\n" * 10)

    samples = recording.read()

    assert np.isnan(samples).sum(axis=1).tolist() == [2, 2]
    assert samples[0, 3] == 5.0


@pytest.mark.parametrize("row", ["x,y", "1,2,3", "1", "1,2;3", "1,--", "<b>1</b>,2"])
def test_row_that_cannot_be_read_is_named_by_its_line(tmp_path, row):
    path = tmp_path / "signal.csv"
    path.write_text("a,b\n" + "1,2\n" * 20 + f"{row}\n" + "3,4\n" * 20)

    with pytest.raises(RecordingError) as refused:
        read(path)

    assert refused.value.code == "recording_damaged"
    assert "line 22 " in refused.value.text.en
    assert "第 22 行" in refused.value.text.zh


def test_rate_comes_from_the_machine_where_the_file_has_none(tmp_path):
    sensor = {"channel": "1", "quantity": "current", "unit": "A"}
    machine = Machine.from_dict({"sensors": [sensor], "recording": {"sampling_rate_hz": 1000}})
    (tmp_path / "signal.csv").write_text("1.5,2\n2.5,3\n" * 10)

    recording = read(tmp_path / "signal.csv", machine=machine)

    assert recording.sampling_rate_hz == 1000.0
    assert [channel.name for channel in recording.channels] == ["1", "2"]


def test_file_without_rate_is_refused_for_a_machine_that_states_none(tmp_path):
    machine = Machine.from_dict({"sensors": [{"channel": "1", "quantity": "current", "unit": "A"}]})
    (tmp_path / "signal.csv").write_text("1.5,2\n2.5,3\n" * 10)

    with pytest.raises(RecordingError) as refused:
        read(tmp_path / "signal.csv", machine=machine)

    assert refused.value.code == "recording_rate_missing"


# --- hostile files ------------------------------------------------------------------------------------------------


def patched(content: bytes, offset: int, form: str, *values: int) -> bytes:
    packed = struct.pack(form, *values)
    return content[:offset] + packed + content[offset + len(packed) :]


WAV = wav_bytes(TONE)
LENGTH_AT = WAV.index(b"data") + 4


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.wav", b"", "recording_empty"),
        ("a.csv", b"", "recording_empty"),
        ("a", b"", "recording_empty"),
        ("a.wav", wav_bytes(np.zeros((1, 0))), "recording_empty"),
        ("a.wav", b"time,acc\n0,1\n1,2\n", "recording_format_mismatch"),
        ("a.wav", b"hello, this is no sound\n", "recording_format_mismatch"),
        ("a.wav", b"fLaC" + b"\0" * 100, "recording_format_mismatch"),
        ("a.csv", WAV, "recording_format_mismatch"),
        ("a.mat", WAV, "recording_format_mismatch"),
        ("a.xyz", b"hello, this is no recording\n", "recording_format_unknown"),
        ("a.bin", bytes(range(256)) * 20, "recording_format_unknown"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "recording_format_unknown"),
        ("a.html", b"<html><body>1,2,3</body></html>", "recording_format_unknown"),
        ("a.json", b'{"samples": [1, 2, 3]}', "recording_damaged"),
        ("a.csv.gz", gzip.compress(b"1,2\n3,4\n", mtime=0)[:-9], "recording_archive_invalid"),
        ("b.mat", b"MATLAB 7.3 MAT-file, Platform: x" + b" " * 96 + b"\x00\x02IM", "recording_format_mismatch"),
        ("a.wav", WAV[:40], "recording_damaged"),
        ("a.wav", WAV[:200], "recording_damaged"),
        ("a.wav", patched(WAV, LENGTH_AT, "<I", 0xFFFFFFFF), "recording_damaged"),
        ("a.wav", patched(WAV, LENGTH_AT, "<I", 2), "recording_damaged"),
        ("a.wav", patched(WAV, LENGTH_AT, "<I", 0), "recording_damaged"),
        ("a.wav", patched(WAV, 22, "<H", 0), "recording_damaged"),
        ("a.wav", patched(WAV, 22, "<H", 60000), "recording_damaged"),
        ("a.wav", patched(WAV, 24, "<I", 0), "recording_damaged"),
        ("a.wav", patched(WAV, 32, "<H", 77), "recording_damaged"),
        ("a.wav", patched(WAV, 34, "<H", 3), "recording_damaged"),
        ("a.wav", patched(WAV, 20, "<H", 0x1234), "recording_damaged"),
        ("a.wav", b"RIFF\x04\0\0\0WAVE", "recording_damaged"),
        ("a.flac", b"fLaC" + b"\xff" * 200, "recording_damaged"),
        ("a.mat", b"MATLAB 5.0 MAT-file".ljust(124) + b"\x00\x01IM" + b"\x0f\0\0\0\xff\xff\xff\x7f" + b"x" * 50, None),
        ("a.mat", b"MATLAB 5.0 MAT-file".ljust(124) + b"\x00\x01IM", "recording_damaged"),
        ("a.csv", b"\xff\xfe1\x00,", "recording_damaged"),
    ],
)
def test_hostile_file_is_refused_with_its_code(tmp_path, name, content, code):
    path = tmp_path / name
    path.write_bytes(content)

    assert refused_code(path) == (code or "recording_damaged")


def test_truncated_flac_is_damaged(tmp_path):
    path = tmp_path / "signal.flac"
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, 50_000)
    soundfile.write(path, noise, 8000)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    assert refused_code(path) == "recording_damaged"


def test_flac_that_announces_more_than_it_holds_is_damaged_whatever_it_announces(tmp_path):
    path = tmp_path / "signal.flac"
    soundfile.write(path, TONE[0], 8000)
    content = bytearray(path.read_bytes())
    # STREAMINFO holds the number of samples in 36 bits that end at byte 26 (RFC 9639, section 8.2).
    content[22:26] = struct.pack(">I", MAX_SAMPLES + 1)
    path.write_bytes(bytes(content))

    assert refused_code(path) == "recording_damaged"


def test_matlab_file_that_unpacks_beyond_memory_is_refused_before_unpacking(tmp_path):
    path = tmp_path / "bomb.mat"
    scipy.io.savemat(path, {"x": np.zeros(1000)}, do_compression=True)
    content = path.read_bytes()
    inner = bytearray(zlib.decompress(content[136:]))
    inner[4:8] = struct.pack("<I", 0xFFFFFFF0)
    packed = zlib.compress(bytes(inner))
    path.write_bytes(content[:128] + struct.pack("<II", 15, len(packed)) + packed)

    assert refused_code(path) == "recording_too_large"


def test_missing_file_folder_and_pipe_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.wav")

    assert refused_code(tmp_path / "none.wav") == "recording_not_found"
    assert refused_code(tmp_path) == "recording_unreadable"
    assert refused_code(tmp_path / "pipe.wav") == "recording_unreadable"
    assert refused_code(tmp_path / "a.wav" / "b.wav") == "recording_not_found"


SEEDS = {
    "a.wav": WAV,
    "a.csv": b"time,acc\n" + b"".join(b"%d,%d\n" % (i, i % 5) for i in range(60)),
    "a.mat": None,
    "a.flac": None,
}


@pytest.fixture(scope="module")
def whole_files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    scipy.io.savemat(folder / "a.mat", {"fs": 10.0, "s": {"x": TONE[0]}}, do_compression=True)
    soundfile.write(folder / "a.flac", TONE[0], 8000)
    return {name: content or (folder / name).read_bytes() for name, content in SEEDS.items()}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), name=st.sampled_from(sorted(SEEDS)))
def test_bytes_changed_anywhere_are_read_or_refused_but_never_crash(tmp_path, whole_files, data, name):
    content = bytearray(whole_files[name])
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / name
    path.write_bytes(bytes(content[: data.draw(st.integers(1, len(content)))]))

    outcome = "read"
    try:
        recording = read(path)
        samples = recording.read()
    except RecordingError as refused:
        outcome = refused.code

    if outcome == "read":
        assert samples.shape == (len(recording.channels), recording.sample_count)
        assert not np.isinf(samples).any()
    else:
        assert outcome.startswith("recording_")


@settings(max_examples=150)
@given(head=st.binary(max_size=300), name=st.sampled_from(["a.wav", "a.csv", "a.mat", "a", "a.txt", ""]))
def test_identify_names_a_format_or_refuses(head, name):
    try:
        outcome = identify(head, name)
    except RecordingError as refused:
        outcome = refused.code

    refusals = {
        "recording_empty",
        "recording_format_unknown",
        "recording_format_mismatch",
        "recording_archive_invalid",
    }
    assert outcome in refusals | {form.name for form in FORMATS}


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_identify_needs_only_the_head(whole_files, name):
    expected = {"a.wav": "wav", "a.csv": "csv", "a.mat": "mat5", "a.flac": "flac"}[name]

    assert identify(whole_files[name][:HEAD_BYTES], name) == expected


def test_identify_takes_a_head_that_ends_within_a_character():
    head = ("时间,加速度\n" + "0.1,0.2\n" * 20_000).encode()[:HEAD_BYTES]

    assert identify(head, "signal.txt") == "csv"
    assert identify("时间,加速度\n0.1,0.2\n0.2,0.3\n".encode()[:-1], "signal.csv") == "csv"


# --- the real recordings ------------------------------------------------------------------------------------------


def real_rows() -> list[dict[str, str]]:
    manifest = SHARED / "data" / "manifest.csv"
    if not manifest.is_file():
        return []
    with manifest.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.long  # tests/diagnostics/sandbox/test_real_files.py reads them all in `make test`
@needs_shared
@pytest.mark.parametrize("row", real_rows(), ids=lambda row: row["id"])
def test_real_recording_has_length_rate_and_channels_of_the_manifest(row):
    recording = read(SHARED / "data" / row["path"])

    assert recording.sample_count == int(row["n_samples"])
    channels = {"cwru": row["channels"].count("+") + 1, "mfpt": 1, "adi_cbm": 3, "itsc_motor_current": 3}
    channels |= {"mimii_samples": 8, "nab": 1, "gearbox_sq_gfd": 4, "cwru_benchmark": row["channels"].count("+") + 1}
    if row["set"] in channels:
        assert len(recording.channels) == channels[row["set"]]
    if recording.sampling_rate_hz is None:
        # These sets publish the rate beside their files, not in them, or not at all.
        assert row["set"] in {"cwru", "itsc_motor_current", "gearbox_sq_gfd"}
    else:
        assert recording.sampling_rate_hz == pytest.approx(float(row["fs_hz"]), rel=1e-6)
