"""What the hostile files are made with."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass

ROWS = b"0.001,0.125\n"
"""A row of a table of numbers."""


@dataclass(frozen=True)
class HostileFile:
    """A file that lies, and how its reading must end."""

    name: str
    build: Callable[[], bytes]
    code: str | tuple[str, ...] | None
    """The code of the error; several where the library may notice the lie in several ways, None for a good reading."""
    says: str
    """What is wrong with it; no two files say the same."""

    @property
    def codes(self) -> tuple[str | None, ...]:
        """How its reading may end."""
        return self.code if isinstance(self.code, tuple) else (self.code,)


def deflated_over_and_over(block: bytes, times: int) -> bytes:
    """Return the raw deflate stream of ``times`` blocks, made by packing only one."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    once = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    return once * times + zlib.compressobj(9, zlib.DEFLATED, -15).flush()


STORED, DEFLATED = 0, 8


@dataclass(frozen=True)
class Member:
    """A member of a zip that may claim what it likes."""

    name: str
    data: bytes = ROWS * 50
    packed: bytes | None = None
    """What is stored of it, by default its data packed as its method says."""
    method: int = DEFLATED
    size: int | None = None
    """What it claims to be unpacked."""
    flags: int = 0
    mode: int = 0o100644

    @property
    def stored(self) -> bytes:
        if self.packed is not None:
            return self.packed
        return deflated_over_and_over(self.data, 1) if self.method == DEFLATED else self.data


def zip_of(*members: Member, listed_at: int | None = None) -> bytes:
    """Return a zip of ``members`` (PKWARE APPNOTE 6.3); ``listed_at`` lies about where its directory begins."""
    body, directory = b"", b""
    for member in members:
        name = member.name.encode()
        size = len(member.data) if member.size is None else member.size
        stored = member.stored
        common = struct.pack(
            "<HHHHHIIIHH",
            20,
            member.flags,
            member.method,
            0,
            0x21,
            zlib.crc32(member.data),
            len(stored),
            size,
            len(name),
            0,
        )
        directory += struct.pack("<4sH", b"PK\x01\x02", 0x031E) + common
        directory += struct.pack("<HHHII", 0, 0, 0, member.mode << 16, len(body)) + name
        body += b"PK\x03\x04" + common + name + stored
    begin = len(body) if listed_at is None else listed_at
    count = len(members)
    return body + directory + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(directory), begin, 0)


def overwritten(data: bytes, at: int, new: bytes) -> bytes:
    """Return ``data`` with ``new`` at the byte ``at``, counted from the end when negative."""
    at = at if at >= 0 else len(data) + at
    return data[:at] + new + data[at + len(new) :]


def replaced(data: bytes, old: bytes, new: bytes) -> bytes:
    """Return ``data`` with the first ``old``, which must be there, as ``new`` of the same length."""
    assert old in data
    assert len(old) == len(new)
    return data.replace(old, new, 1)
