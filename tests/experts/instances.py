"""Small instances for the matching tests, by hand and by Hypothesis."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

NOW = datetime(2026, 5, 4, 8, tzinfo=UTC)


def case(case_id: str = "c", **changes: Any) -> dict[str, Any]:
    """Return a case every `doctor()` may take, with the given keys changed."""
    row: dict[str, Any] = {
        "id": case_id,
        "department": "mechanical",
        "specialties": ["gears"],
        "urgency": 3,
        "minutes": 60,
        "site": None,
        "on_site": False,
        "languages": ["zh"],
        "due": (NOW + timedelta(days=3)).isoformat(),
        "factory": "f1",
    }
    return row | changes


def doctor(doctor_id: str = "d", **changes: Any) -> dict[str, Any]:
    """Return a doctor who may take every `case()`, with the given keys changed."""
    row: dict[str, Any] = {
        "id": doctor_id,
        "departments": ["mechanical"],
        "specialties": {"gears": 0.8},
        "category": 2,
        "capacity_minutes": 480,
        "languages": ["zh"],
        "home": [31.2, 121.5],
        "unavailable": [],
        "conflicts": [],
        "load_minutes": 0,
    }
    return row | changes


def instance(cases: list[dict[str, Any]], doctors: list[dict[str, Any]]) -> dict[str, Any]:
    """Put cases and doctors together at `NOW`."""
    return {"cases": cases, "doctors": doctors, "now": NOW.isoformat()}


_places = st.tuples(st.integers(3000, 3200), st.integers(12000, 12200)).map(lambda p: [p[0] / 100, p[1] / 100])
_departments = st.sampled_from(["mechanical", "electrical"])
_tags = st.sampled_from(["gears", "pumps", "motors"])
_languages = st.sampled_from([["zh"], ["en"], ["zh", "en"]])


def _moments(least_minutes: int, most_minutes: int) -> st.SearchStrategy[str]:
    return st.integers(least_minutes, most_minutes).map(lambda m: (NOW + timedelta(minutes=m)).isoformat())


def _case_strategy(k: int) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "id": st.just(f"c{k}"),
            "department": _departments,
            "specialties": st.lists(_tags, max_size=2, unique=True),
            "urgency": st.integers(1, 5),
            "minutes": st.sampled_from([30, 45, 60, 90, 120, 200]),
            "site": st.none() | _places,
            "on_site": st.booleans(),
            "languages": _languages,
            "due": _moments(-30, 400),
            "factory": st.sampled_from(["f1", "f2", "f3"]),
        }
    )


def _doctor_strategy(k: int) -> st.SearchStrategy[dict[str, Any]]:
    absence = st.tuples(_moments(-100, 0), _moments(-50, 100)).filter(lambda i: i[0] <= i[1]).map(list)
    return st.fixed_dictionaries(
        {
            "id": st.just(f"d{k}"),
            "departments": st.lists(_departments, min_size=1, max_size=2, unique=True),
            "specialties": st.dictionaries(_tags, st.integers(0, 20).map(lambda g: g / 20), max_size=3),
            "category": st.integers(1, 4),
            "capacity_minutes": st.sampled_from([0, 120, 200, 240, 480]),
            "languages": _languages,
            "home": _places,
            "unavailable": st.lists(absence, max_size=1),
            "conflicts": st.lists(st.sampled_from(["f1", "f2"]), max_size=1),
            "load_minutes": st.sampled_from([0, 0, 30, 100]),
        }
    )


@st.composite
def small_instances(draw: st.DrawFn) -> dict[str, Any]:
    """Draw an instance of at most five cases and three doctors."""
    cases = [draw(_case_strategy(k)) for k in range(draw(st.integers(0, 5)))]
    doctors = [draw(_doctor_strategy(k)) for k in range(draw(st.integers(0, 3)))]
    return instance(cases, doctors)


@st.composite
def contended_instances(draw: st.DrawFn) -> dict[str, Any]:
    """Draw up to six cases that up to two doctors may all take, with too little time and due moments that coincide."""
    cases = [
        case(
            f"c{k}",
            urgency=draw(st.integers(3, 5)),
            minutes=draw(st.sampled_from([30, 40, 60, 90])),
            specialties=draw(st.sampled_from([[], ["gears"], ["pumps"]])),
            due=(NOW + timedelta(minutes=draw(st.sampled_from([60, 90, 120, 150])))).isoformat(),
            site=draw(st.none() | _places),
        )
        for k in range(draw(st.integers(3, 6)))
    ]
    doctors = [
        doctor(
            f"d{k}",
            specialties=draw(st.sampled_from([{}, {"gears": 0.5}, {"gears": 0.5, "pumps": 0.5}])),
            capacity_minutes=draw(st.sampled_from([120, 150, 200, 300])),
            load_minutes=draw(st.sampled_from([0, 10, 30])),
            home=draw(_places),
        )
        for k in range(draw(st.integers(1, 2)))
    ]
    return instance(cases, doctors)


def random_instance(cases: int, doctors: int, seed: int) -> dict[str, Any]:
    """Return an instance by chance, with all that may go wrong in one: doctors who are absent, without capacity, loaded
    beyond it or without a language, conflicts, shared homes and sites, cases without a language and overdue ones.
    """
    chance = random.Random(seed)
    lengths: list[float] = chance.choice([[30, 45, 60, 90, 120], [60], [25, 37.5, 61], list(range(5, 241))])
    return instance(
        [_random_case(chance, f"c{k}", lengths) for k in range(cases)],
        [_random_doctor(chance, f"d{k}") for k in range(doctors)],
    )


_PLACES = [[31.2, 121.5], [31.2, 121.5], [31.9, 120.4], [30.8, 121.1]]
_TAGS = ["gears", "pumps", "motors"]
_SPOKEN = [["zh"], ["zh"], ["zh", "en"], ["en"], []]


def _random_case(chance: random.Random, case_id: str, lengths: list[float]) -> dict[str, Any]:
    site = chance.choice([None, *_PLACES])
    return case(
        case_id,
        department=chance.choice(["mechanical", "mechanical", "electrical"]),
        specialties=chance.sample(_TAGS, chance.randint(0, 2)),
        urgency=chance.randint(1, 5),
        minutes=chance.choice(lengths),
        site=site,
        on_site=site is not None,
        languages=chance.choice(_SPOKEN),
        due=(NOW + timedelta(minutes=chance.randint(-60, 900))).isoformat(),
        factory=chance.choice(["f1", "f2", "f3"]),
    )


def _random_doctor(chance: random.Random, doctor_id: str) -> dict[str, Any]:
    absence = [(NOW - timedelta(hours=1)).isoformat(), (NOW + timedelta(hours=chance.randint(-1, 9))).isoformat()]
    return doctor(
        doctor_id,
        departments=chance.choice([["mechanical"], ["electrical"], ["mechanical", "electrical"]]),
        specialties={tag: chance.randint(0, 20) / 20 for tag in chance.sample(_TAGS, chance.randint(0, 3))},
        capacity_minutes=chance.choice([0, 100, 240, 240, 480]),
        languages=chance.choice(_SPOKEN),
        home=chance.choice(_PLACES),
        unavailable=[absence] if chance.random() < 0.2 else [],
        conflicts=chance.sample(["f1", "f2"], chance.choice([0, 0, 1, 2])),
        load_minutes=chance.choice([0, 0, 15, 60, 130]),
    )
