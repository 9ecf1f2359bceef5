"""FLAC, lossless compressed audio (RFC 9639), through libsndfile."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from diagnostics.readers.audio import open_audio
from diagnostics.readers.format import Format
from diagnostics.recording import Recording

__all__ = ["FORMAT"]


def is_format(head: bytes) -> bool:
    """Return whether ``head`` opens a FLAC stream (RFC 9639, section 6)."""
    return head.startswith(b"fLaC")


def read(path: Path) -> Recording:
    """Return the recording in the FLAC file ``path``; raises `RecordingError`."""
    return open_audio(path, FORMAT.name)


FORMAT: Final = Format("flac", "FLAC", frozenset({".flac"}), is_format, read)
