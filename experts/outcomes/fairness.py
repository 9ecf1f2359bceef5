"""How evenly work is spread."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

__all__ = ["gini"]


def gini(loads: Sequence[float]) -> float | None:
    """Return the Gini coefficient of ``loads`` (none negative): 0 where all carry the same, towards 1 where one carries
    everything; None where nobody carries anything. (Sen, *On Economic Inequality* (1973), §2.)

    >>> gini([2.0, 2.0]), gini([0.0, 4.0])
    (0.0, 0.5)
    """
    total, count = fsum(loads), len(loads)
    if total <= 0.0:
        return None
    ranked = fsum(rank * load for rank, load in enumerate(sorted(loads), start=1))
    return max(0.0, 2.0 * ranked / (count * total) - (count + 1) / count)
