"""Fewer points of a curve without losing its peaks."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

__all__ = ["MOST_POINTS", "extremes_kept", "peaks_kept"]

MOST_POINTS = 4000
"""Most points of a curve in a picture or its data: three for each pixel of a page (a convention)."""


def peaks_kept(values: NDArray[np.float64], *, most: int = MOST_POINTS) -> NDArray[np.intp]:
    """Return the indices [shape=(≤ most,)], ascending, of the largest of ``values`` [shape=(n,)] in each of
    ``most`` equal stretches; all of them when there are no more.

    >>> peaks_kept(np.array([0.0, 3.0, 1.0, 2.0]), most=2).tolist()
    [1, 3]
    """
    if values.size <= most:
        return np.arange(values.size)
    edges = np.linspace(0, values.size, most + 1).astype(np.intp)
    return np.array([a + int(np.argmax(values[a:b])) for a, b in pairwise(edges)])


def extremes_kept(values: NDArray[np.float64], *, most: int = MOST_POINTS) -> NDArray[np.intp]:
    """Return the indices [shape=(≤ most,)], ascending, of the smallest and the largest of ``values``
    [shape=(n,)] in each of ``most`` / 2 equal stretches.

    >>> extremes_kept(np.array([0.0, 3.0, -1.0, 2.0]), most=2).tolist()
    [1, 2]
    """
    if values.size <= most:
        return np.arange(values.size)
    return np.unique(np.concatenate([peaks_kept(values, most=most // 2), peaks_kept(-values, most=most // 2)]))
