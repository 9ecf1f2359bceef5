"""What a caged child does: raise its walls, read one file, leave the answer in two memory files, and end."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable
from typing import Any, Final, NoReturn

import numpy as np
from numpy.typing import NDArray

from diagnostics.errors import RecordingError, recording_error
from diagnostics.readers import read_content
from diagnostics.readers.audio import AudioSource
from diagnostics.readers.content import DescriptorContent
from diagnostics.readers.format import Reading
from diagnostics.recording import ColumnsSource
from diagnostics.sandbox.attempts import attempt_everything
from diagnostics.sandbox.protocol import INLINE_BYTES, NUMBERS, Attempts, FoundReading, Layout, Request, plain_refusal
from diagnostics.sandbox.walls import Foundations, raise_walls

__all__ = ["CRASHED", "run"]

CRASHED: Final = 70
"""Exit code of a child that could not finish its own work (EX_SOFTWARE of sysexits.h)."""


def run(request: Request, foundations: Foundations, *, file: int, answer: int, samples: int, parent: int) -> NoReturn:
    """Answer ``request`` about the open ``file`` into the memory files ``answer`` and ``samples``, and end."""
    code = CRASHED
    gc.disable()  # it would touch, and so copy, the memory that is shared with the warm process
    try:
        _answer(request, foundations, file, answer, samples, parent)
        code = 0
    finally:
        # No exit handler, no destructor of a library: the warm process's own must not run here.
        os._exit(code)


def _answer(request: Request, foundations: Foundations, file: int, answer: int, samples: int, parent: int) -> None:
    try:
        try:
            standing = raise_walls(request.limits, foundations, parent=parent, required=request.required)
        except OSError as failed:
            raise recording_error("sandbox_unavailable", missing=str(failed)) from failed
        if request.task == "attempts":
            told = Attempts(standing=standing, refused=attempt_everything(parent)).model_dump_json()
        else:
            told = _told(request, file, samples)
    except RecordingError as refused:
        told = plain_refusal(refused).model_dump_json()
    except MemoryError:
        told = plain_refusal(recording_error("recording_too_large.memory", name=request.name)).model_dump_json()
    os.ftruncate(answer, 0)  # the request stood there
    _write(answer, told.encode())


def _told(request: Request, file: int, samples: int) -> str:
    content = DescriptorContent(request.name, file)
    form, reading = read_content(content, request.read_options())
    size = 8 * len(reading.channels) * reading.sample_count
    layout: Layout | None = None
    if request.task == "stretch":
        layout = _write_samples(samples, reading, request.start, min(request.stop, reading.sample_count))
    elif isinstance(reading.source, ColumnsSource) or size <= INLINE_BYTES:
        layout = _write_samples(samples, reading, 0, reading.sample_count)
    return FoundReading.of(form, reading, layout).model_dump_json()


def _write_samples(descriptor: int, reading: Reading, start: int, stop: int) -> Layout:
    """Write samples ``start`` to ``stop`` as the source holds them, part after part; return how they lie there."""
    source = reading.source
    parts: Iterable[NDArray[Any]]
    if isinstance(source, AudioSource):
        parts, interleaved = source.frames(start, stop), True
    elif isinstance(source, ColumnsSource):
        parts, interleaved = _of_one_type([column[start:stop] for column in source.columns]), False
    else:
        parts, interleaved = [source.read(start, stop)], False
    offset = 0
    for part in parts:
        offset += _write(descriptor, np.ascontiguousarray(part).data, offset)
    return Layout(dtype=part.dtype.str, interleaved=interleaved)


def _of_one_type(columns: list[NDArray[Any]]) -> list[NDArray[Any]]:
    """Return ``columns`` as they are when they are numbers of one type in this machine's byte order, else as 64-bit
    floats.
    """
    types = {column.dtype for column in columns}
    if len(types) == 1 and types <= {np.dtype(code) for code in NUMBERS}:
        return columns
    return [column.astype(np.float64) for column in columns]


def _write(descriptor: int, content: bytes | memoryview, offset: int = 0) -> int:
    """Write ``content`` at ``offset`` and return how many bytes it has."""
    view = memoryview(content).cast("B")
    size = len(view)
    while len(view):
        written = os.pwrite(descriptor, view, offset)
        view, offset = view[written:], offset + written
    return size
