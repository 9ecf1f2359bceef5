"""Archives: bombs, lies about sizes, members that lead out of the archive."""

from __future__ import annotations

import gzip

from tests.diagnostics.sandbox.hostile.kit import ROWS, STORED, HostileFile, Member, deflated_over_and_over, zip_of

GZIP_HEADER = b"\x1f\x8b\x08" + bytes(6) + b"\xff"
MEBIBYTE = ROWS * 130_000
LINK = 0o120777


def _gzip_bomb() -> bytes:
    return GZIP_HEADER + deflated_over_and_over(MEBIBYTE, 400) + bytes(8)


def _zip_bomb(size: int) -> bytes:
    return zip_of(Member("a.csv", b"", deflated_over_and_over(MEBIBYTE, 400), size=size))


FILES = (
    HostileFile("a.csv.gz", _gzip_bomb, "recording_too_large", "a gzip of 624 MB in less than one"),
    HostileFile("a.zip", lambda: _zip_bomb(400 * len(MEBIBYTE)), "recording_too_large", "a zip of 624 MB"),
    HostileFile("a.zip", lambda: _zip_bomb(600), "recording_archive_invalid", "a zip bomb that claims 600 bytes"),
    HostileFile(
        "a.zip",
        lambda: zip_of(Member("a.csv", size=0xFFFFFFF0)),
        "recording_too_large",
        "a zip of 650 bytes that claims 4 GiB",
    ),
    HostileFile(
        "a.zip",
        lambda: zip_of(Member("a.csv"), Member("b.csv")),
        "recording_archive_invalid",
        "a zip of two recordings",
    ),
    HostileFile(
        "a.zip",
        lambda: zip_of(*(Member(f"{number}.csv", method=STORED) for number in range(300))),
        "recording_archive_invalid",
        "a zip of 300 files",
    ),
    HostileFile(
        "a.zip", lambda: zip_of(Member("a.csv", flags=1)), "recording_archive_invalid", "a zip with a password"
    ),
    HostileFile(
        "a.zip",
        lambda: zip_of(Member("../../etc/a.csv")),
        "recording_archive_invalid",
        "a member that climbs out of the archive",
    ),
    HostileFile(
        "a.zip", lambda: zip_of(Member("/etc/cron.d/a.csv")), "recording_archive_invalid", "a member at the root"
    ),
    HostileFile(
        "a.zip", lambda: zip_of(Member("C:\\Windows\\a.csv")), "recording_archive_invalid", "a member on a drive"
    ),
    HostileFile(
        "a.zip",
        lambda: zip_of(Member("a.csv", mode=LINK)),
        "recording_archive_invalid",
        "a symbolic link",
    ),
    HostileFile(
        "a.zip",
        lambda: zip_of(Member("b.zip", zip_of(Member("a.csv")))),
        "recording_archive_invalid",
        "a zip in a zip",
    ),
    HostileFile(
        "a.csv.gz.gz",
        lambda: gzip.compress(gzip.compress(ROWS * 50)),
        "recording_archive_invalid",
        "a gzip in a gzip",
    ),
    HostileFile("a.zip", zip_of, "recording_archive_invalid", "a zip of nothing"),
    HostileFile(
        "a.zip",
        lambda: zip_of(Member("a.csv", method=12)),
        "recording_archive_invalid",
        "a zip packed in a rare way",
    ),
    HostileFile("a.zip", lambda: zip_of(Member("a.csv", method=STORED)), None, "a good zip that is not packed"),
    HostileFile(
        "a.zip",
        lambda: zip_of(Member("a.csv"), listed_at=0xFFFFFF),
        "recording_archive_invalid",
        "a zip whose directory lies behind its end",
    ),
    HostileFile(
        "a.csv.gz",
        lambda: gzip.compress(ROWS * 50_000)[:-20],
        "recording_archive_invalid",
        "a gzip without its end",
    ),
    HostileFile(
        "a.csv.gz",
        lambda: gzip.compress(ROWS * 50)[:-8] + bytes(8),
        "recording_archive_invalid",
        "a gzip with a wrong checksum",
    ),
    HostileFile(
        "a.csv.gz",
        lambda: gzip.compress(ROWS * 50) + gzip.compress(b"") * 50_000,
        None,
        "a gzip with 50 000 empty members behind it",
    ),
)
