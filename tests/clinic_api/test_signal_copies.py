"""The plain copies that views read: exact, whole or absent, made once, and never more than their room."""

from __future__ import annotations

import itertools
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from clinic_api.errors import Invalid, ServiceUnavailable
from clinic_api.settings import Settings
from clinic_api.signals import preparing
from clinic_api.signals.columns import columns_of, columns_of_copy, edges
from clinic_api.signals.preparing import StoredRecording, copy_of, write_copy
from clinic_api.signals.shelf import BLOCK_SAMPLES, Copy, Shelf
from diagnostics.readers.content import FileContent, file_sha256
from diagnostics.recording import Recording
from tests.clinic_api.conftest import settings_of


def _copy(folder: Path, samples: NDArray[np.float64]) -> Copy:
    folder.mkdir(exist_ok=True)
    write_copy(Recording.from_array(samples, sampling_rate_hz=1000.0), folder)
    found = Copy.open(folder)
    assert found is not None
    return found


def _stored(path: Path, samples: NDArray[np.float64], subtype: str = "FLOAT") -> StoredRecording:
    soundfile.write(path, samples, 8000, subtype=subtype)
    return StoredRecording(path, file_sha256(FileContent(path)), path.name, None)


@pytest.fixture
def plain_settings(tmp_path: Path) -> Settings:
    """Settings that need no database."""
    return settings_of(f"sqlite:///{tmp_path / 'none.sqlite3'}", tmp_path)


@pytest.mark.parametrize("count", [1, 255, 256, 257, 12_345, 200_000])
@pytest.mark.parametrize("pixels", [3, 7, 400])
def test_columns_are_those_of_numpy_wherever_they_begin(tmp_path: Path, count: int, pixels: int) -> None:
    samples = np.random.default_rng(count).normal(size=(2, count)).astype(np.float32).astype(np.float64)
    samples[0, count // 3 : count // 3 + 700] = np.nan
    copy = _copy(tmp_path / "copy", samples)

    for start, stop in ((0, count), (count // 5, count), (0, count - count // 7), (count // 4, 1 + 3 * count // 4)):
        found = columns_of_copy(copy, 0, start, stop, pixels)
        limits = start + edges(stop - start, pixels)
        parts = [samples[0, begin:end] for begin, end in itertools.pairwise(limits)]
        np.testing.assert_array_equal(found.minimum, [np.fmin.reduce(part) for part in parts])
        np.testing.assert_array_equal(found.maximum, [np.fmax.reduce(part) for part in parts])
        assert found.reduced_by == pytest.approx((stop - start) / len(parts))


def test_columns_of_few_values_are_the_values() -> None:
    values = np.array([3.0, -1.0, 2.0])

    assert columns_of(values, 1000).minimum.tolist() == values.tolist()
    assert columns_of(values, 1000).reduced_by == 1.0


def test_samples_are_kept_in_32_bits_only_where_that_loses_nothing(tmp_path: Path) -> None:
    short = np.random.default_rng(1).integers(-32_768, 32_767, 5000) / 32_768
    fine = np.random.default_rng(2).normal(size=5000)
    huge = np.array([1.0, 1e300])

    assert _copy(tmp_path / "short", short).about.number == "<f4"
    for name, samples in (("fine", fine), ("huge", huge)):
        copy = _copy(tmp_path / name, samples)
        assert copy.about.number == "<f8"
        np.testing.assert_array_equal(copy.channel(0, 0, samples.size), samples)


def test_a_copy_that_is_not_whole_is_none(tmp_path: Path) -> None:
    copy = _copy(tmp_path / "copy", np.ones(BLOCK_SAMPLES * 3))

    os.truncate(tmp_path / "copy" / "samples.bin", 100)

    assert copy.about.sizes["samples.bin"] == BLOCK_SAMPLES * 3 * 4
    assert Copy.open(tmp_path / "copy") is None
    assert Copy.open(tmp_path / "absent") is None


@pytest.mark.parametrize("about", ["", "{}", '{"sample_count": 5}', "\0\xff"])
def test_a_description_that_makes_no_sense_is_none(tmp_path: Path, about: str) -> None:
    _copy(tmp_path / "copy", np.ones(10))
    (tmp_path / "copy" / "about.json").write_text(about, encoding="utf-8")

    assert Copy.open(tmp_path / "copy") is None


def test_a_damaged_copy_is_made_anew(tmp_path: Path, plain_settings: Settings) -> None:
    samples = np.linspace(-0.5, 0.5, 4000).astype(np.float32)
    stored = _stored(tmp_path / "a.wav", samples)
    folder = copy_of(stored, plain_settings).folder
    os.truncate(folder / "samples.bin", 8)

    np.testing.assert_array_equal(copy_of(stored, plain_settings).channel(0, 0, 4000), samples)


def test_several_who_want_a_recording_have_it_read_once(
    tmp_path: Path, plain_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = _stored(tmp_path / "a.wav", np.zeros(100_000))
    made = []
    original = preparing.write_copy

    def slow(recording: Recording, folder: Path) -> None:
        made.append(folder)
        time.sleep(0.3)
        original(recording, folder)

    monkeypatch.setattr(preparing, "write_copy", slow)

    def look() -> str:
        try:
            return copy_of(stored, plain_settings).about.format
        except ServiceUnavailable as told:
            return told.code

    with ThreadPoolExecutor(6) as pool:
        told = list(pool.map(lambda _: look(), range(6)))

    assert len(made) == 1
    assert "wav" in told  # one of them waits for it
    assert set(told) <= {"wav", "view_preparing"}
    assert not [path for path in made[0].parent.iterdir() if path.name.startswith(".")]


def test_whoever_waits_too_long_is_told_to_come_again(
    tmp_path: Path, plain_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = _stored(tmp_path / "a.wav", np.zeros(1000))
    goes_on = threading.Event()
    original = preparing.write_copy

    def waiting(*arguments: Any) -> None:
        goes_on.wait(30)
        original(*arguments)

    monkeypatch.setattr(preparing, "write_copy", waiting)
    monkeypatch.setattr(preparing, "_WAIT_SECONDS", 0.05)
    with pytest.raises(ServiceUnavailable) as told:
        copy_of(stored, plain_settings)
    goes_on.set()
    monkeypatch.setattr(preparing, "_WAIT_SECONDS", 30.0)

    assert told.value.code == "view_preparing"
    assert copy_of(stored, plain_settings).about.sample_count == 1000


def test_a_recording_too_long_to_copy_is_refused(
    tmp_path: Path, plain_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "_MOST_VALUES", 999)

    with pytest.raises(Invalid) as told:
        copy_of(_stored(tmp_path / "a.wav", np.zeros(1000)), plain_settings)

    assert told.value.code == "recording_too_long"


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, most_bytes=30_000)
    for age, name in ((30, "aa"), (20, "bb"), (10, "cc")):
        fresh = shelf.new_folder(name * 32)
        write_copy(Recording.from_array(np.ones(2500), sampling_rate_hz=1.0), fresh)
        shelf.put(fresh, shelf.folder_of(name * 32, "key"))
        os.utime(shelf.folder_of(name * 32, "key"), (time.time() - age,) * 2)

    shelf.trim()

    there = [Copy.open(shelf.folder_of(name * 32, "key")) is not None for name in ("aa", "bb", "cc")]
    assert there == [False, True, True]


def test_what_nobody_looked_at_for_a_month_and_what_was_left_unfinished_goes(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, most_bytes=1 << 30)
    old, unfinished, being_made = shelf.new_folder("aa" * 32), shelf.new_folder("bb" * 32), shelf.new_folder("cc" * 32)
    write_copy(Recording.from_array(np.ones(10), sampling_rate_hz=1.0), old)
    shelf.put(old, shelf.folder_of("aa" * 32, "key"))
    os.utime(shelf.folder_of("aa" * 32, "key"), (time.time() - 31 * 86_400,) * 2)
    os.utime(unfinished, (time.time() - 7200,) * 2)

    shelf.trim()

    assert not shelf.folder_of("aa" * 32, "key").exists()
    assert not unfinished.exists()
    assert being_made.exists()


def test_an_array_is_worked_out_once_and_again_when_its_file_is_damaged(tmp_path: Path) -> None:
    copy, made = _copy(tmp_path / "copy", np.ones(10)), []

    def make() -> NDArray[np.float32]:
        made.append(1)
        return np.arange(5, dtype=np.float32)

    for _ in range(2):
        np.testing.assert_array_equal(copy.kept("five", make), np.arange(5))
    (tmp_path / "copy" / "five.npy").write_bytes(b"\x93NUMPY")

    np.testing.assert_array_equal(copy.kept("five", make), np.arange(5))
    assert len(made) == 2
