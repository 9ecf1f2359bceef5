from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_api.storage import ContentTooLarge, Storage, display_name


def _files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_content_is_kept_under_its_hash_and_reads_back_the_same(tmp_path: Path) -> None:
    data = os.urandom(300_000)
    storage = Storage(tmp_path)

    content = storage.store_stream([data[:100_000], data[100_000:]], limit_bytes=300_000)

    assert content.sha256 == hashlib.sha256(data).hexdigest()
    assert content.size_bytes == 300_000
    with storage.open(content.sha256) as kept:
        assert kept.read() == data
    assert _files(tmp_path) == [tmp_path / "objects" / content.sha256[:2] / content.sha256[2:4] / content.sha256]


def test_same_content_twice_is_one_file(tmp_path: Path) -> None:
    storage = Storage(tmp_path)

    first, second = (storage.store_stream([b"same"], limit_bytes=10) for _ in range(2))

    assert first == second
    assert len(_files(tmp_path)) == 1


def test_content_past_the_limit_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    storage = Storage(tmp_path)

    with pytest.raises(ContentTooLarge):
        storage.store_stream([b"12345", b"67890", b"x"], limit_bytes=10)

    assert _files(tmp_path) == []


def test_exactly_the_limit_is_taken(tmp_path: Path) -> None:
    assert Storage(tmp_path).store_stream([b"12345", b"67890"], limit_bytes=10).size_bytes == 10


def test_an_upload_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    storage = Storage(tmp_path)

    def broken_off() -> Iterator[bytes]:
        yield b"half of it"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        storage.store_stream(broken_off(), limit_bytes=100)

    assert _files(tmp_path) == []


def test_content_is_invisible_before_it_is_kept(tmp_path: Path) -> None:
    storage = Storage(tmp_path)
    sha256 = hashlib.sha256(b"whole").hexdigest()

    with storage.writer(limit_bytes=100) as upload:
        upload.write(b"whole")
        before = storage.path_of(sha256).exists()
        upload.keep()

    assert before is False
    assert storage.path_of(sha256).read_bytes() == b"whole"


def test_only_old_leftovers_of_killed_uploads_are_removed(tmp_path: Path) -> None:
    storage = Storage(tmp_path)
    old, new = storage.incoming / "old", storage.incoming / "new"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))

    assert storage.remove_abandoned(older_than_seconds=3600) == 1
    assert [path.exists() for path in (old, new)] == [False, True]


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 65, "0" * 63 + "/"])
def test_only_a_sha256_names_a_content(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="64 hexadecimal"):
        Storage(tmp_path).path_of(name)


def test_no_half_file_is_ever_visible_when_the_writer_is_killed(tmp_path: Path) -> None:
    writer = (
        "import sys, pathlib\n"
        "from clinic_api.storage import Storage\n"
        "storage = Storage(pathlib.Path(sys.argv[1]))\n"
        "print('ready', flush=True)\n"
        "for number in range(10**9):\n"
        "    storage.store_stream([number.to_bytes(8, 'big') * 4096] * 8, 10**9)\n"
    )
    for round_number in range(4):
        with subprocess.Popen(
            [sys.executable, "-c", writer, str(tmp_path)], stdout=subprocess.PIPE, start_new_session=True
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            time.sleep(0.02 + 0.013 * round_number)
            process.send_signal(signal.SIGKILL)

    kept = _files(tmp_path / "objects")
    assert kept
    assert all(hashlib.sha256(path.read_bytes()).hexdigest() == path.name for path in kept)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("fan.wav", "fan.wav"),
        ("../../etc/passwd", "passwd"),
        ("C:\\recordings\\泵.csv", "泵.csv"),
        ("a\x00b\nc.wav", "abc.wav"),
        ("\u202egpj.wav", "gpj.wav"),
        ("", "recording"),
        ("..", "recording"),
        ("///", "recording"),
        ("e\u0301.wav", "\u00e9.wav"),
    ],
)
def test_client_names_become_readable_lines(raw: str, shown: str) -> None:
    assert display_name(raw) == shown


@given(st.text(max_size=400))
def test_a_shown_name_is_always_short_and_harmless(raw: str) -> None:
    name = display_name(raw)

    assert 1 <= len(name) <= 120
    assert "/" not in name
    assert "\\" not in name
    assert name not in {".", ".."}
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in name)
    assert unicodedata.is_normalized("NFC", name)


def test_a_long_name_keeps_its_file_type() -> None:
    assert display_name("轴" * 400 + ".wav").endswith("轴.wav")
