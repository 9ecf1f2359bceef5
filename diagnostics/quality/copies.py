"""Channels that carry the same signal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.fft
from numpy.typing import NDArray

__all__ = ["Copy", "find_duplicates"]

SAME: Final = 0.999
"""Correlation of two channels from which they are one signal (rulebook §7, identical)."""
SEGMENT: Final = 8192
"""Samples that are laid over each other at all delays up to half of them."""


@dataclass(frozen=True)
class Copy:
    """Two channels with the same signal."""

    first: str
    second: str
    delay_samples: int
    """How much later the second has it."""
    factor: float
    """Second over first."""


def find_duplicates(channels: Mapping[str, NDArray[np.float64]]) -> tuple[Copy, ...]:
    """Return the pairs of channels (each [shape=(n,)], all alike in length) that carry the same signal, scaled, turned
    over or delayed by up to 4096 samples; the later one second.

    The second differences are compared: two sensors may see the same slow line, but not the same noise.
    """
    names = list(channels)
    bent = {name: np.diff(channels[name][:SEGMENT], n=2) for name in names}
    size = scipy.fft.next_fast_len(2 * SEGMENT, real=True)
    lines = {name: scipy.fft.rfft(values, n=size) for name, values in bent.items()}
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    found = []
    for first, second in pairs:
        overlap = scipy.fft.irfft(np.conj(lines[first]) * lines[second], n=size)
        at = int(np.argmax(np.abs(overlap)))
        copy = _compared(channels, first, second, at if at < size // 2 else at - size)
        found += [] if copy is None else [copy]
    return tuple(found)


def _compared(channels: Mapping[str, NDArray[np.float64]], first: str, second: str, delay: int) -> Copy | None:
    """Return the pair as a copy if the two agree over their whole length at this ``delay``."""
    n = channels[first].size
    if abs(delay) > min(SEGMENT, n) // 2:
        return None
    a = np.diff(channels[first][max(0, -delay) : n - max(0, delay)], n=2)
    b = np.diff(channels[second][max(0, delay) : n - max(0, -delay)], n=2)
    both, own, other = float(np.dot(a, b)), float(np.dot(a, a)), float(np.dot(b, b))
    if own * other == 0.0 or abs(both) <= SAME * np.sqrt(own * other):
        return None
    return Copy(first, second, delay, both / own)
