"""The bytes of a recording, wherever they lie: in a file, behind an open descriptor, or unpacked from an archive.

Readers see only this, so that they work alike on a path and in a sandbox that can open no path at all.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, cast

from diagnostics.errors import recording_error

__all__ = ["HEAD_BYTES", "Content", "DescriptorContent", "FileContent", "UnpackedContent", "file_sha256"]

HEAD_BYTES: Final = 65_536
"""So many first bytes are enough to tell the format: a text file may open with some pages of description."""
_HASHED_AT_ONCE_BYTES: Final = 1 << 22


class Content(Protocol):
    """A recording's bytes and the name people know them by."""

    @property
    def name(self) -> str:
        """The file's name, without any folder."""
        ...

    @property
    def size_bytes(self) -> int:
        """How many bytes there are."""
        ...

    def open(self) -> io.BufferedIOBase:
        """Return a seekable stream at the first byte, each time a new one."""
        ...


@dataclass(frozen=True)
class FileContent:
    """A file at a path."""

    path: Path

    @property
    def name(self) -> str:
        """The file's name, without any folder."""
        return self.path.name

    @property
    def size_bytes(self) -> int:
        """How many bytes there are."""
        return self.path.stat().st_size

    def open(self) -> io.BufferedIOBase:
        """Return a new stream; raises `RecordingError` (recording_not_found, recording_unreadable)."""
        try:
            if not stat.S_ISREG(self.path.stat().st_mode):
                raise recording_error("recording_unreadable", name=self.name, reason="not a file")
            return self.path.open("rb")
        except (FileNotFoundError, NotADirectoryError) as missing:
            raise recording_error("recording_not_found", name=self.name) from missing
        except (OSError, ValueError) as unreadable:
            reason = getattr(unreadable, "strerror", None) or unreadable
            raise recording_error("recording_unreadable", name=self.name[:200], reason=reason) from unreadable


@dataclass(frozen=True)
class DescriptorContent:
    """A file that is already open; its position is neither used nor moved."""

    name: str
    descriptor: int

    @property
    def size_bytes(self) -> int:
        """How many bytes there are."""
        return os.fstat(self.descriptor).st_size

    def open(self) -> io.BufferedIOBase:
        """Return a new stream with a position of its own."""
        return io.BufferedReader(_Positioned(self.descriptor, self.size_bytes), 1 << 17)


@dataclass(frozen=True)
class UnpackedContent:
    """The one file in an archive, in memory."""

    name: str
    data: bytes

    @property
    def size_bytes(self) -> int:
        """How many bytes there are."""
        return len(self.data)

    def open(self) -> io.BufferedIOBase:
        """Return a new stream."""
        return io.BytesIO(self.data)


class _Positioned(io.RawIOBase):
    """Reads a descriptor at a position of its own; closing it leaves the descriptor open."""

    def __init__(self, descriptor: int, size: int) -> None:
        self._descriptor, self._size, self._position = descriptor, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        count = os.preadv(self._descriptor, [cast(bytearray, buffer)], self._position)
        self._position += count
        return count

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError("a position before the beginning")
        self._position = base + offset
        return self._position

    def tell(self) -> int:
        return self._position


def file_sha256(content: Content, progress: Callable[[int], None] | None = None) -> str:
    """Return the SHA-256 of the bytes of ``content``; ``progress`` is told how many more have been looked at."""
    digest = hashlib.sha256()
    with content.open() as file:
        while part := file.read(_HASHED_AT_ONCE_BYTES):
            digest.update(part)
            if progress is not None:
                progress(len(part))
    return digest.hexdigest()
