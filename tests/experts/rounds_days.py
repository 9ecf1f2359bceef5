"""Small days of rounds for tests, and what their best plan is, counted by trying everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations, product
from typing import Any

from hypothesis import strategies as st

from diagnostics.texts import Text
from experts.directory import Doctor
from experts.rounds import DayPlan, Effort, RoundsDoctor, Stop, Travel

DAY = date(2026, 12, 1)
QUICK = Effort(time_limit_s=60.0, iterations=300)
WUXI = (31.57, 120.30)


def km_east(km: float) -> tuple[float, float]:
    """Return a place so many km (great circle, to some metres) east of Wuxi."""
    return WUXI[0], WUXI[1] + km / 94.73  # 111.195 km a degree of longitude at the equator, times cos 31.57°


def stop(stop_id: str, **changes: Any) -> Stop:
    values: dict[str, Any] = {
        "id": stop_id,
        "factory": f"factory {stop_id}",
        "name": Text(f"Factory {stop_id}", f"工厂{stop_id}"),
        "place": WUXI,
        "service_minutes": 60,
        "windows": ((8 * 60, 17 * 60),),
    }
    return Stop(**values | changes)


def doctor(doctor_id: str = "d", **changes: Any) -> RoundsDoctor:
    person: dict[str, Any] = {
        "departments": ("mechanical",),
        "specialties": {"gears": 0.8},
        "category": 2,
        "capacity_minutes": 480.0,
        "languages": ("zh",),
        "home": WUXI,
    }
    day: dict[str, Any] = {"shift": (8 * 60, 17 * 60), "instruments": frozenset({"thermal_camera"})}
    for name, value in changes.items():
        (person if name in {*person, "conflicts"} else day)[name] = value
    return RoundsDoctor(Doctor(id=doctor_id, name=Text(f"Dr {doctor_id}", f"{doctor_id}医生"), **person), **day)


_WIDE = (8 * 60, 17 * 60)
_WINDOWS: list[tuple[tuple[int, int], ...]] = [
    (_WIDE,), (_WIDE,), ((510, 690), (780, 1020)), ((540, 600), (840, 960)), ((600, 720),), ((900, 840),), (),
]  # fmt: skip


def _mostly(usual: Any, *others: Any) -> st.SearchStrategy[Any]:
    """Return the usual value in most draws, for a day in which most stops can be planned."""
    return st.sampled_from([usual] * 7 + list(others))


@st.composite
def small_days(draw: st.DrawFn, most_stops: int = 5) -> tuple[tuple[Stop, ...], tuple[RoundsDoctor, ...]]:
    """Return some stops and up to two doctors, with everything that can keep the one from the other."""
    places = [(31.57, 120.3), (31.92, 120.28), (31.3, 120.58), (31.78, 119.95)]
    place_of = {f"f{k}": draw(_mostly(place, None)) for k, place in enumerate(places)}
    stops = []
    for k in range(draw(st.integers(0, most_stops))):
        factory = draw(st.sampled_from(sorted(place_of)))
        stops.append(
            stop(
                f"s{k}",
                factory=factory,
                place=place_of[factory],
                service_minutes=draw(st.sampled_from([20, 60, 100, 150])),
                windows=draw(st.sampled_from(_WINDOWS)),
                department=draw(_mostly(None, "mechanical", "electrical")),
                specialties=draw(_mostly((), ("gears",), ("gears", "motors"))),
                instruments=draw(_mostly((), ("thermal_camera",), ("ultrasound", "thermal_camera"))),
                languages=draw(_mostly((), ("zh",), ("en",))),
                urgency=draw(st.integers(1, 5)),
                only=draw(_mostly((), ("d0",))),
            )
        )
    doctors = [
        doctor(
            f"d{k}",
            departments=draw(st.sampled_from([("mechanical",), ("mechanical", "electrical")])),
            specialties=draw(st.sampled_from([{"gears": 0.5}, {"gears": 0.0, "motors": 1.0}])),
            languages=draw(st.sampled_from([("zh",), ("zh", "en")])),
            home=draw(_mostly(places[k], None, places[2])),
            shift=draw(st.sampled_from([(480, 1020), (480, 1020), (600, 840)])),
            instruments=draw(st.sampled_from([frozenset(), frozenset({"thermal_camera", "ultrasound"})])),
            travel_limit_km=draw(_mostly(None, 30.0)),
            conflicts=draw(_mostly(frozenset(), frozenset({"f1"}))),
        )
        for k in range(draw(_mostly(2, 1, 0)))
    ]
    if doctors and draw(_mostly(False, True)):
        doctors[0] = replace(doctors[0], shift=None)
    return tuple(stops), tuple(doctors)


def rank(plan: DayPlan, stops: Sequence[Stop]) -> tuple[int, ...]:
    """Return what plans are compared by, less being better: stops left out by urgency, minutes on the road."""
    urgency = {entry.id: entry.urgency for entry in stops}
    missed = [urgency[entry.stop_id] for entry in plan.unplanned]
    return (*(missed.count(level) for level in range(1, 6)), plan.travel_minutes)


def best_rank(stops: Sequence[Stop], doctors: Sequence[RoundsDoctor], travel: Travel) -> tuple[int, ...]:
    """Return the best rank of all plans there are, by trying each doctor or none for each stop in each order."""
    best: list[tuple[int, ...]] = []
    for choice in product(range(-1, len(doctors)), repeat=len(stops)):
        minutes = [
            _shortest([entry for entry, d in zip(stops, choice, strict=True) if d == number], person, travel)
            for number, person in enumerate(doctors)
        ]
        if None not in minutes:
            missed = [entry.urgency for entry, d in zip(stops, choice, strict=True) if d < 0]
            road = sum(value or 0 for value in minutes)
            best.append((*(missed.count(level) for level in range(1, 6)), road))
    return min(best)


def _shortest(stops: Sequence[Stop], person: RoundsDoctor, travel: Travel) -> int | None:
    """Return the fewest minutes on the road for these stops, None where no order of them is possible."""
    return min((road for order in permutations(stops) for road in _road(order, person, travel)), default=None)


def _road(order: Sequence[Stop], person: RoundsDoctor, travel: Travel) -> Iterator[int]:
    """Yield the minutes on the road of one order for every choice of windows that is possible."""
    if not order:
        yield 0
        return
    if person.shift is None or not all(_may(entry, person, travel) for entry in order):
        return
    for windows in product(*(entry.windows for entry in order)):
        minute, road, key, place = person.shift[0], 0, person.id, person.place
        for entry, (opens, closes) in zip(order, windows, strict=True):
            leg = travel.leg(key, place, entry.factory, entry.place)
            if leg is None:
                break
            minute = max(minute + leg.minutes, opens) + entry.service_minutes
            road, key, place = road + leg.minutes, entry.factory, entry.place
            if minute > closes:
                break
        else:
            home = travel.leg(key, place, person.id, person.place)
            if home is not None and minute + home.minutes <= person.shift[1]:
                yield road + home.minutes


def _may(entry: Stop, person: RoundsDoctor, travel: Travel) -> bool:
    """Say from the definitions whether nothing but the clock keeps the doctor away."""
    expert = person.doctor
    leg = travel.leg(person.id, person.place, entry.factory, entry.place)
    return (
        leg is not None
        and (person.travel_limit_km is None or leg.km <= person.travel_limit_km)
        and entry.department in (None, *expert.departments)
        and (not entry.specialties or any(expert.specialties.get(tag, 0) > 0 for tag in entry.specialties))
        and set(entry.instruments) <= person.instruments
        and (not entry.languages or bool(set(entry.languages) & set(expert.languages)))
        and entry.factory not in expert.conflicts
        and (not entry.only or person.id in entry.only)
    )
