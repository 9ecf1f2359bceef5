"""The local content-addressed folder: ``objects/ab/cd/<sha256>``, filled through ``incoming/`` so that no half file
is ever visible.

Order of a write : temporary file → fsync → rename → fsync of the folder; only then may a row name
the content.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

__all__ = [
    "HEAD_BYTES",
    "ContentTooLarge",
    "Storage",
    "StorageFull",
    "StoredContent",
    "UploadWriter",
    "is_content_name",
    "saying_disk_full",
]

_SHA256 = re.compile(r"[0-9a-f]{64}")
HEAD_BYTES = 65_536  # what `diagnostics.readers.identify` wants to see


class ContentTooLarge(Exception):
    """More bytes came than the limit allows; nothing was kept."""


class StorageFull(Exception):
    """The disk has no room left; nothing was kept."""


@dataclass(frozen=True)
class StoredContent:
    """What was kept: its SHA-256 in hex and its length in bytes."""

    sha256: str
    size_bytes: int


class UploadWriter:
    """Takes the parts of one upload, counting and hashing them; nothing is visible before `keep`."""

    def __init__(self, storage: Storage, limit_bytes: int) -> None:
        """Open a temporary file of ``storage``; more than ``limit_bytes`` raise `ContentTooLarge`."""
        self._storage = storage
        self._limit_bytes = limit_bytes
        self._path = storage.incoming / f"{os.getpid()}-{secrets.token_hex(8)}"
        self._file = self._path.open("xb")
        self._hash = hashlib.sha256()
        self.size_bytes = 0
        self.head = b""

    @property
    def head_is_complete(self) -> bool:
        """Whether as much of the beginning has come as is needed to tell the format."""
        return len(self.head) >= HEAD_BYTES

    def write(self, part: bytes) -> None:
        """Append ``part``; raises `ContentTooLarge` past the limit and `StorageFull` when the disk is full."""
        self.size_bytes += len(part)
        if self.size_bytes > self._limit_bytes:
            raise ContentTooLarge
        if not self.head_is_complete:
            self.head = (self.head + part)[:HEAD_BYTES]
        self._hash.update(part)
        with saying_disk_full():
            self._file.write(part)

    def keep(self) -> StoredContent:
        """Make the content durable and visible under its SHA-256."""
        content = StoredContent(self._hash.hexdigest(), self.size_bytes)
        with saying_disk_full():
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._storage.adopt(self._path, content.sha256)
        return content

    def close(self) -> None:
        """Close and remove the temporary file; harmless after `keep`."""
        with contextlib.suppress(OSError):
            self._file.close()
        self._path.unlink(missing_ok=True)


class Storage:
    """A folder of contents named by their SHA-256; `bucket.BucketStorage` keeps them in a bucket as well."""

    def __init__(self, root: Path) -> None:
        """Use ``root``, making its folders where they are missing."""
        self._objects = root / "objects"
        self.incoming = root / "incoming"
        self._objects.mkdir(parents=True, exist_ok=True)
        self.incoming.mkdir(parents=True, exist_ok=True)

    @contextlib.contextmanager
    def writer(self, limit_bytes: int) -> Iterator[UploadWriter]:
        """Yield an `UploadWriter`; whatever was not kept is gone when the block ends."""
        with saying_disk_full():
            upload = UploadWriter(self, limit_bytes)
        try:
            yield upload
        finally:
            upload.close()

    def store_stream(self, parts: Iterable[bytes], limit_bytes: int) -> StoredContent:
        """Keep the bytes of ``parts``; raises `ContentTooLarge` past ``limit_bytes``, `StorageFull` without room."""
        with self.writer(limit_bytes) as upload:
            for part in parts:
                upload.write(part)
            return upload.keep()

    def remove_abandoned(self, *, older_than_seconds: float) -> int:
        """Remove the temporary files of uploads whose process was killed, and return how many there were."""
        oldest_kept = time.time() - older_than_seconds
        removed = 0
        for path in self.incoming.iterdir():
            with contextlib.suppress(FileNotFoundError):  # finished in this very moment
                if path.stat().st_mtime < oldest_kept:
                    path.unlink()
                    removed += 1
        return removed

    def remove_old(self, sha256: str, *, older_than_seconds: float = 3600.0) -> bool:
        """Remove a content that no row names any more; tell whether it was there and went.

        One that was written anew meanwhile belongs to an upload whose row is about to come: it stays.
        """
        away = self.incoming / f"removed-{sha256}"
        try:
            self.path_of(sha256).rename(away)
        except FileNotFoundError:
            return False
        if time.time() - away.stat().st_mtime < older_than_seconds:
            self.adopt(away, sha256)
            return False
        away.unlink()
        return True

    def path_of(self, sha256: str) -> Path:
        """Return where the content named ``sha256`` lies; raises ``ValueError`` for anything but 64 hex digits."""
        if not is_content_name(sha256):
            raise ValueError("a content is named by the 64 hexadecimal digits of its SHA-256")
        return self._objects / sha256[:2] / sha256[2:4] / sha256

    def list(self) -> Iterator[str]:
        """Yield the name of every content that is kept, in no particular order."""
        for path in self._objects.glob("*/*/*"):
            if is_content_name(path.name):
                yield path.name

    def fetch(self, sha256: str, *, meanwhile: Callable[[], None] | None = None) -> Path:
        """Return a file with the content named ``sha256``, which nobody may change; it stays for an hour at least.

        Calls ``meanwhile`` now and then while it comes from afar. Raises ``FileNotFoundError`` when it is not kept.
        """
        path = self.path_of(sha256).absolute()
        if not path.is_file():
            raise FileNotFoundError(path)
        return path

    def open(self, sha256: str) -> BinaryIO:
        """Open the content named ``sha256`` for reading; raises ``FileNotFoundError`` when it is not kept."""
        return self.path_of(sha256).open("rb")

    def digest_of(self, sha256: str) -> str:
        """Return the SHA-256 of the bytes that are kept now as ``sha256``; another one tells that they have changed."""
        with self.path_of(sha256).open("rb", buffering=0) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def adopt(self, path: Path, sha256: str) -> None:
        """Move the finished temporary file ``path`` to its place; identical bytes kept before are replaced in one
        step.
        """
        target = self.path_of(sha256)
        missing = [folder for folder in (target.parent.parent, target.parent) if not folder.is_dir()]
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)
        for folder in (target.parent, *(made.parent for made in missing)):
            _sync_folder(folder)


def is_content_name(name: str) -> bool:
    """Tell whether ``name`` is a SHA-256 as contents are named."""
    return _SHA256.fullmatch(name) is not None


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def saying_disk_full() -> Iterator[None]:
    """Raise `StorageFull` where the block finds no room left."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise StorageFull from error
        raise
