"""Does the level stay while the recording is made?"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.examination import QualityNote
from diagnostics.quality.notes import note

__all__ = ["unsteadiness"]

BLOCKS: Final = 10
STEADY_RATIO: Final = 2.0
"""Largest over smallest RMS of ten blocks that is steady (rulebook §7, stationarity)."""
LEAST_SAMPLES: Final = 1000
"""A hundred a block: its RMS is then known to 7 % (1/√(2·100))."""


def unsteadiness(samples: NDArray[np.float64], *, channel: str) -> QualityNote | None:
    """Tell that the RMS of the tenths of ``samples`` [shape=(n,)] differs by more than a factor of two."""
    usable = samples[: samples.size // BLOCKS * BLOCKS]
    if usable.size < LEAST_SAMPLES:
        return None
    levels = np.std(usable.reshape(BLOCKS, -1), axis=1)
    ratio = float(np.max(levels) / max(float(np.min(levels)), np.finfo(np.float64).tiny))
    if ratio <= STEADY_RATIO:
        return None
    return note("stationarity", channel, "warning", "unsteady", ratio=min(ratio, 1e6))
