"""The window of the spectra, worked out once for each length."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["hann"]


@lru_cache(maxsize=32)
def hann(length: int) -> NDArray[np.float64]:
    """Return the Hann window of ``length`` points, read-only [shape=(length,)]."""
    window = np.hanning(length)
    window.setflags(write=False)
    return window
