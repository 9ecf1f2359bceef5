"""How much two lists of findings have in common."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

__all__ = ["FAMILY_CREDIT", "family", "findings_similarity", "shared_faults"]

FAMILY_CREDIT: Final = 0.4
"""Two faults of one family (``bearing.outer_race`` and ``bearing.cage``): the same part is opened and often the same
part replaced, but the cause is another one, so it counts less than half of the same fault."""
_ZONE_SHARE: Final = 0.2
"""Share of the zone where there are findings: how loud a machine is says little about what is the matter with it."""
_ZONES: Final = "ABCD"


def findings_similarity(
    one: Mapping[str, float] | None, other: Mapping[str, float] | None, zones: tuple[str | None, str | None]
) -> float | None:
    """Return 0 … 1, or None where there is nothing to compare: one was not examined, or in neither anything was found.

    Findings are compared by the cosine of their weights, where faults of one family stand at `FAMILY_CREDIT` to each
    other instead of at a right angle. Zones are compared by their distance, and only with findings in both.
    """
    if one is None or other is None or not (one or other):
        return None
    if not one or not other:
        return 0.0
    faults = _product(one, other) / math.sqrt(_product(one, one) * _product(other, other))
    distance = _zone_distance(*zones)
    if distance is None:
        return min(1.0, faults)
    return min(1.0, (1.0 - _ZONE_SHARE) * faults + _ZONE_SHARE * (1.0 - distance))


def shared_faults(one: Mapping[str, float] | None, other: Mapping[str, float] | None) -> tuple[str, ...]:
    """Return the faults that both name, the weightiest first."""
    if one is None or other is None:
        return ()
    return tuple(sorted(set(one) & set(other), key=lambda code: (-one[code] * other[code], code)))


def family(code: str) -> str:
    """Return the family of a fault: what stands before the dot."""
    return code.partition(".")[0]


def _product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return math.fsum(a * b * _credit(x, y) for x, a in one.items() for y, b in other.items())


def _credit(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return FAMILY_CREDIT if family(one) == family(other) else 0.0


def _zone_distance(one: str | None, other: str | None) -> float | None:
    """Return 0 (same zone) … 1 (A and D); None where one is unknown."""
    if one is None or other is None or one not in _ZONES or other not in _ZONES:
        return None
    return abs(_ZONES.index(one) - _ZONES.index(other)) / (len(_ZONES) - 1)
