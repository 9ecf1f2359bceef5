"""WAV (RIFF, RF64 and their big-endian kin), through libsndfile.

libsndfile reads on where a header promises more than the file holds; here such a file is refused, since a cut
recording would be examined as if it were whole. Chunk layout: Multimedia Programming Interface and Data
Specifications 1.0 (1991); RF64: EBU Tech 3306.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from diagnostics.errors import recording_error
from diagnostics.readers.audio import open_audio
from diagnostics.readers.content import Content
from diagnostics.readers.format import Format, Reading, ReadOptions

__all__ = ["FORMAT"]

_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
_LENGTH_IN_DS64: Final = 0xFFFFFFFF


@dataclass(frozen=True)
class _Chunk:
    """One chunk: its four-letter id, where its content begins in the file, and the length its header states."""

    id: bytes
    begin: int
    length: int


def is_format(head: bytes) -> bool:
    """Return whether ``head`` opens a WAV file."""
    return head[:4] in (b"RIFF", b"RIFX", b"RF64", b"BW64") and head[8:12] == b"WAVE"


def read(content: Content, _: ReadOptions) -> Reading:
    """Return what the WAV file ``content`` holds; raises `RecordingError` (recording_damaged when the header does
    not hold).
    """
    _check_header(content)
    return open_audio(content)


FORMAT: Final = Format("wav", "WAV", frozenset({".wav", ".wave", ".rf64"}), is_format, read)


def _check_header(content: Content) -> None:
    """Refuse a header that contradicts itself or the length of the file."""
    size = content.size_bytes
    with content.open() as file:
        order = ">" if file.read(4) == b"RIFX" else "<"
        chunks = list(_chunks(file, size, order))
        form = next((chunk for chunk in chunks if chunk.id == b"fmt "), None)
        data = next((chunk for chunk in chunks if chunk.id == b"data"), None)
        if form is None or form.length < 16 or data is None:
            missing = "fmt" if form is None or form.length < 16 else "data"
            raise recording_error("recording_damaged.header", name=content.name, field=missing)
        _check_format(file, form, order, content.name)
    following = sum(chunk.length for chunk in chunks if chunk.begin > data.begin)
    held = size - data.begin
    if data.length > held or (held > 2 * data.length and following == 0):
        if held == 0:
            raise recording_error("recording_empty", name=content.name)
        raise recording_error("recording_damaged.size", name=content.name, stated=data.length, found=held)


def _chunks(file: io.BufferedIOBase, size: int, order: str) -> Iterator[_Chunk]:
    """Yield the chunks of the file up to the first that does not fit into it, which is yielded only when it holds
    the samples.
    """
    data_length = None
    position = 12
    while position + 8 <= size:
        file.seek(position)
        identifier, length = struct.unpack(f"{order}4sI", file.read(8))
        if identifier == b"ds64":
            data_length = struct.unpack(f"{order}8xQ", file.read(16).ljust(16, b"\0"))[0]
        if identifier == b"data" and length == _LENGTH_IN_DS64 and data_length is not None:
            length = data_length
        if identifier != b"data" and position + 8 + length > size:
            return
        yield _Chunk(identifier, position + 8, length)
        position += 8 + length + length % 2


def _check_format(file: io.BufferedIOBase, form: _Chunk, order: str, name: str) -> None:
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
