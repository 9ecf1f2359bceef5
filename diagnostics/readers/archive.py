"""Archives around a recording: gzip (RFC 1952), or a zip (PKWARE APPNOTE 6.3) that holds exactly one file.

Sizes are bounded before memory is spent: what an archive claims is never believed.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Final, cast

from diagnostics.errors import RecordingError, recording_error
from diagnostics.readers.content import HEAD_BYTES, Content, UnpackedContent

__all__ = ["archive_name", "checked_members", "first_member", "peek", "unpack"]

_GZIP: Final = b"\x1f\x8b\x08"
_ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"
MAX_UNPACKED_BYTES: Final = 2 << 30
MAX_RATIO: Final = 200
"""Largest unpacked size over the stored one; recordings of machines pack to a fifth, hardly ever below a fiftieth."""
RATIO_COUNTS_FROM_BYTES: Final = 16 << 20
"""A small file may pack as well as it likes."""
MAX_MEMBERS: Final = 256
_PART_BYTES: Final = 1 << 20
_ZIP_HEADER_BYTES: Final = 30
_STORED, _DEFLATED = 0, 8
_STORED_SIZE_AT: Final = 18
_ENCRYPTED_FLAG: Final = 1
_SIZE_FOLLOWS_FLAG: Final = 8
"""The size of a member stands behind it."""
_BESIDES: Final = ("__MACOSX/", ".DS_Store", "Thumbs.db")
"""What file managers add to an archive of one file."""


def archive_name(head: bytes) -> str | None:
    """Return ``gzip`` or ``zip`` when ``head`` opens such an archive, else None."""
    if head.startswith(_GZIP):
        return "gzip"
    return "zip" if head.startswith((_ZIP, _EMPTY_ZIP)) else None


def first_member(head: bytes) -> str | None:
    """Return the name of the first file in the zip that ``head`` opens, None when it is no zip or is cut short."""
    if not head.startswith(_ZIP) or len(head) < _ZIP_HEADER_BYTES:
        return None
    length = struct.unpack_from("<H", head, 26)[0]
    return head[_ZIP_HEADER_BYTES : _ZIP_HEADER_BYTES + length].decode("utf-8", "replace")


def peek(head: bytes, name: str) -> tuple[bytes, str]:
    """Return the first bytes of what is packed in the archive called ``name`` that ``head`` opens, and its name.

    Raises `RecordingError` (recording_archive_invalid, recording_empty).
    """
    if archive_name(head) == "gzip":
        return _inflated(zlib.decompressobj(31), head, name), _without_gz(name)
    member = first_member(head)
    if member is None:
        raise recording_error("recording_archive_invalid.several", name=name, count=0)
    flags, method = struct.unpack_from("<HH", head, 6)
    begin = _ZIP_HEADER_BYTES + sum(struct.unpack_from("<HH", head, 26))
    if flags & _ENCRYPTED_FLAG:
        raise recording_error("recording_archive_invalid.encrypted", name=name)
    if method == _STORED:
        size = struct.unpack_from("<I", head, _STORED_SIZE_AT)[0]
        return head[begin : len(head) if flags & _SIZE_FOLLOWS_FLAG else begin + size], _base(member)
    if method != _DEFLATED:
        raise recording_error("recording_archive_invalid.method", name=name)
    return _inflated(zlib.decompressobj(-15), head[begin:], name), _base(member)


def unpack(content: Content, head: bytes) -> UnpackedContent:
    """Return the one file in the archive ``content``; raises `RecordingError` (recording_archive_invalid,
    recording_too_large).
    """
    with content.open() as file:
        if archive_name(head) == "gzip":
            return UnpackedContent(_without_gz(content.name), _gunzipped(file, content))
        try:
            with zipfile.ZipFile(cast(IO[bytes], file)) as archive:
                member = _only_member(archive, content)
                with archive.open(member) as packed:
                    data = _bounded(iter(lambda: packed.read(_PART_BYTES), b""), content)
        except (RecordingError, MemoryError):
            raise
        except Exception as damaged:
            # A broken directory makes zipfile stumble over anything, from IndexError to zlib.error.
            raise _damaged(content.name, damaged) from damaged
    return UnpackedContent(_base(member.filename), data)


def checked_members(archive: zipfile.ZipFile, content: Content) -> list[zipfile.ZipInfo]:
    """Return the files in ``archive`` after looking at what it claims: not too many, not too large, no path out of
    it, no link.

    Raises `RecordingError` (recording_archive_invalid, recording_too_large).
    """
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > MAX_MEMBERS:
        raise recording_error("recording_archive_invalid.several", name=content.name, count=len(members))
    _check_size(sum(member.file_size for member in members), content)
    for member in members:
        parts = member.filename.replace("\\", "/").split("/")
        is_link = (member.external_attr >> 16) & 0o170000 == 0o120000
        if is_link or ".." in parts or parts[0] == "" or ":" in parts[0]:
            raise recording_error("recording_archive_invalid.path", name=content.name, member=member.filename[:80])
        if member.flag_bits & _ENCRYPTED_FLAG:
            raise recording_error("recording_archive_invalid.encrypted", name=content.name)
    return members


def _only_member(archive: zipfile.ZipFile, content: Content) -> zipfile.ZipInfo:
    members = [
        member
        for member in checked_members(archive, content)
        if not member.filename.startswith(_BESIDES) and _base(member.filename) not in _BESIDES
    ]
    if len(members) != 1:
        raise recording_error("recording_archive_invalid.several", name=content.name, count=len(members))
    return members[0]


def _gunzipped(file: io.BufferedIOBase, content: Content) -> bytes:
    try:
        return _bounded(_gzip_parts(file), content)
    except (zlib.error, EOFError) as damaged:
        raise _damaged(content.name, damaged) from damaged


def _gzip_parts(file: io.BufferedIOBase) -> Iterator[bytes]:
    """Yield the unpacked bytes of all gzip members, at most `_PART_BYTES` at once whatever the packed ones say."""
    unpacker = zlib.decompressobj(31)
    while packed := file.read(_PART_BYTES):
        while packed:
            yield unpacker.decompress(packed, _PART_BYTES)
            packed = unpacker.unconsumed_tail
            if unpacker.eof:
                packed = unpacker.unused_data.lstrip(b"\0")
                if not packed:
                    break
                unpacker = zlib.decompressobj(31)
    if not unpacker.eof:
        raise EOFError("it ends too early")


def _bounded(parts: Iterator[bytes], content: Content) -> bytes:
    data = bytearray()
    for part in parts:
        data += part
        _check_size(len(data), content)
    return bytes(data)


def _check_size(unpacked: int, content: Content) -> None:
    exploded = unpacked > RATIO_COUNTS_FROM_BYTES and unpacked > MAX_RATIO * content.size_bytes
    if unpacked > MAX_UNPACKED_BYTES or exploded:
        raise recording_error(
            "recording_too_large.unpacked", name=content.name, size=unpacked >> 20, limit=MAX_UNPACKED_BYTES >> 20
        )


def _inflated(unpacker: zlib._Decompress, packed: bytes, name: str) -> bytes:
    try:
        return unpacker.decompress(packed, HEAD_BYTES)
    except zlib.error as damaged:
        raise _damaged(name, damaged) from damaged


def _damaged(name: str, damaged: Exception) -> RecordingError:
    return recording_error("recording_archive_invalid", name=name, reason=str(damaged)[:120] or type(damaged).__name__)


def _without_gz(name: str) -> str:
    return name[:-3] if name.lower().endswith(".gz") else name


def _base(member: str) -> str:
    return member.replace("\\", "/").rstrip("/").rpartition("/")[2]
