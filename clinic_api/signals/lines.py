"""Lines at equal distances, whatever spectrum they are of: cut to what is asked, at the width of a screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from clinic_api.errors import Invalid
from clinic_api.signals.columns import columns_of
from clinic_api.signals.opening import Opened, Stretch, checked, told
from clinic_api.signals.preparing import TEXTS

__all__ = ["LONGEST_SAMPLES", "PART_SAMPLES", "Lines", "parts_of", "root_mean_power"]

LONGEST_SAMPLES: Final = 1 << 22
"""Samples of one transform: it takes about half a second and 200 MB."""
PART_SAMPLES: Final = 1 << 20
"""Samples of each part of a longer stretch, whose powers are averaged."""


@dataclass(frozen=True, eq=False)
class Lines:
    """Line k lies at ``first + k · step`` (Hz or orders) [shape=(lines,)]."""

    values: NDArray[np.float32]
    step: float
    resolution: float
    averages: int
    first: float = 0.0

    def between(self, low: float, high: float | None) -> Lines:
        """Return the lines from ``low`` to ``high``; raises `Invalid` ``band_empty``."""
        last = self.values.size - 1
        begin = max(0, int(np.ceil((low - self.first) / self.step - 1e-9)))
        end = last if high is None else min(last, int(np.floor((high - self.first) / self.step + 1e-9)))
        if end < begin:
            top = self.first + last * self.step
            text = TEXTS("band_empty", low=low, high=top if high is None else high, limit=top)
            raise Invalid("band_empty", text)
        first = self.first + begin * self.step
        return Lines(self.values[begin : end + 1], self.step, self.resolution, self.averages, first)

    @property
    def last(self) -> float:
        """Where the last line lies."""
        return self.first + (self.values.size - 1) * self.step

    def columns(self, pixels: int) -> dict[str, Any]:
        """Return the columns of the lines, as views tell them."""
        columns = columns_of(self.values, pixels)
        return {
            "minimum": told(columns.minimum),
            "maximum": told(columns.maximum),
            "reduced_by": columns.reduced_by,
            "line_step": self.step,
        }

    def scale(self) -> dict[str, Any]:
        """Return what a spectrum over Hz says of its lines."""
        return {
            "from_hz": self.first,
            "to_hz": self.last,
            "resolution_hz": self.resolution,
            "averages": self.averages,
        }


def parts_of(count: int) -> tuple[int, int]:
    """Return into how many parts a stretch of ``count`` samples is cut, and the samples of each: one of all, or
    half-overlapping ones where it is long.
    """
    return (1, count) if count <= LONGEST_SAMPLES else (2 * count // PART_SAMPLES - 1, PART_SAMPLES)


def root_mean_power(
    opened: Opened, stretch: Stretch, power_of: Callable[[NDArray[np.float64]], NDArray[np.floating]]
) -> NDArray[np.float32]:
    """Return the root of the mean over the parts of a stretch of what ``power_of`` makes of each [shape=(lines,)].

    Raises `Invalid` ``stretch_with_gaps``.
    """
    number, samples = parts_of(stretch.count)
    starts = (stretch.start + part * (samples // 2) for part in range(number))
    powers = (power_of(checked(opened.copy.channel(stretch.channel, start, start + samples))) for start in starts)
    return np.sqrt(reduce(np.add, powers) / number).astype(np.float32)
