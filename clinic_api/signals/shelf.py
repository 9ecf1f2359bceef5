"""Where plain copies of recordings lie: samples as numbers that need no parser, and lines worked out of them.

Each copy is a folder of its own below ``signals/<first digits>/<SHA-256 of the recording>``: ``about.json``,
``samples.bin`` [shape=(channels, n)], ``extremes.bin`` [shape=(channels, 2, blocks)], and kept arrays. A copy appears
whole or not at all (it is renamed into place) and may be removed at any time; what was not used for longest goes first.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from diagnostics.readers.format import FASTEST_HZ, MOST_CHANNELS
from diagnostics.recording import Channel, RateSource, Recording

__all__ = ["BLOCK_SAMPLES", "About", "Copy", "Shelf"]

BLOCK_SAMPLES: Final = 256
"""Samples of which the extremes are kept: ten minutes at 51.2 kHz are 120 000 blocks, reduced to a screen in a
millisecond, and a copy grows by 1 %.
"""
_FORGOTTEN_SECONDS: Final = 30 * 24 * 3600.0
"""A copy that nobody looked at for so long goes, however much room there is."""
_ABANDONED_SECONDS: Final = 3600.0
"""After which an unfinished copy is no longer being made."""
_MOST_ARRAYS: Final = 40
"""Kept arrays of one copy, 16 MiB each at most."""
_TRIM_EVERY_SECONDS: Final = 60.0
_ABOUT, _SAMPLES, _EXTREMES = "about.json", "samples.bin", "extremes.bin"


class _AboutChannel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    index: int = Field(ge=1, le=MOST_CHANNELS)
    name: str
    quantity: str | None
    unit: str | None


class About(BaseModel):
    """What a copy is a copy of; all that a `Recording` knows but its samples."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    channels: tuple[_AboutChannel, ...] = Field(min_length=1, max_length=MOST_CHANNELS)
    sampling_rate_hz: float = Field(gt=0, lt=FASTEST_HZ, allow_inf_nan=False)
    sample_count: int = Field(ge=1)
    number: Literal["<f4", "<f8"]
    """Type of the samples: 32 bits where these lose nothing."""
    format: str
    sha256: str
    time_gaps: tuple[int, ...]
    rate_source: RateSource | None
    start: datetime | None
    group: str | None
    details: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, recording: Recording, number: Literal["<f4", "<f8"]) -> Self:
        """Return what is told of ``recording``, whose rate is known."""
        names = ("sample_count", "format", "sha256", "time_gaps", "rate_source", "start", "group", "details")
        channels = tuple(_AboutChannel.model_validate(vars(channel)) for channel in recording.channels)
        told = {name: getattr(recording, name) for name in names}
        return cls(channels=channels, sampling_rate_hz=recording.known_rate_hz(), number=number, **told)

    @property
    def blocks(self) -> int:
        """Number of blocks of `BLOCK_SAMPLES`, the last one possibly shorter."""
        return -(-self.sample_count // BLOCK_SAMPLES)

    @property
    def sizes(self) -> dict[str, int]:
        """Bytes of each file."""
        each = np.dtype(self.number).itemsize * len(self.channels)
        return {_SAMPLES: each * self.sample_count, _EXTREMES: 2 * each * self.blocks}


@dataclass(frozen=True, eq=False)
class Copy:
    """A copy that is whole. It serves as the source of a `Recording`."""

    folder: Path
    about: About
    samples: NDArray[np.floating]
    """In the units of the file, NaN where lost [shape=(channels, n)]."""
    extremes: NDArray[np.floating]
    """Least and greatest sample of each block [shape=(channels, 2, blocks)]."""

    @classmethod
    def open(cls, folder: Path) -> Self | None:
        """Return the copy in ``folder``, None where there is none that is as it should be."""
        try:
            about = About.model_validate_json((folder / _ABOUT).read_bytes())
            if any((folder / name).stat().st_size != size for name, size in about.sizes.items()):
                return None
            count = len(about.channels)
            samples = np.memmap(folder / _SAMPLES, about.number, "r", shape=(count, about.sample_count))
            extremes = np.memmap(folder / _EXTREMES, about.number, "r", shape=(count, 2, about.blocks))
            os.utime(folder)
        except (OSError, ValidationError):
            return None
        return cls(folder, about, samples, extremes)

    def read(self, start: int, stop: int) -> NDArray[np.float64]:
        """Return samples ``start`` to ``stop`` of all channels [shape=(channels, stop - start)]."""
        return np.asarray(self.samples[:, start:stop], dtype=np.float64)

    def channel(self, index: int, start: int, stop: int) -> NDArray[np.float64]:
        """Return samples ``start`` to ``stop`` of one channel (from 0) [shape=(stop - start,)]."""
        return np.asarray(self.samples[index, start:stop], dtype=np.float64)

    def recording(self, name: str) -> Recording:
        """Return the recording, known to people as ``name``, with its samples here."""
        about = self.about
        return Recording(
            channels=tuple(Channel(**dict(channel)) for channel in about.channels),
            sampling_rate_hz=about.sampling_rate_hz,
            sample_count=about.sample_count,
            format=about.format,
            sha256=about.sha256,
            source_name=name,
            source=self,
            time_gaps=about.time_gaps,
            rate_source=about.rate_source,
            start=about.start,
            group=about.group,
            details=about.details,
        )

    def kept(self, name: str, make: Callable[[], NDArray[np.float32]]) -> NDArray[np.float32]:
        """Return the array ``name``, worked out by ``make`` unless it lies here."""
        path = self.folder / f"{name}.npy"
        with contextlib.suppress(OSError, ValueError, EOFError):
            found = np.load(path, mmap_mode="r", allow_pickle=False)
            if found.dtype == np.float32:
                return np.asarray(found)
        made = make()
        fresh = self.folder / f".{secrets.token_hex(8)}"
        with contextlib.suppress(OSError):  # the folder was removed meanwhile, or there is no room: then it is not kept
            with fresh.open("xb") as file:
                np.save(file, made, allow_pickle=False)
            fresh.replace(path)
            arrays = sorted(self.folder.glob("*.npy"), key=lambda file: file.stat().st_mtime)
            for oldest in arrays[:-_MOST_ARRAYS]:
                oldest.unlink(missing_ok=True)
        return made


class Shelf:
    """All copies of one installation, ``most_bytes`` of them at most (and the newest one)."""

    def __init__(self, root: Path, most_bytes: int) -> None:
        """Use ``root``, which need not exist yet."""
        self._root = root
        self._most_bytes = most_bytes
        self._trimmed_at = time.monotonic()

    def folder_of(self, sha256: str, key: str) -> Path:
        """Return where the copy ``key`` of the recording ``sha256`` lies, or would lie."""
        return self._root / sha256[:2] / sha256 / key

    def new_folder(self, sha256: str) -> Path:
        """Return a new folder in which a copy can be made."""
        fresh = self._root / sha256[:2] / sha256 / f".{secrets.token_hex(8)}"
        fresh.mkdir(parents=True, mode=0o700)
        return fresh

    def put(self, fresh: Path, folder: Path) -> None:
        """Bring the finished copy ``fresh`` to its place; where another one came first, that one stays."""
        try:
            fresh.rename(folder)
        except OSError:
            if Copy.open(folder) is None:
                shutil.rmtree(folder, ignore_errors=True)
                fresh.rename(folder)
        if time.monotonic() - self._trimmed_at >= _TRIM_EVERY_SECONDS:
            self._trimmed_at = time.monotonic()
            self.trim(spared=folder)

    def remove(self, sha256: str) -> None:
        """Remove every copy of a recording."""
        shutil.rmtree(self._root / sha256[:2] / sha256, ignore_errors=True)

    def trim(self, *, spared: Path | None = None) -> None:
        """Remove what nobody used for long, what was left unfinished, and the least recently used beyond the size."""
        now, found = time.time(), []
        for folder in self._root.glob("*/*/*"):
            with contextlib.suppress(OSError):
                size = sum(file.stat().st_size for file in folder.iterdir())
                found.append((folder.stat().st_mtime, size, folder))
        total = sum(size for _, size, _ in found)
        for used_at, size, folder in sorted(found):
            unfinished = folder.name.startswith(".")
            idle_seconds = now - used_at
            is_stale = idle_seconds > (_ABANDONED_SECONDS if unfinished else _FORGOTTEN_SECONDS)
            if folder != spared and (is_stale or (total > self._most_bytes and not unfinished)):
                shutil.rmtree(folder, ignore_errors=True)
                total -= size
