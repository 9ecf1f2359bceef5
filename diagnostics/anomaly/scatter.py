"""From a median of distances to a standard deviation."""

from __future__ import annotations

from typing import Final

__all__ = ["MAD_TO_SIGMA"]

MAD_TO_SIGMA: Final = 1.482602218505602
"""Standard deviation of a normal distribution over the median of its absolute deviations, 1/Φ⁻¹(3/4) (Rousseeuw and
Croux, *Alternatives to the median absolute deviation*, JASA 88, 1993)."""
