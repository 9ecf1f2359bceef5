"""Readers of recordings, one file a format; the content decides which one reads, the file name only has to agree.

A format module holds a `Format`: how to recognise it from the first bytes, and how to open a file of it as a
`Recording`.
"""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Final

from diagnostics.errors import recording_error
from diagnostics.machine import Machine
from diagnostics.readers import csv_text, flac, mat5, wav
from diagnostics.readers.format import Format
from diagnostics.recording import Recording

__all__ = ["FORMATS", "HEAD_BYTES", "Format", "identify", "read"]

FORMATS: Final[tuple[Format, ...]] = (wav.FORMAT, flac.FORMAT, mat5.FORMAT, csv_text.FORMAT)
"""The known formats; text comes last, since it is recognised by what the others are not."""
HEAD_BYTES: Final = 65_536
"""So many first bytes are enough for `identify`: a text file may open with some pages of description."""


def identify(head: bytes, name: str) -> str:
    """Return the name of the format (``wav``, ``flac``, ``mat5``, ``csv``) of a file called ``name`` whose first
    bytes are ``head``.

    Hand over `HEAD_BYTES` bytes, or the whole file when it is shorter. Raises `RecordingError`: recording_empty,
    recording_format_unknown, recording_format_mismatch (the name promises another format than the content has).
    """
    return _format_of(head, name).name


def read(path: str | Path, *, machine: Machine | None = None, sampling_rate_hz: float | None = None) -> Recording:
    """Open the recording at ``path``; samples of audio files count as ±1 at full scale, samples that are not finite
    are NaN.

    ``sampling_rate_hz``, or what ``machine`` says, is taken where the file carries no rate. Without a machine the
    rate may stay unknown. Raises `RecordingError` with a stable code: recording_not_found, recording_unreadable,
    recording_empty, recording_format_unknown, recording_format_mismatch, recording_damaged, recording_too_large,
    recording_rate_missing, recording_rate_ambiguous.
    """
    path = Path(path)
    recording = _format_of(_head(path), path.name).read(path)
    if sampling_rate_hz is not None:
        recording = recording.at_rate(sampling_rate_hz)
    return recording if machine is None else recording.for_machine(machine)


def _head(path: Path) -> bytes:
    """Return the first bytes of the regular file ``path``."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise recording_error("recording_unreadable", name=path.name, reason="not a file")
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except (FileNotFoundError, NotADirectoryError) as missing:
        raise recording_error("recording_not_found", name=path.name) from missing
    except (OSError, ValueError) as unreadable:
        reason = getattr(unreadable, "strerror", None) or unreadable
        raise recording_error("recording_unreadable", name=path.name[:200], reason=reason) from unreadable


def _format_of(head: bytes, name: str) -> Format:
    if not head:
        raise recording_error("recording_empty", name=name)
    found = next((form for form in FORMATS if form.is_format(head)), None)
    suffix = Path(name).suffix.lower()
    named = next((form for form in FORMATS if suffix in form.suffixes), None)
    if found is None:
        raise _unknown(head, name, named)
    if named is not None and named is not found:
        raise recording_error("recording_format_mismatch", name=name, named=named.title, found=found.title)
    return found


def _unknown(head: bytes, name: str, named: Format | None) -> Exception:
    """Return the error for content that no reader knows, worded by what it seems to be."""
    if head.startswith(b"\x1f\x8b"):
        return recording_error("recording_format_unknown.gzip", name=name)
    if head.startswith(b"MATLAB 7.3 MAT-file"):
        return recording_error("recording_format_unknown.mat73", name=name)
    if named is not None:
        return recording_error("recording_format_mismatch.unknown", name=name, named=named.title)
    return recording_error("recording_format_unknown", name=name)
