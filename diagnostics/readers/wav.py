"""WAV (RIFF, RF64 and their big-endian kin), through libsndfile.

Chunk layout: Multimedia Programming Interface and Data Specifications 1.0 (1991); RF64: EBU Tech 3306; the moment of
recording in a broadcast wave: EBU Tech 3285.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final

from diagnostics.errors import recording_error
from diagnostics.readers.audio import Chunk, check_chunk_of_samples, iff_chunks, open_audio
from diagnostics.readers.content import Content
from diagnostics.readers.format import Format, Reading, ReadOptions

__all__ = ["FORMAT"]

_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
_DATE_IN_BEXT: Final = 320
"""Behind description (256 bytes), originator (32) and its reference (32) stand a date of 10 and a time of 8 letters."""
_DATE: Final = re.compile(r"(\d{4})[-_:. /](\d\d)[-_:. /](\d\d)(\d\d)[-_:. /](\d\d)[-_:. /](\d\d)")
"""The letters between the numbers are free (EBU Tech 3285, section 2.3)."""


def is_format(head: bytes) -> bool:
    """Return whether ``head`` opens a WAV file."""
    return head[:4] in (b"RIFF", b"RIFX", b"RF64", b"BW64") and head[8:12] == b"WAVE"


def read(content: Content, _: ReadOptions) -> Reading:
    """Return what the WAV file ``content`` holds; raises `RecordingError` (recording_damaged when the header does
    not hold).
    """
    start = _checked_start(content)
    return replace(open_audio(content), start=start)


FORMAT: Final = Format("wav", "WAV", frozenset({".wav", ".wave", ".rf64"}), is_format, read)


def _checked_start(content: Content) -> datetime | None:
    """Return the moment that the header states; refuse a header that contradicts itself or the length of the file."""
    with content.open() as file:
        order = ">" if file.read(4) == b"RIFX" else "<"
        chunks = list(iff_chunks(file, content.size_bytes, order, b"data", _length_64(file)))
        form = next((chunk for chunk in chunks if chunk.id == b"fmt "), None)
        data = next((chunk for chunk in chunks if chunk.id == b"data"), None)
        if form is None or form.length < 16 or data is None:
            missing = "fmt" if form is None or form.length < 16 else "data"
            raise recording_error("recording_damaged.header", name=content.name, field=missing)
        _check_format(file, form, order, content.name)
        check_chunk_of_samples(data, chunks, content)
        return _origination(file, chunks)


def _length_64(file: io.BufferedIOBase) -> int | None:
    """Return the length of the samples that an RF64 file states in its first chunk, None for other files."""
    file.seek(12)
    identifier, length = struct.unpack("<4s12xQ", file.read(24).ljust(24, b"\0"))
    return int(length) if identifier == b"ds64" else None


def _check_format(file: io.BufferedIOBase, form: Chunk, order: str, name: str) -> None:
    """Refuse a format chunk that describes no possible sampling."""
    file.seek(form.begin)
    tag, channels, rate_hz, _, frame_bytes, bits = struct.unpack(f"{order}HHIIHH", file.read(16))
    if channels == 0:
        raise recording_error("recording_damaged.header", name=name, field="0 channels")
    if rate_hz == 0:
        raise recording_error("recording_damaged.header", name=name, field="0 Hz")
    if tag in (_PCM, _FLOAT, _EXTENSIBLE) and frame_bytes != channels * ((bits + 7) // 8):
        field = f"{channels} × {bits} bit ≠ {frame_bytes} B"
        raise recording_error("recording_damaged.header", name=name, field=field)


def _origination(file: io.BufferedIOBase, chunks: Iterable[Chunk]) -> datetime | None:
    """Return the date and time in the chunk ``bext`` of a broadcast wave, None where there is none or it is blank."""
    bext = next((chunk for chunk in chunks if chunk.id == b"bext"), None)
    if bext is None:
        return None
    file.seek(bext.begin + _DATE_IN_BEXT)
    match = _DATE.match(file.read(18).decode("latin-1"))
    try:
        return datetime.fromisoformat("{}-{}-{}T{}:{}:{}".format(*match.groups())) if match else None
    except ValueError:
        return None
