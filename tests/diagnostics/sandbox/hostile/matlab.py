"""MATLAB files: tags out of range, shapes that do not fit, arrays within arrays."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import scipy.io

from tests.clinic_api.test_worker_processes import poison_mat
from tests.diagnostics.sandbox.hostile.kit import HostileFile, deflated_over_and_over

HEADER = b"MATLAB 5.0 MAT-file".ljust(116) + bytes(8) + struct.pack("<HH", 0x0100, 0x4D49)
INT8, INT32, UINT32, DOUBLE, MATRIX, COMPRESSED = 1, 5, 6, 9, 14, 15
CELL, STRUCT, SPARSE, DOUBLES, FUNCTION, OPAQUE = 1, 2, 5, 6, 16, 17


def element(kind: int, content: bytes, length: int | None = None) -> bytes:
    """Return a tag and what it stands before, padded to 8 bytes."""
    padding = 0 if kind == COMPRESSED else -len(content) % 8
    return struct.pack("<II", kind, len(content) if length is None else length) + content + bytes(padding)


def matrix(array_class: int, shape: tuple[int, ...], *parts: bytes, flags: int = 0, most: int = 0) -> bytes:
    """Return an array called x."""
    return element(
        MATRIX,
        element(UINT32, struct.pack("<II", array_class | flags, most))
        + element(INT32, struct.pack(f"<{len(shape)}i", *shape))
        + element(INT8, b"x")
        + b"".join(parts),
    )


def _mat5(*variables: bytes) -> bytes:
    return HEADER + b"".join(variables)


def _data_tag(kind: int) -> bytes:
    return _mat5(matrix(DOUBLES, (100, 1), element(kind, bytes(800))))


def _cells(depth: int) -> bytes:
    inner = matrix(DOUBLES, (1, 1), element(DOUBLE, bytes(8)))
    for _ in range(depth):
        inner = matrix(CELL, (1, 1), inner)
    return _mat5(inner)


def _bomb() -> bytes:
    """Return a compressed array of 800 MB in one."""
    megabytes = 800
    size = megabytes << 20
    whole = matrix(DOUBLES, (size // 8, 1), element(DOUBLE, b"", size))
    head = struct.pack("<II", MATRIX, len(whole) - 8 + size) + whole[8:]
    body = deflated_over_and_over(head, 1)[:-2] + deflated_over_and_over(bytes(1 << 20), megabytes)
    return _mat5(element(COMPRESSED, b"\x78\x9c" + body + bytes(4)))


def _compressed(content: bytes) -> bytes:
    return _mat5(element(COMPRESSED, zlib.compress(content)))


def _sparse(rows: int) -> bytes:
    numbers = [element(INT32, struct.pack("<4i", rows, -1, 5, 1 << 30)), element(INT32, struct.pack("<2i", 0, 1 << 30))]
    return _mat5(matrix(SPARSE, (100, 1), *numbers, element(DOUBLE, bytes(32)), most=1 << 31))


def _fields(name_bytes: int) -> bytes:
    names = element(INT32, struct.pack("<i", name_bytes)) + element(INT8, b"abcdefgh" * 4)
    return _mat5(matrix(STRUCT, (1, 1), names, matrix(DOUBLES, (0, 0), element(DOUBLE, b""))))


def _mat4(kind: int, rows: int, columns: int, *, imaginary: int = 0, name: bytes = b"x\0") -> bytes:
    return struct.pack("<5i", kind, rows, columns, imaginary, len(name)) + name + bytes(800)


def _level_4_sparse() -> bytes:
    """Return a sparse matrix of level 4 whose last row says how large it is: 10^9 rows and columns."""
    numbers = np.array([[1.0, 1.0, 1.0], [1e9, 1e9, 0.0]])
    buffer = io.BytesIO()
    scipy.io.savemat(buffer, {"x": numbers}, format="4")
    return struct.pack("<i", 2) + buffer.getvalue()[4:]


TAGS = (0, 8, 10, 11, 14, 15, 19, 255, 65_535)

FILES = (
    HostileFile("a.mat", poison_mat, "recording_damaged", "192 bytes that end SciPy's reader"),
    *(
        HostileFile("a.mat", lambda kind=kind: _data_tag(kind), "recording_damaged", f"numbers with the tag {kind}")
        for kind in TAGS
    ),
    HostileFile("a.mat", _bomb, "recording_too_large", "a compressed array of 800 MB"),
    HostileFile("a.mat", lambda: _cells(30), "recording_damaged", "cells in cells, 30 deep, without a signal"),
    HostileFile("a.mat", lambda: _cells(5000), "recording_damaged", "cells in cells, 5000 deep"),
    HostileFile(
        "a.mat",
        lambda: _compressed(_cells(5000)[len(HEADER) :]),
        "recording_damaged",
        "compressed cells in cells, 5000 deep",
    ),
    HostileFile(
        "a.mat",
        lambda: _compressed(element(COMPRESSED, zlib.compress(bytes(800)))),
        "recording_damaged",
        "a compressed element in a compressed element",
    ),
    HostileFile("a.mat", lambda: _compressed(b""), "recording_damaged", "a compressed variable of nothing"),
    HostileFile(
        "a.mat",
        lambda: _mat5(element(COMPRESSED, b"\x78\x9c" + b"\xff" * 64)),
        "recording_damaged",
        "no deflate stream",
    ),
    HostileFile(
        "a.mat",
        lambda: _mat5(matrix(DOUBLES, (1 << 30, 1 << 30), element(DOUBLE, bytes(800)))),
        "recording_damaged",
        "an array of 2^60 samples",
    ),
    HostileFile(
        "a.mat",
        lambda: _mat5(matrix(DOUBLES, (-100, 1), element(DOUBLE, bytes(800)))),
        "recording_damaged",
        "an array of -100 samples",
    ),
    HostileFile(
        "a.mat",
        lambda: _mat5(matrix(DOUBLES, (1,) * 60 + (100,), element(DOUBLE, bytes(800)))),
        "recording_damaged",
        "a MATLAB array of 61 axes",
    ),
    HostileFile(
        "a.mat",
        lambda: _mat5(matrix(DOUBLES, (100, 1), element(DOUBLE, bytes(800), 0xFFFFFFF0))),
        "recording_damaged",
        "an element of 4 GiB in an array of 800 bytes",
    ),
    HostileFile(
        "a.mat", lambda: _mat5(element(MATRIX, bytes(80), 0xFFFFFFF0)), "recording_damaged", "an array of 4 GiB"
    ),
    HostileFile("a.mat", lambda: _sparse(0), "recording_damaged", "a sparse array whose rows lie outside of it"),
    HostileFile("a.mat", lambda: _fields(0), "recording_damaged", "fields whose names have no letters"),
    HostileFile("a.mat", lambda: _fields(-8), "recording_damaged", "fields whose names have -8 letters"),
    HostileFile("a.mat", lambda: _fields(1 << 30), "recording_damaged", "a field whose name has 2^30 letters"),
    HostileFile(
        "a.mat",
        lambda: _mat5(matrix(FUNCTION, (1, 1), matrix(DOUBLES, (1, 1), element(DOUBLE, bytes(8))))),
        "recording_damaged",
        "a function",
    ),
    HostileFile(
        "a.mat",
        lambda: _mat5(matrix(DOUBLES, (100, 1), element(DOUBLE, bytes(800)), flags=0x800)),
        "recording_damaged",
        "complex numbers without imaginary parts",
    ),
    HostileFile(
        "a.mat", lambda: _mat4(0, 0x7FFFFFFF, 0x7FFFFFFF), "recording_damaged", "a level 4 matrix of 2^62 samples"
    ),
    HostileFile(
        "a.mat",
        lambda: _mat4(0, 100, 1, imaginary=1),
        "recording_damaged",
        "a level 4 matrix without its imaginary part",
    ),
    HostileFile(
        "a.mat",
        lambda: _mat4(0, 100, 1) + _mat4(0, -1, 1),
        "recording_damaged",
        "a level 4 matrix of fewer than no rows behind a good one",
    ),
    HostileFile("a.mat", _level_4_sparse, "recording_damaged", "a level 4 sparse matrix of 10^9 rows and columns"),
)
