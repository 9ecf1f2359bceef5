"""MATLAB 5 (.mat, levels 5 to 7), through SciPy: numeric vectors are channels, a scalar called fs, sr, … is the
sampling rate.

Layout of the file: MathWorks, MAT-File Format (R2023b), "Level 5 MAT-Files".
"""

from __future__ import annotations

import re
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import scipy.io
from numpy.typing import NDArray

from diagnostics.errors import recording_error
from diagnostics.readers.format import MAX_SAMPLES, Format, check_sample_count, file_sha256
from diagnostics.readers.timebase import is_steady, time_unit_s, timebase
from diagnostics.recording import ArraySource, Channel, Recording

__all__ = ["FORMAT"]

_RATE_NAME: Final = re.compile(
    r"fs|f_s|sr|fs_?hz|rate_hz|sampl(e|ing)_?(rate|frequency|freq)(_?hz)?|abtastrate|采样率|采样频率", re.IGNORECASE
)
_SHORTEST_SIGNAL: Final = 16
"""Vectors shorter than this are parameters, not signals."""
_MOST_COLUMNS: Final = 64
"""A matrix with more columns than this is an image or a map, not channels side by side."""
_DEEPEST: Final = 4
"""Structures within structures are followed so far."""
_COMPRESSED: Final = 15


def is_format(head: bytes) -> bool:
    """Return whether ``head`` opens a MATLAB 5 file: 124 bytes of text, then version 0x0100 in either byte order."""
    return len(head) >= 128 and head[124:128] in (b"\x00\x01IM", b"\x01\x00MI")


def read(path: Path) -> Recording:
    """Return the recording in the MATLAB file ``path``: the largest group of vectors of one length, in the order of
    the file.

    Raises `RecordingError` (recording_damaged, recording_too_large).
    """
    _check_unpacked_size(path)
    try:
        content = scipy.io.loadmat(path, struct_as_record=True, chars_as_strings=True)
    except Exception as damaged:
        # SciPy answers a broken file with whatever its parser stumbles over, from TypeError to zlib.error.
        reason = str(damaged).splitlines()[0][:120] if str(damaged) else type(damaged).__name__
        raise recording_error("recording_damaged", name=path.name, reason=reason) from damaged
    found = list(_arrays({key: value for key, value in content.items() if not key.startswith("__")}, ""))
    return _recording(path, found)


FORMAT: Final = Format("mat5", "MATLAB 5", frozenset({".mat"}), is_format, read)


def _check_unpacked_size(path: Path) -> None:
    """Refuse a file whose compressed variables state a size beyond what is examined, before any is unpacked."""
    total = 0
    size = path.stat().st_size
    with path.open("rb") as file:
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
                    raise recording_error("recording_damaged", name=path.name, reason=str(damaged)) from damaged
                total += struct.unpack(f"{order}4xI", begin)[0] if len(begin) == 8 else 0
            else:
                total += length
            position += 8 + length
    check_sample_count(total // 8 if total > 8 * MAX_SAMPLES else 0, path.name)


def _arrays(values: dict[str, Any], above: str, depth: int = 0) -> Iterator[tuple[str, NDArray[np.float64]]]:
    """Yield every real numeric array with its name; fields of a structure are called ``structure.field``."""
    for name, value in values.items():
        array = np.asarray(value)
        title = f"{above}.{name}" if above else name
        if array.dtype.names and array.size == 1 and depth < _DEEPEST:
            record = array.reshape(-1)[0]
            yield from _arrays({field: record[field] for field in array.dtype.names}, title, depth + 1)
        elif array.dtype.kind in "fiu" and array.size:
            yield title, array.astype(np.float64)


def _vectors(found: list[tuple[str, NDArray[np.float64]]]) -> Iterator[tuple[str, NDArray[np.float64]]]:
    """Yield every signal: vectors, and the columns (the long way) of matrices."""
    for name, array in found:
        matrix = np.squeeze(array)
        if matrix.ndim == 1 and len(matrix) >= _SHORTEST_SIGNAL:
            yield name, matrix
        elif matrix.ndim == 2 and min(matrix.shape) <= _MOST_COLUMNS and max(matrix.shape) >= _SHORTEST_SIGNAL:
            columns = matrix.T if matrix.shape[0] >= matrix.shape[1] else matrix
            for index, column in enumerate(columns, start=1):
                yield f"{name}[{index}]", column


def _recording(path: Path, found: list[tuple[str, NDArray[np.float64]]]) -> Recording:
    groups: defaultdict[int, list[tuple[str, NDArray[np.float64]]]] = defaultdict(list)
    for name, vector in _vectors(found):
        groups[len(vector)].append((name, vector))
    if not groups:
        raise recording_error("recording_damaged.no_samples", name=path.name)
    group = max(groups.values(), key=lambda vectors: (len(vectors), len(vectors[0][1])))
    rate_hz = _stated_rate_hz(found)
    gaps: tuple[int, ...] = ()
    for name, vector in group if len(group) > 1 else ():
        unit_s = time_unit_s(_last(name))
        if unit_s is not None and is_steady(vector):
            timing = timebase(vector * unit_s, name, path.name)
            rate_hz, gaps = rate_hz or timing.sampling_rate_hz, timing.gaps
            group = [(other, samples) for other, samples in group if other != name]
            break
    samples = np.array([vector for _, vector in group])
    check_sample_count(samples.size, path.name)
    samples[~np.isfinite(samples)] = np.nan
    samples.setflags(write=False)
    return Recording(
        channels=tuple(Channel(index, name) for index, name in enumerate(_short([n for n, _ in group]), start=1)),
        sampling_rate_hz=rate_hz,
        sample_count=samples.shape[1],
        format=FORMAT.name,
        sha256=file_sha256(path),
        source_name=path.name,
        source=ArraySource(samples),
        time_gaps=gaps,
    )


def _stated_rate_hz(found: list[tuple[str, NDArray[np.float64]]]) -> float | None:
    """Return the first positive scalar that is called like a sampling rate."""
    for name, array in found:
        if array.size == 1 and _RATE_NAME.fullmatch(_last(name)):
            rate_hz = float(array.reshape(-1)[0])
            if np.isfinite(rate_hz) and rate_hz > 0:
                return rate_hz
    return None


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _short(names: list[str]) -> list[str]:
    """Return the names without the structures around them where that leaves them different."""
    short = [_last(name) for name in names]
    return short if len(set(short)) == len(short) else names
