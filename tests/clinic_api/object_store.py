"""An S3-compatible service for tests: rclone in front of a folder, on a port of the system."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from pydantic import SecretStr

from clinic_api.settings import Settings
from tests.faults.ports import free_port

_KEY_ID, _SECRET = "HOSPITALTESTKEY", "a secret of the tests"
_START_SECONDS = 20


@dataclass
class ObjectStore:
    """A service with the bucket ``hospital``, whose objects are files below ``folder``."""

    folder: Path
    port: int = field(default_factory=free_port)
    prefix: str = "files"
    _process: subprocess.Popen[bytes] | None = None

    @property
    def bucket(self) -> Path:
        return self.folder / "hospital"

    def settings(self, settings: Settings) -> Settings:
        """Return ``settings`` with this bucket as the storage."""
        return settings.model_copy(
            update={
                "bucket_url": f"s3://hospital/{self.prefix}",
                "bucket_endpoint": f"http://127.0.0.1:{self.port}",
                "bucket_access_key_id": _KEY_ID,
                "bucket_secret_access_key": SecretStr(_SECRET),
            }
        )

    def object_of(self, sha256: str) -> Path:
        return self.bucket / self.prefix / "objects" / sha256[:2] / sha256[2:4] / sha256

    def start(self) -> None:
        self.bucket.mkdir(parents=True, exist_ok=True)
        rclone = Path(sys.executable).with_name("rclone")
        options = ["--auth-key", f"{_KEY_ID},{_SECRET}", "--addr", f"127.0.0.1:{self.port}"]
        self._process = subprocess.Popen(
            [rclone, "serve", "s3", *options, "--config", "/dev/null", "--dir-cache-time", "200ms", str(self.folder)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + _START_SECONDS
        while time.monotonic() < until:
            try:
                httpx.get(f"http://127.0.0.1:{self.port}/", trust_env=False)
                return
            except httpx.TransportError:
                time.sleep(0.05)
        raise TimeoutError("rclone does not answer")

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)
            self._process = None


@contextmanager
def object_store(folder: Path) -> Iterator[ObjectStore]:
    """Run a service whose buckets are folders of ``folder``."""
    store = ObjectStore(folder)
    store.start()
    try:
        yield store
    finally:
        store.stop()
