"""Contents in a bucket of an S3-compatible service, with the local folder as a cache in front of it.

A content counts as kept once the bucket has confirmed it, never earlier. What is read from the bucket is hashed on its
way: other bytes than the name says are never given out. The bucket's object is ``objects/ab/cd/<sha256>``.

obstore's threads do not survive a fork: a process that forks workers must not use a bucket before (`_Bucket` says so
instead of hanging).
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, TypeVar
from urllib.parse import urlsplit

from clinic_api.errors import ServiceUnavailable
from clinic_api.settings import Settings
from clinic_api.storage.local import Storage, is_content_name, saying_disk_full
from diagnostics.texts import Catalogue

if TYPE_CHECKING:
    from obstore.store import S3Config, S3Store

__all__ = ["BucketStorage"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_LOG: Final = logging.getLogger(__name__)
_PART_BYTES: Final = 1 << 20
_FRESH_SECONDS: Final = 3600.0  # what was used within it is not taken from the cache
_TRIM_EVERY_SECONDS: Final = 60.0
_CONNECT_SECONDS: Final = 5
_REQUEST_SECONDS: Final = 60
_RETRIES: Final = 2
_RETRY_SECONDS: Final = 20

Given = TypeVar("Given")


class _Bucket:
    """The service's calls, opened with the first one; what it does not answer is `ServiceUnavailable`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._store: S3Store | None = None

    def put(self, key: str, path: Path) -> None:
        self._asked(lambda store: store.put(key, path))

    def get(self, key: str) -> Iterator[bytes]:
        """Yield the bytes of ``key``; raises ``FileNotFoundError`` at the first when there is no such object."""
        parts = iter(self._asked(lambda store: store.get(key)).stream(min_chunk_size=_PART_BYTES))
        while (part := self._asked(lambda store: next(parts, None))) is not None:
            yield bytes(part)

    def modified_at(self, key: str) -> datetime:
        """Raises ``FileNotFoundError`` when there is no such object."""
        return self._asked(lambda store: store.head(key))["last_modified"]

    def delete(self, key: str) -> None:
        self._asked(lambda store: store.delete(key))

    def keys(self, prefix: str) -> Iterator[str]:
        chunks = iter(self._asked(lambda store: store.list(prefix)))
        while (chunk := self._asked(lambda store: next(chunks, None))) is not None:
            yield from (str(found["path"]) for found in chunk)

    def _asked(self, question: Callable[[S3Store], Given]) -> Given:
        from obstore.exceptions import BaseError

        _refuse_after_fork()
        if self._store is None:
            self._store = _open(self._settings)
        try:
            return question(self._store)
        except BaseError as error:
            _LOG.warning("the bucket did not do as asked: %s", str(error).partition("\n")[0])
            raise ServiceUnavailable("storage_unavailable", _TEXTS("storage_unavailable")) from error


class BucketStorage(Storage):
    """The storage whose contents lie in a bucket; ``root`` holds what is on its way there and what was used lately."""

    def __init__(self, root: Path, settings: Settings) -> None:
        """Use the bucket that ``settings`` name; nothing connects yet."""
        super().__init__(root)
        self._bucket = _Bucket(settings)
        self._cache_bytes = settings.storage_cache_bytes
        self._trimmed_at = time.monotonic()

    def adopt(self, path: Path, sha256: str) -> None:
        """Bring the finished temporary file ``path`` into the bucket, then into the cache; raises
        `ServiceUnavailable` ``storage_unavailable``, and ``path`` stays.
        """
        self._bucket.put(_key(sha256), path)
        super().adopt(path, sha256)
        self._trim_now_and_then()

    def list(self) -> Iterator[str]:
        """Yield the name of every content in the bucket."""
        for key in self._bucket.keys("objects"):
            name = key.rpartition("/")[2]
            if is_content_name(name):
                yield name

    def fetch(self, sha256: str, *, meanwhile: Callable[[], None] | None = None) -> Path:
        """Return the cached file of a content, brought from the bucket where it is not cached yet."""
        path = self.path_of(sha256).absolute()
        try:
            os.utime(path)
        except FileNotFoundError:
            fresh = self.incoming / f"{os.getpid()}-{secrets.token_hex(8)}"
            try:
                with saying_disk_full(), fresh.open("xb") as file:
                    self._download(sha256, file, meanwhile)
                super().adopt(fresh, sha256)
            finally:
                fresh.unlink(missing_ok=True)
            self._trim_now_and_then()
        return path

    def open(self, sha256: str) -> BinaryIO:
        """Open a content. One that is not cached goes through a file without a name: a backup fills no cache."""
        with contextlib.suppress(FileNotFoundError):
            return super().open(sha256)
        with contextlib.ExitStack() as on_failure:
            file = on_failure.enter_context(tempfile.TemporaryFile(dir=self.incoming))
            self._download(sha256, file, None)
            file.seek(0)
            on_failure.pop_all()
            return file

    def digest_of(self, sha256: str) -> str:
        """Return the SHA-256 of what the bucket has as ``sha256``."""
        digest = hashlib.sha256()
        for part in self._bucket.get(_key(sha256)):
            digest.update(part)
        return digest.hexdigest()

    def remove_old(self, sha256: str, *, older_than_seconds: float = 3600.0) -> bool:
        """Remove a content that no row names any more; tell whether it was there and went.

        S3 deletes without looking: the same bytes sent anew between the look and the deletion, some milliseconds,
        would be in the sender's cache alone, and `clinic check` would name them.
        """
        self.path_of(sha256).unlink(missing_ok=True)
        try:
            age = datetime.now(UTC) - self._bucket.modified_at(_key(sha256))
        except FileNotFoundError:
            return False
        if age < timedelta(seconds=older_than_seconds):
            return False
        self._bucket.delete(_key(sha256))
        return True

    def _download(self, sha256: str, file: BinaryIO, meanwhile: Callable[[], None] | None) -> None:
        """Write a content into ``file``; raises ``FileNotFoundError`` also for one whose bytes are others."""
        digest = hashlib.sha256()
        for part in self._bucket.get(_key(sha256)):
            digest.update(part)
            file.write(part)
            if meanwhile is not None:
                meanwhile()
        file.flush()
        if digest.hexdigest() != sha256:
            raise FileNotFoundError(f"the bucket has other bytes as {sha256}")

    def _trim_now_and_then(self) -> None:
        """Take from the cache what was not used for longest, until it is within its size."""
        if time.monotonic() - self._trimmed_at < _TRIM_EVERY_SECONDS:
            return
        self._trimmed_at = time.monotonic()
        self.trim()

    def trim(self) -> None:
        """Bring the cache within its size; what was used within the last hour stays all the same."""
        cached = []
        for path in self._objects.glob("*/*/*"):
            with contextlib.suppress(FileNotFoundError):
                state = path.stat()
                cached.append((state.st_mtime, state.st_size, path))
        total, fresh_since = sum(size for _, size, _ in cached), time.time() - _FRESH_SECONDS
        for used_at, size, path in sorted(cached):
            if total <= self._cache_bytes or used_at > fresh_since:
                return
            path.unlink(missing_ok=True)
            total -= size


def _key(sha256: str) -> str:
    return f"objects/{sha256[:2]}/{sha256[2:4]}/{sha256}"


_used_in: int | None = None


def _refuse_after_fork() -> None:
    """Raise ``RuntimeError`` where the parent process used a bucket before it forked this one: calls would hang."""
    global _used_in
    _used_in = _used_in or os.getpid()
    if _used_in != os.getpid():
        raise RuntimeError("a bucket was used before this process was forked")


def _open(settings: Settings) -> S3Store:
    from obstore.store import S3Store

    address = urlsplit(str(settings.bucket_url))
    config: S3Config = {"region": settings.bucket_region, "virtual_hosted_style_request": False}
    if settings.bucket_endpoint is not None:
        config["endpoint"] = settings.bucket_endpoint
    if settings.bucket_access_key_id is not None and settings.bucket_secret_access_key is not None:
        config["access_key_id"] = settings.bucket_access_key_id
        config["secret_access_key"] = settings.bucket_secret_access_key.get_secret_value()
    return S3Store(
        address.netloc,
        prefix=address.path.strip("/") or None,
        config=config,
        client_options={
            "allow_http": (settings.bucket_endpoint or "").startswith("http://"),
            "connect_timeout": timedelta(seconds=_CONNECT_SECONDS),
            "timeout": timedelta(seconds=_REQUEST_SECONDS),
        },
        retry_config={"max_retries": _RETRIES, "retry_timeout": timedelta(seconds=_RETRY_SECONDS)},
    )
