"""Seeded days of rounds around Lake Tai, for the benchmark and the tests: invented factories, the demo doctors."""

from __future__ import annotations

import random
from datetime import date

from diagnostics.texts import Text
from experts.directory import SPECIALTIES, Doctor
from experts.directory.demo_people import demo_doctors
from experts.rounds.instruments import INSTRUMENTS, instruments_for
from experts.rounds.model import USUAL_SHIFT, USUAL_WINDOWS, RoundsDoctor, Stop, Window

__all__ = ["DAY", "invented_day"]

DAY = date(2026, 12, 1)
_TOWNS = [
    (31.57, 120.30), (31.92, 120.28), (31.34, 119.82), (31.30, 120.58), (31.38, 120.98),
    (31.65, 120.75), (31.87, 120.55), (31.78, 119.95), (30.89, 120.09), (30.75, 120.76),
]  # fmt: skip
_URGENCIES = (1, 2, 2, 3, 3, 3, 4, 4, 5)
_WINDOWS: tuple[tuple[Window, ...], ...] = (
    USUAL_WINDOWS, USUAL_WINDOWS, USUAL_WINDOWS, ((510, 690),), ((780, 1020),), ((540, 660), (840, 960)),
)  # fmt: skip


def invented_day(*, stops: int, doctors: int, seed: int) -> tuple[tuple[Stop, ...], tuple[RoundsDoctor, ...]]:
    """Return stops of the mechanical and electrical departments and doctors for them, the same for the same seed."""
    chance = random.Random(seed)
    people = [
        person
        for person in demo_doctors(staff=60, contracted=0, seed=seed, today=DAY)
        if set(person.departments) & {"mechanical", "electrical"}
    ][:doctors]
    return (
        tuple(_stop(chance, k) for k in range(stops)),
        tuple(
            RoundsDoctor(
                Doctor(
                    id=f"d{k}",
                    name=person.name,
                    departments=("mechanical", "electrical"),
                    specialties=person.specialties | dict.fromkeys(_tags(chance), 0.7),
                    category=person.category,
                    capacity_minutes=480.0,
                    languages=person.languages,
                    home=person.home,
                ),
                shift=USUAL_SHIFT,
                instruments=frozenset(chance.sample(list(INSTRUMENTS), 12)),
            )
            for k, person in enumerate(people)
        ),
    )


def _tags(chance: random.Random) -> list[str]:
    tags = [tag for tag, row in SPECIALTIES.items() if row.department in {"mechanical", "electrical"}]
    return chance.sample(tags, 12)


def _stop(chance: random.Random, k: int) -> Stop:
    tag = chance.choice(_tags(chance))
    latitude_deg, longitude_deg = chance.choice(_TOWNS)
    return Stop(
        id=f"s{k}",
        factory=f"f{k}",
        name=Text(f"Factory {k}", f"工厂{k}"),
        place=(round(latitude_deg + chance.gauss(0, 0.06), 4), round(longitude_deg + chance.gauss(0, 0.06), 4)),
        service_minutes=chance.choice([15, 20, 20, 30]),
        windows=chance.choice(_WINDOWS),
        department=SPECIALTIES[tag].department,
        specialties=(tag, chance.choice(_tags(chance))),
        instruments=instruments_for([tag])[:1] if chance.random() < 0.5 else (),
        languages=("zh",) if chance.random() < 0.95 else ("en",),
        urgency=chance.choice(_URGENCIES),
    )
