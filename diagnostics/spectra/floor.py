"""The level of the noise around each line of a spectrum, robust against the lines themselves."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = ["local_floor", "running_median"]

Precision = TypeVar("Precision", np.float32, np.float64)
_LN2 = float(np.log(2.0))


def running_median(values: NDArray[Precision], *, width: int) -> NDArray[Precision]:
    """Return the median of ``values`` [shape=(..., n)] in a neighbourhood of about ``width`` points, same shape and
    precision.

    Medians of half-overlapping blocks, joined by straight lines: within a few per cent of the sliding median at a
    fraction of its cost. ``width`` below 4 or above n is brought into that range.
    """
    n = values.shape[-1]
    half = max(2, min(width, n) // 2)
    count = n // half
    if count < 3:
        level = np.median(values, axis=-1, keepdims=True)
        return np.broadcast_to(level, values.shape).copy()
    cells = values[..., : count * half].reshape(*values.shape[:-1], count, half)
    pairs = np.concatenate([cells[..., :-1, :], cells[..., 1:, :]], axis=-1)
    medians = np.partition(pairs, half, axis=-1)[..., half]
    share = (np.arange(half) / half).astype(values.dtype)
    rise = np.diff(medians, axis=-1)[..., np.newaxis]
    result = np.empty_like(values)
    result[..., :half] = medians[..., :1]
    inner = medians[..., :-1, np.newaxis] + share * rise
    result[..., half : (count - 1) * half] = inner.reshape(*values.shape[:-1], (count - 2) * half)
    result[..., (count - 1) * half :] = medians[..., -1:]
    return result


def local_floor(power: NDArray[Precision], *, width: int) -> NDArray[Precision]:
    """Return the mean noise power around each line of a power spectrum [shape=(..., n)], same shape, unit and
    precision.

    The lines of Gaussian noise are exponentially distributed, so their mean is median/ln 2; the median ignores the
    few lines that are not noise (Borghesani et al., MSSP 40 (2013), for the distribution).
    """
    floor = running_median(power, width=width) / power.dtype.type(_LN2)
    return np.asarray(np.maximum(floor, np.finfo(power.dtype).tiny), dtype=power.dtype)
