"""Between Arrow and NumPy by way of their buffers: Arrow's own ways load pandas, which takes a second and memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

__all__ = ["floats_of", "texts_from", "ticks_of"]


def floats_of(column: Any) -> NDArray[np.float64]:
    """Return a chunked column of 64-bit floats [shape=(n,)], NaN for what is absent."""
    values, absent = _values(column, np.float64)
    if absent is not None:
        values[absent] = np.nan
    return values


def ticks_of(column: Any) -> tuple[NDArray[np.int64], NDArray[np.bool_] | None]:
    """Return a chunked column of 64-bit integers, moments or durations as numbers [shape=(n,)], and which of them are
    absent, None where all are there.
    """
    return _values(column, np.int64)


def texts_from(texts: Sequence[str]) -> Any:
    """Return ``texts`` as an array of Arrow."""
    import pyarrow as pa

    encoded = [text.encode() for text in texts]
    ends = np.cumsum([0, *(len(text) for text in encoded)], dtype=np.int32)
    buffers = [None, pa.py_buffer(ends.tobytes()), pa.py_buffer(b"".join(encoded))]
    return pa.Array.from_buffers(pa.utf8(), len(texts), buffers)


def _values(column: Any, dtype: DTypeLike) -> tuple[NDArray[Any], NDArray[np.bool_] | None]:
    values, at = np.empty(len(column), dtype=dtype), 0
    absent: NDArray[np.bool_] | None = None
    for chunk in column.chunks:
        here = slice(at, at + len(chunk))
        present, data = chunk.buffers()
        values[here] = np.frombuffer(data, dtype, len(chunk), values.itemsize * chunk.offset)
        if chunk.null_count:
            absent = np.zeros(len(column), dtype=np.bool_) if absent is None else absent
            bits = np.unpackbits(np.frombuffer(present, np.uint8), bitorder="little")
            absent[here] = bits[chunk.offset : chunk.offset + len(chunk)] == 0
        at += len(chunk)
    return values, absent
