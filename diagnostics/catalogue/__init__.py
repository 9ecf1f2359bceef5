"""Catalogues that a domain expert edits: the rolling bearings known by designation, each row with its source.

``bearings.csv`` gives the multiples of the shaft speed (inner ring turning; BSF is the ball spin) and, where known,
the geometry.
"""

from __future__ import annotations

from diagnostics.catalogue.bearings import (
    CatalogueBearing,
    bearing_catalogue,
    find_bearing,
    nearest_designations,
    search_bearings,
)
from diagnostics.catalogue.candidates import Candidate, DefectKind, candidate_bearings, defect_order
from diagnostics.catalogue.spread import line_density

__all__ = [
    "Candidate",
    "CatalogueBearing",
    "DefectKind",
    "bearing_catalogue",
    "candidate_bearings",
    "defect_order",
    "find_bearing",
    "line_density",
    "nearest_designations",
    "search_bearings",
]
