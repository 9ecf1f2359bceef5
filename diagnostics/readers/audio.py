"""Sample access shared by the audio formats, block by block through libsndfile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import numpy as np
import soundfile
from numpy.typing import NDArray

from diagnostics.errors import recording_error
from diagnostics.readers.content import Content, FileContent
from diagnostics.readers.format import Reading
from diagnostics.recording import Channel

__all__ = ["AudioSource", "open_audio"]

_FRAMES_AT_ONCE: Final = 1 << 20


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
                file.seek(start)
                blocks = list(_frames(file, stop - start))
        except (soundfile.SoundFileError, OSError) as damaged:
            raise recording_error("recording_damaged", name=self.content.name, reason=_reason(damaged)) from damaged
        samples = np.concatenate(blocks).T if blocks else np.empty((0, 0))
        if samples.shape[-1] != stop - start:
            raise recording_error(
                "recording_damaged.short",
                name=self.content.name,
                stated=stop,
                found=start + samples.shape[-1],
            )
        return np.where(np.isfinite(samples), samples, np.nan)


@contextmanager
def _opened(content: Content) -> Iterator[soundfile.SoundFile]:
    """Open ``content`` by its path where it has one: libsndfile reads that faster than a Python stream."""
    if isinstance(content, FileContent):
        with soundfile.SoundFile(content.path) as file:
            yield file
    else:
        with content.open() as stream, soundfile.SoundFile(stream) as file:
            yield file


def _frames(file: soundfile.SoundFile, count: int) -> list[NDArray[np.float64]]:
    """Return up to ``count`` frames in pieces [shape=(≤ _FRAMES_AT_ONCE, channels)], so that a lying header costs
    no memory.
    """
    pieces = []
    while True:
        piece = file.read(min(count, _FRAMES_AT_ONCE), dtype="float64", always_2d=True)
        pieces.append(piece)
        count -= len(piece)
        if count <= 0 or len(piece) == 0:
            return pieces


def _reason(damaged: Exception) -> str:
    """Return libsndfile's own words without the path of the file."""
    return str(damaged).rpartition(": ")[2].rstrip(".") or type(damaged).__name__


def open_audio(content: Content) -> Reading:
    """Return what the audio file ``content`` holds; raises `RecordingError` (recording_damaged, recording_empty).

    It may be longer than memory: samples are read where they are needed.
    """
    name = content.name
    try:
        with _opened(content) as file:
            channels, rate_hz, frames = file.channels, file.samplerate, file.frames
            title = file.title
    except (soundfile.SoundFileError, OSError) as damaged:
        raise recording_error("recording_damaged", name=name, reason=_reason(damaged)) from damaged
    if frames < 1:
        raise recording_error("recording_empty", name=name)
    if rate_hz < 1:
        raise recording_error("recording_damaged.header", name=name, field=f"{rate_hz} Hz")
    source = AudioSource(content)
    source.read(frames - 1, frames)
    return Reading(
        channels=tuple(Channel(index, str(index)) for index in range(1, channels + 1)),
        sampling_rate_hz=float(rate_hz),
        rate_source="header",
        sample_count=frames,
        source=source,
        details=(("title", title),) if title else (),
    )
