"""NPY (.npy), one NumPy array. Only its header and its numbers are read: an array of Python objects is refused, since
loading one runs code that the file brings along.

Layout of the file: NumPy Enhancement Proposal 1 and the module `numpy.lib.format`, versions 1.0 to 3.0.
"""

from __future__ import annotations

import ast
import math
import struct
from pathlib import PurePath
from typing import IO, Any, Final, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from diagnostics.errors import RecordingError, recording_error
from diagnostics.readers.content import Content
from diagnostics.readers.format import Format, Reading, ReadOptions, check_sample_count
from diagnostics.readers.variables import read_variables

__all__ = ["FORMAT", "MAGIC", "Header", "read_array", "read_header"]

MAGIC: Final = b"\x93NUMPY"
_LENGTHS: Final = {1: "<H", 2: "<I", 3: "<I"}
"""How the length of the header is written, by the major version."""
_LONGEST_HEADER: Final = 10_000
"""NumPy's own limit (``max_header_size``): parsing a longer one may take too much memory."""


class Header(NamedTuple):
    """What an array is, and how many bytes its numbers take."""

    dtype: np.dtype[Any]
    shape: tuple[int, ...]
    is_fortran: bool
    """Whether the first axis is the one that varies fastest."""
    stored_bytes: int


def is_format(head: bytes) -> bool:
    """Return whether ``head`` opens an NPY file."""
    return head.startswith(MAGIC)


def read(content: Content, options: ReadOptions) -> Reading:
    """Return what the NPY file ``content`` holds: a vector, the columns of a matrix (the long way), or the fields of
    records.

    Raises `RecordingError` (recording_damaged, recording_too_large).
    """
    with content.open() as file:
        array = read_array(cast("IO[bytes]", file), content.size_bytes, content.name)
    title = PurePath(content.name).stem
    return read_variables(content.name, {title: array}, options)


FORMAT: Final = Format("npy", "NumPy", frozenset({".npy"}), is_format, read)


def read_array(file: IO[bytes], size: int, name: str) -> NDArray[Any]:
    """Return the array that opens at the beginning of ``file`` and ends within ``size`` bytes, in the file ``name``.

    Raises `RecordingError` (recording_damaged when more is announced than there is, recording_too_large).
    """
    header = read_header(file, size, name)
    check_sample_count(math.prod(header.shape) * max(1, len(header.dtype.names or ())), name)
    data = file.read(header.stored_bytes)
    if len(data) < header.stored_bytes:
        raise recording_error("recording_damaged.size", name=name, stated=header.stored_bytes, found=len(data))
    return np.frombuffer(data, header.dtype).reshape(header.shape, order="F" if header.is_fortran else "C")


def read_header(file: IO[bytes], size: int, name: str) -> Header:
    """Return the header at the beginning of ``file``, which is ``size`` bytes long, in the file ``name``.

    Raises `RecordingError` (recording_damaged when it is none, or announces more than there is).
    """
    opening = file.read(len(MAGIC) + 2)
    width = _LENGTHS.get(opening[-2]) if opening.startswith(MAGIC) and len(opening) == len(MAGIC) + 2 else None
    if width is None:
        raise _damaged(name, "not a header of version 1 to 3")
    written = file.read(struct.calcsize(width))
    length = struct.unpack(width, written)[0]
    if length > _LONGEST_HEADER:
        raise _damaged(name, f"a header of {length} bytes")
    text = file.read(length).decode("utf-8" if opening[-2] == 3 else "latin-1")
    header = _parsed(text, name)
    held = size - len(opening) - len(written) - length
    if header.stored_bytes > held:
        raise recording_error("recording_damaged.size", name=name, stated=header.stored_bytes, found=max(held, 0))
    return header


def _parsed(text: str, name: str) -> Header:
    """Return the header from its ``text``, a Python dictionary of literals."""
    try:
        fields = ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, RecursionError) as wrong:
        raise _damaged(name, "a header that cannot be read") from wrong
    if not isinstance(fields, dict) or set(fields) != {"descr", "fortran_order", "shape"}:
        raise _damaged(name, "a header without type, order and shape")
    shape = fields["shape"]
    if not isinstance(shape, tuple) or not all(type(length) is int and length >= 0 for length in shape):
        raise _damaged(name, f"an array of shape {str(shape)[:40]}")
    dtype = np.lib.format.descr_to_dtype(fields["descr"])
    if dtype.hasobject:
        raise _damaged(name, "it holds Python objects, which are not read")
    return Header(dtype, shape, bool(fields["fortran_order"]), math.prod(shape) * dtype.itemsize)


def _damaged(name: str, reason: str) -> RecordingError:
    return recording_error("recording_damaged", name=name, reason=reason)
