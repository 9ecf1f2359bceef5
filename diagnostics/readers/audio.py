"""What the audio formats share: samples block by block through libsndfile, and the chunks of IFF files.

An IFF file (EA IFF 85, Morrison, 1985) is a row of chunks: a four-letter id, a 32-bit length, the content, and a byte
of padding behind an odd length. WAV and AIFF are both made so.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import soundfile
from numpy.typing import NDArray

from diagnostics.errors import recording_error
from diagnostics.readers.content import Content, FileContent
from diagnostics.readers.format import Reading
from diagnostics.recording import Channel, lost_as_nan

__all__ = ["AudioSource", "Chunk", "check_chunk_of_samples", "iff_chunks", "open_audio"]

_FIRST_CHUNK: Final = 12
"""Where the first chunk begins: behind the file's id, its length and the id of its form."""
_CHUNK_HEADER_BYTES: Final = 8
_FRAMES_AT_ONCE: Final = 1 << 20
_FLOATING: Final = ("FLOAT", "DOUBLE")
"""Codings that can hold an infinite sample."""
_FIT_FLOAT32: Final = ("PCM_S8", "PCM_U8", "PCM_16", "PCM_24", "FLOAT")
"""Codings whose samples a 32-bit float holds exactly: it has 24 bits of mantissa."""
_TEXTS: Final = ("title", "comment", "artist", "software", "date")
"""What libsndfile hands over of the texts in a file."""


@dataclass(frozen=True)
class Chunk:
    """One chunk: its four-letter id, where its content begins in the file, and the length its header states."""

    id: bytes
    begin: int
    length: int


def iff_chunks(
    file: io.BufferedIOBase, size: int, order: str, samples: bytes, length_64: int | None
) -> Iterator[Chunk]:
    """Yield the chunks of ``file``, which is ``size`` bytes long with numbers in the byte ``order`` ``<`` or ``>``, up
    to the first that does not fit into it; that one is yielded only when it is the chunk of ``samples``.

    ``length_64`` is the length of that chunk where its own 32-bit length says 0xFFFFFFFF.
    """
    position = _FIRST_CHUNK
    while position + _CHUNK_HEADER_BYTES <= size:
        file.seek(position)
        identifier, length = struct.unpack(f"{order}4sI", file.read(_CHUNK_HEADER_BYTES))
        position += _CHUNK_HEADER_BYTES
        if identifier == samples:
            length = length_64 if length_64 is not None and length == 0xFFFFFFFF else length
        elif position + length > size:
            return
        yield Chunk(identifier, position, length)
        position += length + length % 2


def check_chunk_of_samples(data: Chunk, chunks: Iterable[Chunk], content: Content) -> None:
    """Refuse a file whose chunk of samples ``data`` is longer or far shorter than what is there.

    libsndfile reads on where a header promises more than the file holds; a cut recording would be examined as if it
    were whole. Raises `RecordingError` (recording_damaged, recording_empty).
    """
    following = sum(chunk.length for chunk in chunks if chunk.begin > data.begin)
    held = content.size_bytes - data.begin
    if data.length > held or (held > 2 * data.length and following == 0):
        if held == 0:
            raise recording_error("recording_empty", name=content.name)
        raise recording_error("recording_damaged.size", name=content.name, stated=data.length, found=held)


@dataclass(frozen=True)
class AudioSource:
    """Samples of an audio file, ±1 at full scale; the file is opened for each read, so that a recording can be
    handed to other processes.
    """

    content: Content

    def read(self, start: int, stop: int) -> NDArray[np.float64]:
        """Return samples ``start`` to ``stop`` [shape=(channels, stop - start)]; raises `RecordingError`
        (recording_damaged).
        """
        try:
            with _opened(self.content) as file:
                samples = _samples(file, start, stop)
                may_be_infinite = file.subtype in _FLOATING
        except (soundfile.SoundFileError, OSError) as damaged:
            raise recording_error("recording_damaged", name=self.content.name, reason=_reason(damaged)) from damaged
        _check_count(samples.shape[-1], start, stop, self.content.name)
        return lost_as_nan(samples) if may_be_infinite else samples

    def frames(self, start: int, stop: int) -> Iterator[NDArray[np.floating[Any]]]:
        """Yield samples ``start`` to ``stop`` as they lie in the file [shape=(≤ _FRAMES_AT_ONCE, channels)], in the
        shortest type of number that holds each of them exactly; raises `RecordingError` (recording_damaged).
        """
        found = 0
        try:
            with _opened(self.content) as file:
                dtype = "float32" if file.subtype in _FIT_FLOAT32 else "float64"
                for piece in _pieces(file, start, stop, dtype):
                    found += len(piece)
                    yield piece
        except (soundfile.SoundFileError, OSError) as damaged:
            raise recording_error("recording_damaged", name=self.content.name, reason=_reason(damaged)) from damaged
        _check_count(found, start, stop, self.content.name)


@contextmanager
def _opened(content: Content) -> Iterator[soundfile.SoundFile]:
    """Open ``content``, by its path where it has one: libsndfile opens that faster than a stream."""
    if isinstance(content, FileContent):
        with soundfile.SoundFile(content.path) as file:
            yield file
    else:
        with content.open() as stream, soundfile.SoundFile(stream) as file:
            yield file


def _samples(file: soundfile.SoundFile, start: int, stop: int) -> NDArray[np.float64]:
    """Return samples ``start`` to ``stop`` [shape=(channels, ≤ stop - start)]."""
    pieces = list(_pieces(file, start, stop, "float64"))
    return (pieces[0] if len(pieces) == 1 else np.concatenate(pieces)).T


def _pieces(file: soundfile.SoundFile, start: int, stop: int, dtype: str) -> Iterator[NDArray[Any]]:
    """Yield samples ``start`` to ``stop`` in pieces [shape=(≤ _FRAMES_AT_ONCE, channels)], one at least and no more
    than there are, so that a lying header costs no memory.
    """
    file.seek(start)
    while True:
        piece = file.read(min(stop - start, _FRAMES_AT_ONCE), dtype=dtype, always_2d=True)
        yield piece
        start += len(piece)
        if start >= stop or len(piece) == 0:
            return


def _check_count(count: int, start: int, stop: int, name: str) -> None:
    """Raise `RecordingError` (recording_damaged) unless all ``count`` samples from ``start`` to ``stop`` are there."""
    if start + count != stop:
        raise recording_error("recording_damaged.short", name=name, stated=stop, found=start + count)


def _reason(damaged: Exception) -> str:
    """Return libsndfile's own words without the path of the file."""
    return str(damaged).rpartition(": ")[2].rstrip(".") or type(damaged).__name__


def open_audio(content: Content) -> Reading:
    """Return what the audio file ``content`` holds; raises `RecordingError` (recording_damaged, recording_empty).

    It may be longer than memory: samples are read where they are needed. Its details are the texts in the file and
    the ``codec``, libsndfile's name of how samples are coded (PCM_16, FLOAT, VORBIS …), which tells lossy files.
    """
    name = content.name
    try:
        with _opened(content) as file:
            channels, rate_hz, frames = file.channels, file.samplerate, file.frames
            texts = [(field, getattr(file, field)) for field in _TEXTS]
            details = (*((field, text) for field, text in texts if text), ("codec", file.subtype))
            last = _samples(file, frames - 1, frames) if frames > 0 else np.empty((channels, 0))
    except (soundfile.SoundFileError, OSError) as damaged:
        raise recording_error("recording_damaged", name=name, reason=_reason(damaged)) from damaged
    if frames < 1:
        raise recording_error("recording_empty", name=name)
    if rate_hz < 1:
        raise recording_error("recording_damaged.header", name=name, field=f"{rate_hz} Hz")
    _check_count(last.shape[-1], frames - 1, frames, name)
    return Reading(
        channels=tuple(Channel(index, str(index)) for index in range(1, channels + 1)),
        sampling_rate_hz=float(rate_hz),
        rate_source="header",
        sample_count=frames,
        source=AudioSource(content),
        details=details,
    )
