"""MATLAB 5 (.mat, levels 5 to 7), through SciPy: numeric vectors are channels, a scalar called fs, sr, … is the
sampling rate.

Layout of the file: MathWorks, MAT-File Format (R2023b), "Level 5 MAT-Files".
"""

from __future__ import annotations

import struct
import zlib
from typing import Any, Final, cast

import scipy.io

from diagnostics.errors import recording_error
from diagnostics.readers.content import Content
from diagnostics.readers.format import MAX_SAMPLES, Format, Reading, ReadOptions, check_sample_count
from diagnostics.readers.variables import read_variables

__all__ = ["FORMAT"]

_COMPRESSED: Final = 15


def is_format(head: bytes) -> bool:
    """Return whether ``head`` opens a MATLAB 5 file: 124 bytes of text, then version 0x0100 in either byte order."""
    return len(head) >= 128 and head[124:128] in (b"\x00\x01IM", b"\x01\x00MI")


def read(content: Content, options: ReadOptions) -> Reading:
    """Return what the MATLAB file ``content`` holds: vectors of one length belong together.

    Raises `RecordingError` (recording_damaged, recording_too_large, recording_channels_ambiguous).
    """
    _check_unpacked_size(content)
    with content.open() as file:
        variables = scipy.io.loadmat(cast(Any, file), struct_as_record=True, chars_as_strings=True)
    values = {key: value for key, value in variables.items() if not key.startswith("__")}
    return read_variables(content.name, values, options)


FORMAT: Final = Format("mat5", "MATLAB 5", frozenset({".mat"}), is_format, read)


def _check_unpacked_size(content: Content) -> None:
    """Refuse a file whose compressed variables state a size beyond what is examined, before any is unpacked."""
    total = 0
    size = content.size_bytes
    with content.open() as file:
        order = "<" if file.read(128)[126:128] == b"IM" else ">"
        position = 128
        while position + 8 <= size:
            file.seek(position)
            kind, length = struct.unpack(f"{order}II", file.read(8))
            if kind == _COMPRESSED:
                inner = zlib.decompressobj()
                try:
                    begin = inner.decompress(file.read(min(length, 256)), 8)
                except zlib.error as damaged:
                    raise recording_error("recording_damaged", name=content.name, reason=str(damaged)) from damaged
                total += struct.unpack(f"{order}4xI", begin)[0] if len(begin) == 8 else 0
            else:
                total += length
            position += 8 + length
    check_sample_count(total // 8 if total > 8 * MAX_SAMPLES else 0, content.name)
