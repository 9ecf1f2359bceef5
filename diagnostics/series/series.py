"""A series: rows of slow measurements, one a second or a minute, each with its time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

__all__ = ["Series"]


@dataclass(frozen=True, eq=False)
class Series:
    """Rows of named columns in the order they were written."""

    names: tuple[str, ...]
    """Of the columns, without the time's."""
    values: NDArray[np.float64]
    """[shape=(rows, columns)], NaN where a value is missing."""
    seconds: NDArray[np.float64]
    """[shape=(rows,)], time of each row in seconds after the first; NaN where it cannot be read."""
    stamps: tuple[str | float, ...]
    """Time of each row as it was written."""

    def __len__(self) -> int:
        return len(self.stamps)

    def column(self, name: str) -> NDArray[np.float64]:
        """Return the column ``name`` [shape=(rows,)]; raises `KeyError`."""
        if name not in self.names:
            raise KeyError(name)
        return self.values[:, self.names.index(name)]

    def part(self, start: int, stop: int | None = None) -> Series:
        """Return the rows from ``start`` up to ``stop``."""
        rows = slice(start, stop)
        return Series(self.names, self.values[rows], self.seconds[rows], self.stamps[rows])

    @classmethod
    def joined(cls, blocks: Sequence[Series]) -> Self:
        """Return the rows of ``blocks``, which have the same columns, as one series."""
        values = np.concatenate([block.values for block in blocks])
        seconds = np.concatenate([block.seconds for block in blocks])
        stamps = tuple(stamp for block in blocks for stamp in block.stamps)
        return cls(blocks[0].names, values, seconds, stamps)
