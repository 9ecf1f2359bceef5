"""The matching contract read literally: every plan of a small instance tried, nothing shared with the package."""

from __future__ import annotations

import itertools
import math
from datetime import datetime
from typing import Any

Vector = tuple[float, ...]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def great_circle_km(one: list[float], other: list[float]) -> float:
    """Angle of two position vectors on the mean Earth radius; exact at no distance too, unlike the arc cosine."""
    a, b = _position(one), _position(other)
    cross = (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
    return 6371.0088 * math.atan2(math.hypot(*cross), sum(p * q for p, q in zip(a, b, strict=True)))


def _position(place: list[float]) -> tuple[float, float, float]:
    latitude, longitude = math.radians(place[0]), math.radians(place[1])
    return (
        math.cos(latitude) * math.cos(longitude),
        math.cos(latitude) * math.sin(longitude),
        math.sin(latitude),
    )


def may_take(case: dict[str, Any], doctor: dict[str, Any], now: datetime) -> bool:
    return (
        case["department"] in doctor["departments"]
        and case["factory"] not in doctor["conflicts"]
        and not any(_moment(start) <= now <= _moment(end) for start, end in doctor["unavailable"])
        and bool(set(case["languages"]) & set(doctor["languages"]))
    )


def vector(instance: dict[str, Any], plan: dict[str, str]) -> Vector | None:
    """Return the nine aims of a plan (case id → doctor id), None when it breaks a hard rule."""
    now = _moment(instance["now"])
    cases = {case["id"]: case for case in instance["cases"]}
    doctors = {doctor["id"]: doctor for doctor in instance["doctors"]}
    if not all(may_take(cases[c], doctors[d], now) for c, d in plan.items()):
        return None
    total = {d: row["load_minutes"] for d, row in doctors.items()}
    for c, d in plan.items():
        total[d] += cases[c]["minutes"]
    if any(total[d] > doctors[d]["capacity_minutes"] for d in plan.values()):
        return None
    counts = [float(sum(cases[c]["urgency"] == urgency for c in plan)) for urgency in (1, 2, 3, 4, 5)]
    fit = sum(
        max([doctors[d]["specialties"].get(tag, 0.0) for tag in cases[c]["specialties"]], default=0.0)
        for c, d in plan.items()
    )
    on_time = 0
    for c, d in plan.items():
        due = _moment(cases[c]["due"])
        earlier = [other for other, holder in plan.items() if holder == d and _moment(cases[other]["due"]) <= due]
        needed = doctors[d]["load_minutes"] + sum(cases[other]["minutes"] for other in earlier)
        on_time += needed <= (due - now).total_seconds() / 60
    largest = max(
        [total[d] / row["capacity_minutes"] for d, row in doctors.items() if row["capacity_minutes"]], default=0.0
    )
    km = sum(great_circle_km(doctors[d]["home"], cases[c]["site"]) for c, d in plan.items() if cases[c]["site"])
    return (*counts, fit, float(on_time), -largest, -km)


def best_vector(instance: dict[str, Any]) -> Vector:
    """Return the lexicographically largest vector over all plans; aims are compared to nine digits."""
    ids = [case["id"] for case in instance["cases"]]
    choices = [None, *(doctor["id"] for doctor in instance["doctors"])]
    vectors = []
    for picked in itertools.product(choices, repeat=len(ids)):
        found = vector(instance, {c: d for c, d in zip(ids, picked, strict=True) if d is not None})
        if found is not None:
            vectors.append(found)
    return max(vectors, key=lambda found: tuple(round(value, 7) for value in found))
