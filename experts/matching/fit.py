"""How well a doctor suits a case: specialty grade, distance, and the one number shown to people."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

from experts.directory import Doctor
from experts.geography import great_circle_km
from experts.matching.model import CaseRequest

__all__ = ["SHARES", "distance_km", "nearness", "pair_score", "room", "specialty_fit"]

SHARES: Mapping[str, float] = MappingProxyType(
    {"fit": 0.60, "on_time": 0.20, "load": 0.10, "recent": 0.05, "nearness": 0.05}
)
"""Shares of the score in the order of the aims of the matching contract: each is at least the sum of the
later ones, so that at full scale no later aims together outdo an earlier one. The load of the weeks before stands
beside the present one: `benchmarks.fairness` shows what it evens out."""

_HALF_NEARNESS_KM = 50.0
"""Distance at which nearness counts half: about an hour on the road, our choice for a regional service."""


def specialty_fit(case: CaseRequest, doctor: Doctor) -> tuple[float, str | None]:
    """Return the doctor's grade (0 … 1) for the case's best matching tag, and that tag; 0 and None without
    one.
    """
    graded = [(doctor.specialties.get(tag, 0.0), tag) for tag in case.specialties]
    best = max(graded, key=lambda pair: pair[0], default=(0.0, None))
    return (best[0], best[1]) if best[0] > 0.0 else (0.0, None)


def distance_km(case: CaseRequest, doctor: Doctor) -> float | None:
    """Return the km from the doctor's home to the site, None where either is unknown."""
    if case.site is None or doctor.home is None:
        return None
    return great_circle_km(doctor.home, case.site)


def room(relative_load: float) -> float:
    """Return the part of the capacity that is left, 0 … 1."""
    return min(1.0, max(0.0, 1.0 - relative_load))


def nearness(km: float | None) -> float:
    """Return 1 at the doctor's home falling to 0 far away; an unknown distance counts as near."""
    return 1.0 if km is None else _HALF_NEARNESS_KM / (_HALF_NEARNESS_KM + km)


def pair_score(*, fit: float, on_time: bool, relative_load: float, recent_load: float, km: float | None) -> float:
    """Return 0 … 1 for one pair by `SHARES`, rounded to four decimals; ``relative_load`` includes this case,
    ``recent_load`` is the mean of the weeks before.
    """
    parts = {
        "fit": fit,
        "on_time": float(on_time),
        "load": room(relative_load),
        "recent": room(recent_load),
        "nearness": nearness(km),
    }
    return round(math.fsum(SHARES[aim] * part for aim, part in parts.items()), 4)
