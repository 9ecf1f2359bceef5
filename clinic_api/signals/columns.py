"""Signals at the width of a screen: for each column of pixels the least and the greatest sample, so that no peak is
lost however far one zooms out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from diagnostics.recording import Recording

__all__ = ["Columns", "columns_of", "columns_of_recording"]

_BLOCK_SAMPLES = 1 << 20


@dataclass(frozen=True)
class Columns:
    """The least and the greatest value of each column [shape=(columns,) each]; NaN where nothing was measured."""

    minimum: NDArray[np.float64]
    maximum: NDArray[np.float64]


def edges(count: int, pixels: int) -> NDArray[np.int64]:
    """Return where the columns of ``count`` values begin, and the end [shape=(columns + 1,)]; a column holds at least
    one value, so there are at most ``count``.
    """
    columns = min(count, pixels)
    return np.arange(columns + 1, dtype=np.int64) * count // columns


def columns_of(values: NDArray[np.float64], pixels: int) -> Columns:
    """Return the columns of ``values`` [shape=(n,)], n at least 1."""
    starts = edges(values.size, pixels)[:-1]
    return Columns(np.fmin.reduceat(values, starts), np.fmax.reduceat(values, starts))


def columns_of_recording(recording: Recording, channel: int, start: int, stop: int, pixels: int) -> Columns:
    """Return the columns of samples ``start`` to ``stop`` of the 0-based ``channel``, in the units of the file.

    The recording is read block by block: memory does not grow with the stretch.
    """
    limits = start + edges(stop - start, pixels)
    minimum, maximum = (np.full(limits.size - 1, np.nan) for _ in range(2))
    for first, values in _blocks(recording, channel, start, stop):
        last = first + values.size
        begin = int(np.searchsorted(limits, first, side="right")) - 1
        end = int(np.searchsorted(limits, last, side="left"))
        inside = np.maximum(limits[begin:end], first) - first
        minimum[begin:end] = np.fmin(minimum[begin:end], np.fmin.reduceat(values, inside))
        maximum[begin:end] = np.fmax(maximum[begin:end], np.fmax.reduceat(values, inside))
    return Columns(minimum, maximum)


def _blocks(recording: Recording, channel: int, start: int, stop: int) -> Iterator[tuple[int, NDArray[np.float64]]]:
    for first in range(start, stop, _BLOCK_SAMPLES):
        yield first, recording.read(first, min(stop, first + _BLOCK_SAMPLES))[channel]
