"""MATLAB 5 (.mat, levels 5 to 7), through SciPy: numeric vectors are channels, a scalar called fs, sr, … is the
sampling rate.

SciPy's reader is written for files one trusts: tags out of range crash it. So the tags are walked here first; of a
compressed variable only the first ones, since the rest would have to be unpacked twice.
Layout of the file: MathWorks, MAT-File Format (R2023b), "Level 5 MAT-Files".
"""

from __future__ import annotations

import io
import math
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, NamedTuple, cast

from diagnostics.errors import RecordingError, recording_error
from diagnostics.readers.content import Content
from diagnostics.readers.format import MAX_SAMPLES, Format, Reading, ReadOptions, check_sample_count
from diagnostics.readers.variables import read_variables

__all__ = ["FORMAT"]

_HEADER_BYTES: Final = 128
_TAG_BYTES: Final = 8
_INT32, _UINT32, _MATRIX, _COMPRESSED = 5, 6, 14, 15
_NUMBERS: Final = frozenset({1, 2, 3, 4, 5, 6, 7, 9, 12, 13, 16, 17, 18})
"""Types of elements that hold numbers or letters (table "MAT-File Data Types")."""
_CELL, _STRUCT, _OBJECT, _CHAR, _SPARSE, _FUNCTION, _OPAQUE = 1, 2, 3, 4, 5, 16, 17
_LEADING_NUMBERS: Final = {
    _CELL: 3,
    _STRUCT: 5,
    _OBJECT: 6,
    _CHAR: 4,
    _SPARSE: 6,
    **dict.fromkeys(range(6, 16), 4),
    _FUNCTION: 3,
    _OPAQUE: 4,
}
"""By the class of an array (table "MATLAB Array Types"; the last two are known from files) how many elements with
numbers or letters it opens with: flags, shape, name, and what its class adds.
"""
_NOT_LOADED: Final = frozenset({_CELL, _OBJECT, _SPARSE, _FUNCTION, _OPAQUE})
"""Variables of these classes hold no signals."""
_LEAST_SHAPE_BYTES: Final = 8
"""Every array has two axes at least."""
_COMPLEX: Final = 0x800
"""The flag of an array of numbers with a second element of imaginary parts."""
_DEEPEST: Final = 32
"""Arrays within arrays are followed so far; nobody nests a measurement deeper, and SciPy follows without end."""
_MOST_AXES: Final = 32
"""Of an array in SciPy."""
_LOOKED_AT_BYTES: Final = 1 << 16
"""So much of a compressed variable is unpacked to look at its tags."""


def is_format(head: bytes) -> bool:
    """Return whether ``head`` opens a MATLAB 5 file: 124 bytes of text, then version 0x0100 in either byte order."""
    return len(head) >= _HEADER_BYTES and head[124:128] in (b"\x00\x01IM", b"\x01\x00MI")


def read(content: Content, options: ReadOptions) -> Reading:
    """Return what the MATLAB file ``content`` holds: vectors of one length belong together.

    Raises `RecordingError` (recording_damaged, recording_too_large, recording_channels_ambiguous).
    """
    import scipy.io

    names = _checked_names(content)
    with content.open() as file:
        variables = scipy.io.loadmat(cast(Any, file), variable_names=names)
    values = {key: value for key, value in variables.items() if not key.startswith("__")}
    return read_variables(content.name, values, options)


FORMAT: Final = Format("mat5", "MATLAB 5", frozenset({".mat"}), is_format, read, libraries=("scipy.io",))


class _Element(NamedTuple):
    """One element as its tag describes it, and where the next one begins."""

    kind: int
    begin: int
    length: int
    following: int


@dataclass(frozen=True)
class _Elements:
    """The elements in a stream that may be only the first part of what its tags speak of."""

    stream: io.BufferedIOBase
    order: str
    name: str

    def damaged(self, reason: str) -> RecordingError:
        return recording_error("recording_damaged", name=self.name, reason=reason)

    def within(self, begin: int, end: int) -> Iterator[_Element]:
        """Yield the elements from ``begin`` to ``end``, or as far as the stream goes; none may be longer."""
        while begin + _TAG_BYTES <= end:
            self.stream.seek(begin)
            tag = self.stream.read(_TAG_BYTES)
            if len(tag) < _TAG_BYTES:
                return
            kind, length = struct.unpack(f"{self.order}II", tag)
            if kind >> 16:
                element = _Element(kind & 0xFFFF, begin + 4, kind >> 16, begin + _TAG_BYTES)
            else:
                content = begin + _TAG_BYTES
                padding = 0 if kind == _COMPRESSED else -length % _TAG_BYTES
                element = _Element(kind, content, length, content + length + padding)
            if element.begin + element.length > min(end, element.following):
                raise self.damaged(f"an element at byte {begin} is longer than what holds it")
            yield element
            begin = element.following

    def name_of_loaded(self, matrix: _Element) -> str | None:
        """Return the name of the variable ``matrix`` after checking it; None, and no more than its opening is checked,
        for one that is not loaded: a cell array, an object, a sparse matrix or a function.
        """
        opening = list(islice(self.within(matrix.begin, matrix.begin + matrix.length), 3))
        if len(opening) < 3 or any(element.kind not in _NUMBERS for element in opening):
            raise self.damaged("a variable without flags, shape and name")
        self._layout(opening, matrix.length)
        if self._first(opening, 0, 1)[0] & 0xFF in _NOT_LOADED:
            return None
        self.check_matrix(matrix)
        self.stream.seek(opening[2].begin)
        return self.stream.read(opening[2].length).decode("latin-1")

    def check_matrix(self, matrix: _Element, depth: int = 0) -> None:
        """Refuse an array that does not consist of what its class and shape ask for."""
        if matrix.length == 0:
            return
        if depth > _DEEPEST:
            raise self.damaged(f"arrays within arrays, more than {_DEEPEST} deep")
        end = matrix.begin + matrix.length
        elements = list(self.within(matrix.begin, end))
        numbers, arrays = self._layout(elements, matrix.length)
        for place, element in enumerate(elements):
            if (place < numbers and element.kind not in _NUMBERS) or (place >= numbers and element.kind != _MATRIX):
                raise self.damaged(f"data type {element.kind} at byte {element.begin}")
            if element.kind == _MATRIX:
                self.check_matrix(element, depth + 1)
        is_all = bool(elements) and elements[-1].following + _TAG_BYTES > end
        if len(elements) > numbers + arrays or (is_all and len(elements) < numbers + arrays):
            raise self.damaged(f"an array of {len(elements)} elements instead of {numbers + arrays}")

    def _layout(self, elements: list[_Element], length: int) -> tuple[int, int]:
        """Return how many elements with numbers, and then how many arrays, an array of ``length`` bytes has to have
        that begins with ``elements``; of a shape that was cut off nothing is said.
        """
        flags = self._first(elements, 0, 1)
        if not flags or elements[0].kind != _UINT32 or elements[0].length != 8:
            raise self.damaged("an array without flags")
        array_class, is_complex = flags[0] & 0xFF, bool(flags[0] & _COMPLEX)
        if array_class == _OPAQUE:
            return _LEADING_NUMBERS[_OPAQUE], 1
        if len(elements) > 1 and (elements[1].kind != _INT32 or elements[1].length < _LEAST_SHAPE_BYTES):
            raise self.damaged("an array without a shape")
        count = math.prod(self._first(elements, 1, _MOST_AXES))
        if array_class not in _LEADING_NUMBERS or (count > length and array_class != _SPARSE):
            raise self.damaged(f"an array of class {array_class} with {count} members in {length} bytes")
        numbers = _LEADING_NUMBERS[array_class]
        if array_class in (_STRUCT, _OBJECT):
            longest_name = self._first(elements, numbers - 2, 1)
            names_bytes = elements[numbers - 1].length if len(elements) >= numbers else 0
            return numbers, count * (names_bytes // longest_name[0] if longest_name and longest_name[0] else 0)
        if array_class == _CELL:
            return numbers, count
        return (numbers, 1) if array_class == _FUNCTION else (numbers + is_complex, 0)

    def _first(self, elements: list[_Element], place: int, count: int) -> tuple[int, ...]:
        """Return the first 32-bit numbers of the element at ``place``, at most ``count``; fewer where it ends."""
        if place >= len(elements):
            return ()
        self.stream.seek(elements[place].begin)
        content = self.stream.read(min(4 * count, elements[place].length))
        return struct.unpack(f"{self.order}{len(content) // 4}I", content[: len(content) // 4 * 4])


def _checked_names(content: Content) -> list[str]:
    """Return the names of the variables to load; refuse impossible tags, and variables that state a size beyond what
    is examined, before any is unpacked.
    """
    total = 0
    names: list[str | None] = []
    with content.open() as file:
        order = "<" if file.read(_HEADER_BYTES)[126:128] == b"IM" else ">"
        whole = _Elements(file, order, content.name)
        for element in whole.within(_HEADER_BYTES, content.size_bytes):
            if element.kind not in (_MATRIX, _COMPRESSED):
                raise whole.damaged(f"data type {element.kind} at byte {element.begin} is no variable")
            elements, matrix = (whole, element) if element.kind == _MATRIX else _unpacked(whole, element)
            total += matrix.length
            names.append(elements.name_of_loaded(matrix))
    check_sample_count(total // 8 if total > 8 * MAX_SAMPLES else 0, content.name)
    return [name for name in names if name]


def _unpacked(whole: _Elements, element: _Element) -> tuple[_Elements, _Element]:
    """Return the first part of a compressed ``element``, and the variable in it."""
    whole.stream.seek(element.begin)
    packed = whole.stream.read(min(element.length, _LOOKED_AT_BYTES))
    try:
        unpacked = zlib.decompressobj().decompress(packed, _LOOKED_AT_BYTES)
    except zlib.error as damaged:
        raise whole.damaged(str(damaged)) from damaged
    first = _Elements(io.BytesIO(unpacked), whole.order, whole.name)
    inner = next(first.within(0, _TAG_BYTES + 0xFFFFFFFF), None)
    if inner is None or inner.kind != _MATRIX:
        raise whole.damaged("a compressed element without a variable")
    return first, inner
