"""What a caged child does: raise its walls, read one file, leave the answer in two memory files, and end."""

from __future__ import annotations

import os
from typing import Final, NoReturn

import numpy as np

from diagnostics.errors import RecordingError, recording_error
from diagnostics.readers import read_content
from diagnostics.readers.content import DescriptorContent
from diagnostics.readers.format import Reading
from diagnostics.recording import ColumnsSource
from diagnostics.sandbox.attempts import attempt_everything
from diagnostics.sandbox.protocol import INLINE_BYTES, Attempts, FoundReading, Request, plain_refusal
from diagnostics.sandbox.walls import raise_walls

__all__ = ["CRASHED", "run"]

CRASHED: Final = 70
"""Exit code of a child that could not finish its own work (EX_SOFTWARE of sysexits.h)."""
_BLOCK_SAMPLES: Final = 1 << 18


def run(request: Request, *, file: int, answer: int, samples: int, parent: int) -> NoReturn:
    """Answer ``request`` about the open ``file`` into the memory files ``answer`` and ``samples``, and end."""
    code = CRASHED
    try:
        _answer(request, file, answer, samples, parent)
        code = 0
    finally:
        # No exit handler, no destructor of a library: the warm process's own must not run here.
        os._exit(code)


def _answer(request: Request, file: int, answer: int, samples: int, parent: int) -> None:
    try:
        try:
            standing = raise_walls(request.limits, parent=parent, required=request.required)
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
    if request.task == "stretch":
        _write_samples(samples, reading, request.start, min(request.stop, reading.sample_count))
        return FoundReading.of(form, reading, inline=True).model_dump_json()
    size = 8 * len(reading.channels) * reading.sample_count
    inline = isinstance(reading.source, ColumnsSource) or size <= INLINE_BYTES
    if inline:
        _write_samples(samples, reading, 0, reading.sample_count)
    return FoundReading.of(form, reading, inline=inline).model_dump_json()


def _write_samples(descriptor: int, reading: Reading, start: int, stop: int) -> None:
    """Write samples ``start`` to ``stop`` channel after channel, block by block."""
    count = stop - start
    for begin in range(start, stop, _BLOCK_SAMPLES):
        block = reading.source.read(begin, min(begin + _BLOCK_SAMPLES, stop))
        for row, values in enumerate(block):
            _write(descriptor, np.ascontiguousarray(values, dtype=np.float64).data, 8 * (row * count + begin - start))


def _write(descriptor: int, content: bytes | memoryview, offset: int = 0) -> None:
    view = memoryview(content).cast("B")
    while len(view):
        written = os.pwrite(descriptor, view, offset)
        view, offset = view[written:], offset + written
