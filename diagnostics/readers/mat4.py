"""MATLAB 4 (.mat, level 4), through SciPy: the oldest files, which many analysers still write.

Layout of the file: MathWorks, MAT-File Format (R2023b), "Level 4 MAT-Files": each matrix is a header of five 32-bit
numbers (type, rows, columns, whether imaginary, length of the name), the name, and its numbers column by column.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Any, Final, NamedTuple, cast

from diagnostics.errors import recording_error
from diagnostics.readers.content import Content
from diagnostics.readers.format import Format, Reading, ReadOptions
from diagnostics.readers.variables import read_variables

__all__ = ["FORMAT"]

_HEADER_BYTES: Final = 20
_LONGEST_NAME: Final = 64
_NAME: Final = re.compile(rb"[A-Za-z]\w*\0")
_ELEMENT_BYTES: Final = (8, 4, 4, 2, 2, 1)
"""By the digit P of the type: double, single, int32, int16, uint16, uint8."""
_FULL: Final = 0
"""The digit T of the type of a matrix of numbers; 1 is text, 2 a sparse matrix."""


class _Matrix(NamedTuple):
    """What the header of one matrix says."""

    kind: int
    """The digit T of its type."""
    name: str
    stored_bytes: int
    """Of its numbers."""


def is_format(head: bytes) -> bool:
    """Return whether ``head`` opens a MATLAB 4 file: a header whose every number is possible, and a variable's name."""
    return any(_matrix(head, order) for order in "<>")


def read(content: Content, options: ReadOptions) -> Reading:
    """Return what the MATLAB file ``content`` holds: vectors of one length belong together.

    Raises `RecordingError` (recording_damaged when a matrix is longer than the file, recording_channels_ambiguous).
    """
    import scipy.io

    names = [matrix.name for matrix in _matrices(content) if matrix.kind == _FULL]
    with content.open() as file:
        variables = scipy.io.loadmat(cast(Any, file), variable_names=names)
    return read_variables(content.name, {name: variables[name] for name in dict.fromkeys(names)}, options)


FORMAT: Final = Format("mat4", "MATLAB 4", frozenset({".mat"}), is_format, read, libraries=("scipy.io",))


def _matrix(header: bytes, order: str) -> _Matrix | None:
    """Return the matrix that ``header``, with its name behind it, describes in the byte ``order``, None for none."""
    if len(header) < _HEADER_BYTES:
        return None
    kind, rows, columns, imaginary, name_bytes = struct.unpack_from(f"{order}5i", header)
    machine, zero, precision, structure = (kind // 1000, kind // 100 % 10, kind // 10 % 10, kind % 10)
    possible = machine == "<>".index(order) and zero == 0 and precision < len(_ELEMENT_BYTES) and structure <= 2
    if not possible or rows < 0 or columns < 0 or imaginary not in (0, 1) or not 1 <= name_bytes <= _LONGEST_NAME:
        return None
    name = header[_HEADER_BYTES : _HEADER_BYTES + name_bytes]
    if not _NAME.fullmatch(name):
        return None
    return _Matrix(structure, name[:-1].decode("ascii"), rows * columns * _ELEMENT_BYTES[precision] * (1 + imaginary))


def _matrices(content: Content) -> Iterator[_Matrix]:
    """Yield the matrices of the file; refuse one that is longer than what is there."""
    size = content.size_bytes
    position = 0
    with content.open() as file:
        first = file.read(_HEADER_BYTES + _LONGEST_NAME)
        order = "<" if _matrix(first, "<") else ">"
        while position < size:
            file.seek(position)
            matrix = _matrix(file.read(_HEADER_BYTES + _LONGEST_NAME), order)
            if matrix is None:
                raise recording_error("recording_damaged.header", name=content.name, field=f"byte {position}")
            position += _HEADER_BYTES + len(matrix.name) + 1 + matrix.stored_bytes
            if position > size:
                held = size - position + matrix.stored_bytes
                raise recording_error(
                    "recording_damaged.size", name=content.name, stated=matrix.stored_bytes, found=max(held, 0)
                )
            yield matrix
