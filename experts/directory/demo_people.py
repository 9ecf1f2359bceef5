"""Invented doctors, plainly labelled as demo people, made from ``demo_people.toml`` by a seed."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from diagnostics.texts import Text
from experts.directory.certificates import CERTIFICATES, Certificate
from experts.directory.specialties import SPECIALTIES

__all__ = ["DemoDoctor", "demo_doctors"]

_DAYS_OF_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class DemoDoctor:
    """One invented doctor; ``employment`` is staff or contracted, ``capacity_minutes`` those of a week, ``home``
    latitude and longitude in degrees, ``travel_limit_km`` how far from there they go (None: anywhere).
    """

    name: Text
    title: Text
    employment: str
    departments: tuple[str, ...]
    specialties: dict[str, float]
    category: int
    certificates: tuple[Certificate, ...]
    languages: tuple[str, ...]
    region: Text
    home: tuple[float, float]
    travel_limit_km: float | None
    capacity_minutes: float


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("demo_people.toml").read_text(encoding="utf-8"))


def demo_doctors(*, staff: int = 100, contracted: int = 50, seed: int = 1, today: date) -> tuple[DemoDoctor, ...]:
    """Return that many invented doctors, the same ones for the same arguments; every department has some as far as
    there are enough.

    ``today`` is the day around which certificates run out: a few have, as in any hospital.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing secret about it
    names = _names(chance)
    departments = _departments(staff + contracted)
    chance.shuffle(departments)
    return tuple(
        _doctor(chance, names[k % len(names)], "staff" if k < staff else "contracted", department, today)
        for k, department in enumerate(departments)
    )


def _names(chance: random.Random) -> list[Text]:
    data = _data()
    names = [
        Text(f"{surname_en} {given_en} (demo)", f"{surname_zh}{given_zh}（演示）")
        for surname_en, surname_zh in data["surnames"]
        for given_en, given_zh in data["given_names"]
    ]
    chance.shuffle(names)
    return names


def _departments(count: int) -> list[str]:
    """Return a department for each of ``count`` doctors, by the shares (largest remainder)."""
    shares = {code: row["share"] / 100 * count for code, row in _data()["departments"].items()}
    given = {code: int(share) for code, share in shares.items()}
    by_remainder = sorted(shares, key=lambda code: given[code] - shares[code])
    for code in by_remainder[: count - sum(given.values())]:
        given[code] += 1
    return [code for code, number in given.items() for _ in range(number)]


def _doctor(chance: random.Random, name: Text, employment: str, department: str, today: date) -> DemoDoctor:
    data = _data()
    also = chance.choice([code for code in data["departments"] if code != department])
    departments = (department, also) if chance.random() < 0.12 else (department,)
    town, (latitude_deg, longitude_deg) = chance.choice(list(data["towns"].items()))
    town_en, town_zh = town.split(" / ")
    title = chance.choice(data["titles"][employment])
    certificates = _certificates(chance, department, today)
    iso = [certificate.level for certificate in certificates if certificate.kind == "iso18436_2"]
    is_staff = employment == "staff"
    return DemoDoctor(
        name=name,
        title=Text(title["en"], title["zh"]),
        employment=employment,
        departments=departments,
        specialties=_specialties(chance, departments),
        category=max(iso, default=chance.choice([1, 2, 2, 3])),
        certificates=certificates,
        languages=("zh", "en") if chance.random() < 0.4 else ("zh",),
        region=Text(town_en, town_zh),
        home=(round(latitude_deg + chance.gauss(0, 0.05), 4), round(longitude_deg + chance.gauss(0, 0.05), 4)),
        travel_limit_km=None if is_staff else float(chance.choice([40, 60, 100])),
        capacity_minutes=float(chance.choice([960, 1200, 1440] if is_staff else [240, 480, 720])),
    )


def _specialties(chance: random.Random, departments: tuple[str, ...]) -> dict[str, float]:
    """Return two to four graded tags of the first department and one of any other."""
    grades: dict[str, float] = {}
    for k, department in enumerate(departments):
        tags = [tag for tag, specialty in SPECIALTIES.items() if specialty.department == department]
        for tag in chance.sample(tags, min(len(tags), chance.randint(2, 4) if k == 0 else 1)):
            grades[tag] = chance.randint(8, 19) / 20
    return grades


def _certificates(chance: random.Random, department: str, today: date) -> tuple[Certificate, ...]:
    held: list[Certificate] = []
    for code in _data()["departments"][department]["certificates"]:
        if chance.random() < 0.8:
            kind = CERTIFICATES[code]
            days_left = chance.randint(-90, kind.years * _DAYS_OF_A_YEAR)
            until = today + timedelta(days=days_left) if kind.years else None
            held.append(Certificate(code, chance.randint(1, kind.levels), until))
    return tuple(held)
