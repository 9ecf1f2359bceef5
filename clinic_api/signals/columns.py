"""Values at the width of a screen: for each column of pixels the least and the greatest, so that no peak is lost
however far one zooms out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clinic_api.signals.shelf import BLOCK_SAMPLES, Copy

__all__ = ["Columns", "columns_of", "columns_of_copy", "edges"]


@dataclass(frozen=True)
class Columns:
    """The least and the greatest value of each column [shape=(columns,) each]; NaN where nothing was measured."""

    minimum: NDArray[np.floating]
    maximum: NDArray[np.floating]
    reduced_by: float
    """Values in a column; 1 = each is shown."""


def edges(count: int, pixels: int) -> NDArray[np.int64]:
    """Return where the columns of ``count`` values begin, and the end [shape=(columns + 1,)]; a column holds at least
    one value, so there are at most ``count``.
    """
    columns = min(count, pixels)
    return np.arange(columns + 1, dtype=np.int64) * count // columns


def columns_of(values: NDArray[np.floating], pixels: int) -> Columns:
    """Return the columns of ``values`` [shape=(n,)], n at least 1."""
    starts = edges(values.size, pixels)[:-1]
    least, greatest = np.fmin.reduceat(values, starts), np.fmax.reduceat(values, starts)
    return Columns(least, greatest, values.size / starts.size)


def columns_of_copy(copy: Copy, channel: int, start: int, stop: int, pixels: int) -> Columns:
    """Return the columns of samples ``start`` to ``stop`` of the 0-based ``channel``, in the units of the file.

    Wide columns are made of the extremes of whole blocks and the samples beside them at both ends: the answer is exact,
    and its cost does not grow with the stretch.
    """
    count = stop - start
    if count < 2 * BLOCK_SAMPLES * min(count, pixels):
        return columns_of(copy.samples[channel, start:stop], pixels)
    limits = start + edges(count, pixels)
    begins, ends = limits[:-1], limits[1:]
    first, last = -(-begins // BLOCK_SAMPLES), ends // BLOCK_SAMPLES  # whole blocks of each column, at least one
    samples, (least, greatest) = copy.samples[channel], copy.extremes[channel]
    head = _gathered(samples, begins, first * BLOCK_SAMPLES)
    tail = _gathered(samples, last * BLOCK_SAMPLES, ends)
    beside = np.concatenate([head, tail], axis=1)
    whole = np.ravel(np.column_stack([first, last]))
    minimum = np.fmin(np.fmin.reduceat(_padded(least), whole)[::2], np.fmin.reduce(beside, axis=1))
    maximum = np.fmax(np.fmax.reduceat(_padded(greatest), whole)[::2], np.fmax.reduce(beside, axis=1))
    return Columns(minimum, maximum, count / begins.size)


def _padded(values: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return ``values`` with one more, so that the end of the last stretch may be named."""
    return np.append(values, np.nan)


def _gathered(
    samples: NDArray[np.floating], begins: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.floating]:
    """Return the samples from each of ``begins`` to before its end, fewer than a block, NaN behind them
    [shape=(columns, BLOCK_SAMPLES)].
    """
    places = begins[:, np.newaxis] + np.arange(BLOCK_SAMPLES)
    found = np.asarray(samples[np.minimum(places, samples.size - 1)])
    found[places >= ends[:, np.newaxis]] = np.nan
    return found
