"""The file of an upload that is under way: written by one request at a time, and never shorter than what was told."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import hashlib
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from fastapi.concurrency import run_in_threadpool

from clinic_api.storage import Storage, StoredContent
from clinic_api.storage.local import saying_disk_full

__all__ = ["PartBusy", "PartialFile"]

_CHUNK_BYTES = 1024 * 1024


class PartBusy(Exception):
    """Another request is writing to the same upload."""


class PartialFile:
    """The bytes of upload ``upload_id`` so far."""

    def __init__(self, storage: Storage, upload_id: str) -> None:
        self._storage = storage
        self._path: Path = storage.incoming / f"tus-{upload_id}"

    @property
    def size_bytes(self) -> int:
        """How much has come."""
        try:
            return self._path.stat().st_size
        except FileNotFoundError:
            return 0

    @contextlib.contextmanager
    def locked(self) -> Iterator[int]:
        """Yield a descriptor of the file, alone until the block ends; what was written is durable then.

        Raises `PartBusy` at once while another process or thread has it. The kernel frees the lock of a killed one.
        """
        descriptor = self._lock()
        try:
            yield descriptor
        finally:
            _release(descriptor)

    @contextlib.asynccontextmanager
    async def locked_meanwhile(self) -> AsyncIterator[int]:
        """Do the same in an event loop, which waits for no disk; a request that is cut off is made durable as well."""
        descriptor = await run_in_threadpool(self._lock)
        try:
            yield descriptor
        finally:
            await asyncio.shield(run_in_threadpool(_release, descriptor))

    def _lock(self) -> int:
        with saying_disk_full():
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise PartBusy from None
        return descriptor

    def head(self, length: int) -> bytes:
        """Return the first bytes, up to ``length``."""
        with self._path.open("rb") as file:
            return file.read(length)

    def keep(self) -> StoredContent:
        """Hash the whole and make it visible in the storage; the part itself stays until `remove`.

        The content is linked, not moved: whoever is killed before the row is written can do it again.
        """
        digest, size = hashlib.sha256(), 0
        with self._path.open("rb") as file:
            while chunk := file.read(_CHUNK_BYTES):
                digest.update(chunk)
                size += len(chunk)
        linked = self._path.with_suffix(".whole")
        linked.unlink(missing_ok=True)
        os.link(self._path, linked)
        self._storage.adopt(linked, digest.hexdigest())
        return StoredContent(digest.hexdigest(), size)

    def remove(self) -> None:
        """Forget the bytes."""
        self._path.unlink(missing_ok=True)


def _release(descriptor: int) -> None:
    try:
        with saying_disk_full():
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
