"""Which bearings of the catalogue would make a line that was found, for a bearing whose type is not known."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal

from diagnostics.catalogue.bearings import CatalogueBearing, bearing_catalogue

__all__ = ["Candidate", "DefectKind", "candidate_bearings", "defect_order"]

DefectKind = Literal["outer", "inner", "rolling", "cage"]

MOST_CANDIDATES: Final = 10
"""A list for a person to choose from (a convention of ours)."""


@dataclass(frozen=True)
class Candidate:
    """A bearing that would make the line, and how far off: `distance` = order / multiple − 1, no unit."""

    bearing: CatalogueBearing
    multiple: float
    distance: float


def candidate_bearings(
    order: float, *, kind: DefectKind, tolerance: float, most: int = MOST_CANDIDATES
) -> tuple[Candidate, ...]:
    """Return the bearings whose defect line lies within the relative ``tolerance`` of ``order``, the nearest first.

    ``order`` is a multiple of the bearing's own shaft, which turns the inner ring. The line of ``kind`` is BPFO, BPFI,
    2·BSF (a ball's defect strikes both races, rulebook §1.1) or FTF. Among equally near ones the catalogue's order
    counts; at most ``most`` are listed. A candidate is a hint what to look for on the machine, never a verdict: many
    types share one line. Raises ValueError when ``order`` is not a positive number or ``tolerance`` is negative.

    >>> [c.bearing.designation for c in candidate_bearings(3.245, kind="outer", tolerance=0.001)]
    ['NICE (MFPT)']
    """
    if not (math.isfinite(order) and order > 0.0):
        raise ValueError(f"an order is a positive number, not {order}")
    if not tolerance >= 0.0:
        raise ValueError(f"a tolerance is not negative, but this is {tolerance}")
    found = []
    for bearing in bearing_catalogue():
        multiple = defect_order(bearing, kind)
        distance = order / multiple - 1.0
        if abs(distance) <= tolerance:
            found.append(Candidate(bearing, multiple, distance))
    return tuple(sorted(found, key=lambda candidate: abs(candidate.distance))[:most])


def defect_order(bearing: CatalogueBearing, kind: DefectKind) -> float:
    """Return the defect line of ``kind`` as a multiple of the shaft speed: BPFO, BPFI, 2·BSF or FTF."""
    match kind:
        case "outer":
            return bearing.bpfo
        case "inner":
            return bearing.bpfi
        case "rolling":
            return 2.0 * bearing.bsf
        case "cage":
            return bearing.ftf
