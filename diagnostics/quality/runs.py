"""Stretches of a signal in which something holds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["longest_finite_stretch", "runs_of"]


def runs_of(flags: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the first indices and the lengths of the stretches in which ``flags`` [shape=(n,)] hold."""
    edges = np.flatnonzero(np.diff(flags, prepend=False, append=False))
    return edges[::2], edges[1::2] - edges[::2]


def longest_finite_stretch(samples: NDArray[np.float64], *, cuts: tuple[int, ...] = ()) -> slice:
    """Return the longest stretch in which no channel of ``samples`` [shape=(channels, n)] is NaN or infinite and that
    holds none of the indices ``cuts``."""
    good = np.all(np.isfinite(samples), axis=0)
    good[[cut for cut in cuts if cut < good.size]] = False
    starts, lengths = runs_of(good)
    if starts.size == 0:
        return slice(0, 0)
    longest = int(np.argmax(lengths))
    return slice(int(starts[longest]), int(starts[longest] + lengths[longest]))
