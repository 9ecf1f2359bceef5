"""AIFF and AIFF-C, through libsndfile.

Chunk layout: Apple, Audio Interchange File Format, version 1.3 (1989), and AIFF-C, draft of 1991.
"""

from __future__ import annotations

import math
import struct
from dataclasses import replace
from typing import Final

from diagnostics.errors import recording_error
from diagnostics.readers.audio import check_chunk_of_samples, iff_chunks, open_audio
from diagnostics.readers.content import Content
from diagnostics.readers.format import Format, Reading, ReadOptions

__all__ = ["FORMAT"]

_COMMON_BYTES: Final = 18
"""Channels (16 bit), frames (32), bits a sample (16) and the rate as an 80-bit float open the common chunk."""
_FASTEST_HZ: Final = float(1 << 31)
"""libsndfile counts hertz in 31 bits."""
_EXTENDED_BIAS: Final = 16_383
_SOUND_HEADER_BYTES: Final = 8
"""Offset and block size stand before the samples."""


def is_format(head: bytes) -> bool:
    """Return whether ``head`` opens an AIFF or AIFF-C file."""
    return head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC")


def read(content: Content, _: ReadOptions) -> Reading:
    """Return what the AIFF file ``content`` holds; raises `RecordingError` (recording_damaged when the header does
    not hold).
    """
    rate_hz = _checked_rate_hz(content)
    return replace(open_audio(content), sampling_rate_hz=rate_hz)


FORMAT: Final = Format("aiff", "AIFF", frozenset({".aif", ".aiff", ".aifc"}), is_format, read)


def _checked_rate_hz(content: Content) -> float:
    """Return the sampling rate, which libsndfile cuts to whole hertz; refuse a header that contradicts itself or the
    length of the file.
    """
    with content.open() as file:
        compressed = file.read(_COMMON_BYTES)[8:12] == b"AIFC"
        chunks = list(iff_chunks(file, content.size_bytes, ">", b"SSND", None))
        common = next((chunk for chunk in chunks if chunk.id == b"COMM"), None)
        sound = next((chunk for chunk in chunks if chunk.id == b"SSND"), None)
        if common is None or common.length < _COMMON_BYTES or (sound is None and content.size_bytes > common.begin):
            missing = "COMM" if common is None or common.length < _COMMON_BYTES else "SSND"
            raise recording_error("recording_damaged.header", name=content.name, field=missing)
        file.seek(common.begin)
        channels, frames, bits, exponent, mantissa = struct.unpack(">HIHHQ", file.read(_COMMON_BYTES))
    if sound is None or frames == 0:
        raise recording_error("recording_empty", name=content.name)
    if channels == 0:
        raise recording_error("recording_damaged.header", name=content.name, field="0 channels")
    rate_hz = _extended(exponent, mantissa)
    if not 1.0 <= rate_hz < _FASTEST_HZ:
        raise recording_error("recording_damaged.header", name=content.name, field=f"{rate_hz:g} Hz")
    check_chunk_of_samples(sound, chunks, content)
    stated = frames * channels * ((bits + 7) // 8)
    if not compressed and stated > sound.length - _SOUND_HEADER_BYTES:
        found = sound.length - _SOUND_HEADER_BYTES
        raise recording_error("recording_damaged.size", name=content.name, stated=stated, found=found)
    return rate_hz


def _extended(exponent: int, mantissa: int) -> float:
    """Return the number of 80 bits (IEEE 754, extended) as 64 bits hold it; without a sign, beyond reach infinite."""
    power = exponent - _EXTENDED_BIAS - 63
    return math.ldexp(mantissa, power) if power <= 0 else math.inf
