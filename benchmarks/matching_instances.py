"""Seeded instances of the matching: the demo doctors, and cases as a busy week brings them."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from experts.directory import DEPARTMENTS, SPECIALTIES, Doctor
from experts.directory.demo_people import DemoDoctor, demo_doctors
from experts.matching import CaseRequest, Instance

__all__ = ["FAMILIES", "NOW", "Family", "seeded_instance"]

NOW = datetime(2026, 11, 30, 1, tzinfo=UTC)
_DUE_HOURS = {1: 8, 2: 24, 3: 72, 4: 168, 5: 336}
_URGENCIES = [1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5]
_MINUTES = [45.0, 60.0, 60.0, 90.0, 120.0, 180.0]
_FACTORIES = 200


@dataclass(frozen=True, slots=True)
class Family:
    """How an instance is made: ``demand`` is Σ minutes of the cases over the minutes the doctors have left."""

    name: str
    demand: float
    uneven: bool = False


FAMILIES = (
    Family("relaxed", 0.5),
    Family("tight", 0.95),
    Family("overloaded", 1.3),
    Family("uneven", 0.8, uneven=True),
)


def seeded_instance(family: Family, *, cases: int, doctors: int, seed: int) -> Instance:
    """Return one instance; the same arguments give the same one."""
    chance = random.Random(f"{family.name}-{seed}")
    people = demo_doctors(staff=doctors * 2 // 3, contracted=doctors - doctors * 2 // 3, seed=seed, today=NOW.date())
    experts = tuple(_doctor(chance, k, person) for k, person in enumerate(people))
    requests = tuple(_case(chance, k, family) for k in range(cases))
    free = sum(expert.free_minutes for expert in experts)
    scale = family.demand * free / sum(case.minutes for case in requests)
    requests = tuple(_scaled(case, scale) for case in requests)
    return Instance(requests, experts, NOW)


def _doctor(chance: random.Random, k: int, person: DemoDoctor) -> Doctor:
    away = chance.random() < 0.04
    return Doctor(
        id=f"doc_{k:03d}",
        name=person.name,
        departments=person.departments,
        specialties=person.specialties,
        category=person.category,
        capacity_minutes=person.capacity_minutes,
        languages=person.languages,
        home=person.home,
        unavailable=((NOW - timedelta(days=1), NOW + timedelta(days=chance.randint(1, 9))),) if away else (),
        conflicts=frozenset(f"fac_{chance.randrange(_FACTORIES):03d}" for _ in range(chance.choice([0, 0, 1, 3]))),
        load_minutes=float(chance.randrange(0, int(person.capacity_minutes * 0.5), 15)),
    )


def _case(chance: random.Random, k: int, family: Family) -> CaseRequest:
    codes = list(DEPARTMENTS)
    weights = [34, 22, 16, 9, 8, 6, 5] if not family.uneven else [15, 40, 16, 9, 8, 6, 6]
    department = chance.choices(codes, weights)[0]
    tags = [tag for tag, specialty in SPECIALTIES.items() if specialty.department == department]
    urgency = chance.choice(_URGENCIES)
    on_site = chance.random() < 0.5
    return CaseRequest(
        id=f"case_{k:04d}",
        department=department,
        specialties=tuple(chance.sample(tags, min(len(tags), chance.choice([0, 1, 1, 2])))),
        urgency=urgency,
        minutes=chance.choice(_MINUTES),
        site=(chance.uniform(30.7, 32.0), chance.uniform(119.8, 121.0)) if on_site else None,
        on_site=on_site,
        languages=("en",) if chance.random() < 0.08 else ("zh",),
        due=NOW + timedelta(hours=_DUE_HOURS[urgency] - chance.uniform(0, 4)),
        factory=f"fac_{chance.randrange(_FACTORIES):03d}",
    )


def _scaled(case: CaseRequest, scale: float) -> CaseRequest:
    """Return the case with its minutes brought to the family's demand, in steps of five."""
    return replace(case, minutes=max(5.0, 5.0 * round(case.minutes * scale / 5.0)))
