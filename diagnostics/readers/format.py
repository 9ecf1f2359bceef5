"""What every format module offers, and what they share."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from diagnostics.errors import recording_error
from diagnostics.recording import Recording

__all__ = ["MAX_SAMPLES", "Format", "check_sample_count", "file_sha256"]

MAX_SAMPLES: Final = 100_000_000
"""Samples of all channels together that are examined at once: 0.8 GB as 64-bit floats, what a machine with 4 GB of
memory carries.
"""


@dataclass(frozen=True)
class Format:
    """One file format: its name for programs and for people, the suffixes it is known by, its recogniser and its
    reader.
    """

    name: str
    title: str
    suffixes: frozenset[str]
    is_format: Callable[[bytes], bool]
    read: Callable[[Path], Recording]


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of the bytes of ``path``."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_sample_count(samples: int, name: str) -> None:
    """Raise `RecordingError` (recording_too_large) when ``samples`` of all channels together are more than
    `MAX_SAMPLES`.
    """
    if samples > MAX_SAMPLES:
        raise recording_error("recording_too_large", name=name, samples=samples, limit=MAX_SAMPLES)
