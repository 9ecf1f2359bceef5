"""What instruments write: universal files, TDMS and MDF with counts, offsets and links that lead nowhere."""

from __future__ import annotations

import struct
import zlib
from functools import cache

from tests.diagnostics.sandbox.hostile.kit import HostileFile, deflated_over_and_over, overwritten
from tests.diagnostics.sandbox.seeds import seeds


@cache
def _good(name: str) -> bytes:
    return next(seed.data for seed in seeds() if seed.name == name)


# --- universal files


def _universal(
    count: str = "       100", step: str = "  1.00000e-04", *, first: str = "    58", tail: str = "    -1\n"
) -> bytes:
    """Return a data set 58 of 100 numbers that claims ``count`` of them, ``step`` apart."""
    lines = [
        "    -1",
        first,
        *["NONE"] * 5,
        f"{1:5d}{0:10d}{0:5d}{0:10d} {'DE':<10}{12:10d}{-1:4d} {'NONE':<10}{0:10d}{0:4d}",
        f"{4:10d}{count}{1:10d}{0.0:13.5e}{step}{0.0:13.5e}",
        *[f"{17:10d}{0:5d}{0:5d}{0:5d} {'NONE':<20} {'NONE':<20}"] * 4,
        *[f"{0.5:20.11e}{-0.5:20.11e}{0.25:20.11e}{-0.25:20.11e}"] * 25,
    ]
    return ("\n".join(lines) + "\n" + tail).encode()


def _binary(order: int = 1, form: int = 2) -> str:
    return f"    58b{order:6d}{form:6d}{11:12d}{800:12d}{0:6d}{0:6d}{0:12d}{0:12d}"


UNIVERSAL = (
    HostileFile("a.uff", lambda: _universal("9999999999"), "recording_damaged", "a universal file of 10^10 numbers"),
    HostileFile(
        "a.uff",
        lambda: _universal("9999999999", first=_binary()),
        "recording_damaged",
        "a binary universal file of 10^10 numbers",
    ),
    HostileFile("a.uff", lambda: _universal("       -99"), "recording_damaged", "-99 numbers"),
    HostileFile("a.uff", lambda: _universal(step="  0.00000e+00"), "recording_damaged", "a time step of nothing"),
    HostileFile(
        "a.uff", lambda: _universal(step="          nan"), "recording_damaged", "a time step that is no number"
    ),
    HostileFile(
        "a.uff",
        lambda: _universal(step=" 1.00000e-300"),
        "recording_damaged",
        "a time step of 1e-300 s",
    ),
    HostileFile("a.uff", lambda: _universal(tail=""), "recording_damaged", "a data set without an end"),
    HostileFile(
        "a.uff",
        lambda: _universal(first=_binary(form=3)),
        "recording_damaged",
        "numbers in the form of a 1970s computer",
    ),
    HostileFile(
        "a.uff", lambda: _universal(tail="1" * (2 << 20)), "recording_damaged", "a line without an end in a data set"
    ),
    HostileFile("a.uff", lambda: b"    -1\n   151\n" * 60_000, "recording_damaged", "60 000 data sets of nothing"),
    HostileFile("a.uff", lambda: _universal("        80"), "recording_damaged", "100 numbers where 80 are announced"),
)


# --- TDMS


def _text(value: str) -> bytes:
    return struct.pack("<I", len(value)) + value.encode()


def _segment(
    metadata: bytes, data: bytes = b"", *, size: int | None = None, before: int | None = None, contents: int = 0xE
) -> bytes:
    """Return a TDMS segment (National Instruments, TDMS File Format Internal Structure)."""
    length = len(metadata) + len(data) if size is None else size
    offset = len(metadata) if before is None else before
    return struct.pack("<4sIIQQ", b"TDSm", contents, 4713, length, offset) + metadata + data


def _channel(count: int, *, kind: int = 10, axes: int = 1, properties: bytes = bytes(4)) -> bytes:
    index = struct.pack("<IIIQ", 20, kind, axes, count)
    return struct.pack("<I", 1) + _text("/'G'/'DE'") + index + properties


TDMS = (
    HostileFile(
        "a.tdms",
        lambda: _segment(_channel(100), bytes(800), size=1 << 62),
        "recording_damaged",
        "a segment that ends beyond the file",
    ),
    HostileFile(
        "a.tdms",
        lambda: _segment(_channel(100), bytes(800), before=1 << 62),
        "recording_damaged",
        "samples that begin beyond the segment",
    ),
    HostileFile(
        "a.tdms",
        lambda: _segment(_channel(10**11), bytes(800)),
        "recording_damaged",
        "a channel of 10^11 samples",
    ),
    HostileFile(
        "a.tdms",
        lambda: _segment(_channel((1 << 64) - 1), bytes(800)),
        "recording_damaged",
        "a channel of 2^64 - 1 samples",
    ),
    HostileFile(
        "a.tdms", lambda: _segment(struct.pack("<I", 0xFFFFFFFF), bytes(800)), "recording_damaged", "4 billion objects"
    ),
    HostileFile(
        "a.tdms",
        lambda: _segment(_channel(100, properties=struct.pack("<I", 0xFFFFFFFF)), bytes(800)),
        "recording_damaged",
        "4 billion properties",
    ),
    HostileFile(
        "a.tdms",
        lambda: _segment(struct.pack("<II", 1, 0xFFFFFFF0) + bytes(40)),
        "recording_too_large",
        "an object whose name has 4 billion letters",
    ),
    HostileFile(
        "a.tdms",
        lambda: _segment(_channel(100, kind=0x7777), bytes(800)),
        "recording_damaged",
        "samples of an unknown type",
    ),
    HostileFile(
        "a.tdms", lambda: _segment(_channel(100, kind=0x20), bytes(800)), "recording_damaged", "texts in a channel"
    ),
    HostileFile(
        "a.tdms", lambda: _segment(_channel(100, axes=9), bytes(800)), "recording_damaged", "samples of nine axes"
    ),
    HostileFile(
        "a.tdms", lambda: _segment(b"", contents=0) * 40_000, "recording_damaged", "40 000 segments of nothing"
    ),
    HostileFile(
        "a.tdms",
        lambda: _segment(_channel(100), bytes(800), contents=0xFFFFFFFF),
        "recording_damaged",
        "a table of contents of ones",
    ),
    HostileFile("a.tdms", lambda: _segment(_channel(0), b""), "recording_damaged", "a channel without samples"),
    HostileFile("a.tdms", lambda: b"TDSm" + b"\xff" * 2000, "recording_damaged", "a segment of ones"),
)


# --- MDF


def _at(data: bytes, kind: bytes) -> int:
    return data.index(kind)


def _link(data: bytes, kind: bytes, number: int, target: int) -> bytes:
    """Return the file with the link ``number`` of its first block of ``kind`` leading to ``target``."""
    return overwritten(data, _at(data, kind) + 24 + 8 * number, struct.pack("<Q", target))


def _circle(kind: bytes) -> bytes:
    data = _good("fan.mf4")
    return _link(data, kind, 0, _at(data, kind))


def _records(count: int) -> bytes:
    data = _good("fan.mf4")
    at = _at(data, b"##CG")
    links = struct.unpack_from("<Q", data, at + 16)[0]
    return overwritten(data, at + 24 + 8 * links + 8, struct.pack("<Q", count))


def _length(kind: bytes, length: int) -> bytes:
    data = _good("fan.mf4")
    return overwritten(data, _at(data, kind) + 8, struct.pack("<Q", length))


def _packed(unpacked: bytes, size: int) -> bytes:
    """Return the file with a packed block (##DZ) that claims ``size`` bytes for its data."""
    data = _good("fan.mf4")
    block = struct.pack("<4s4xQQ2sBxIQQ", b"##DZ", 48 + len(unpacked), 0, b"DT", 0, 0, size, len(unpacked)) + unpacked
    data += bytes(-len(data) % 8)
    return _link(data + block, b"##DG", 2, len(data))


def _packed_bomb() -> bytes:
    size = 700 << 20
    return _packed(b"\x78\x9c" + deflated_over_and_over(bytes(1 << 20), 700) + bytes(4), size)


MDF = (
    HostileFile("a.mf4", lambda: _circle(b"##DG"), "recording_damaged", "groups of data in a circle"),
    HostileFile("a.mf4", lambda: _circle(b"##CG"), "recording_damaged", "groups of channels in a circle"),
    HostileFile("a.mf4", lambda: _circle(b"##CN"), "recording_damaged", "channels in a circle"),
    HostileFile(
        "a.mf4",
        lambda: _link(_good("fan.mf4"), b"##CN", 1, _at(_good("fan.mf4"), b"##CN")),
        "recording_damaged",
        "a channel composed of itself",
    ),
    HostileFile(
        "a.mf4", lambda: _link(_good("fan.mf4"), b"##DG", 0, 1 << 62), "recording_damaged", "a link beyond the file"
    ),
    HostileFile(
        "a.mf4",
        lambda: _link(_good("fan.mf4"), b"##DG", 1, 64),
        "recording_damaged",
        "a link to a block of another kind",
    ),
    HostileFile("a.mf4", lambda: _records(10**11), "recording_damaged", "10^11 records"),
    HostileFile("a.mf4", lambda: _length(b"##HD", 1 << 60), "recording_damaged", "a header of an exabyte"),
    HostileFile("a.mf4", lambda: _length(b"##CN", 0), "recording_damaged", "a channel of no bytes"),
    HostileFile("a.mf4", lambda: _length(b"##TX", 1 << 40), "recording_damaged", "a text of a terabyte"),
    HostileFile(
        "a.mf4",
        lambda: overwritten(_good("fan.mf4"), _at(_good("fan.mf4"), b"##HD") + 16, struct.pack("<Q", 1 << 61)),
        "recording_damaged",
        "2^61 links",
    ),
    HostileFile("a.mf4", _packed_bomb, "recording_damaged", "packed records of 700 MB"),
    HostileFile(
        "a.mf4",
        lambda: _packed(zlib.compress(bytes(100)), 12_800),
        "recording_damaged",
        "packed records that are too short",
    ),
    HostileFile(
        "a.mf4",
        lambda: overwritten(_good("fan.mf4"), 0, b"UnFinMF "),
        "recording_damaged",
        "a file that was not finished",
    ),
    HostileFile("a.mf4", lambda: b"MDF     4.10    " + b"\xff" * 2000, "recording_damaged", "an MDF of ones"),
    HostileFile("a.mf4", lambda: b"MDF     4.10    " + bytes(2000), "recording_damaged", "an MDF of zeros"),
)

FILES = (*UNIVERSAL, *TDMS, *MDF)
