"""FLAC, lossless compressed audio (RFC 9639), through libsndfile."""

from __future__ import annotations

from typing import Final

from diagnostics.readers.audio import open_audio
from diagnostics.readers.content import Content
from diagnostics.readers.format import Format, Reading, ReadOptions

__all__ = ["FORMAT"]


def is_format(head: bytes) -> bool:
    """Return whether ``head`` opens a FLAC stream (RFC 9639, section 6)."""
    return head.startswith(b"fLaC")


def read(content: Content, _: ReadOptions) -> Reading:
    """Return what the FLAC file ``content`` holds; raises `RecordingError`."""
    return open_audio(content)


FORMAT: Final = Format("flac", "FLAC", frozenset({".flac"}), is_format, read)
