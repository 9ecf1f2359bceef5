"""The rules of a day's plan counted straight from their definitions, apart from what made the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from experts.rounds.model import DayPlan, RoundsDoctor, Route, Stop
from experts.rounds.travel import Travel

__all__ = ["broken_promises"]


def broken_promises(
    plan: DayPlan,
    stops: Sequence[Stop],
    doctors: Sequence[RoundsDoctor],
    travel: Travel,
) -> list[str]:
    """Return every promise ``plan`` breaks, in English for whoever mends the program; empty for a plan that holds."""
    stop_of, doctor_of = {stop.id: stop for stop in stops}, {doctor.id: doctor for doctor in doctors}
    named = Counter([stop.stop_id for _, stop in plan.planned()] + [entry.stop_id for entry in plan.unplanned])
    found = [f"{stop.id} stands {named[stop.id]} times in the plan" for stop in stops if named[stop.id] != 1]
    found += [f"{stop_id} is no stop" for stop_id in named if stop_id not in stop_of]
    doubled = [doctor for doctor, count in Counter(route.doctor_id for route in plan.routes).items() if count > 1]
    found += [f"{doctor} has two routes" for doctor in doubled]
    for route in plan.routes:
        found += _of_route(route, stop_of, doctor_of[route.doctor_id], travel)
    return found


def _of_route(route: Route, stop_of: dict[str, Stop], doctor: RoundsDoctor, travel: Travel) -> Iterator[str]:
    key, place, minute = doctor.id, doctor.place, route.leaves
    if doctor.shift is None or route.leaves < doctor.shift[0] or route.returns > doctor.shift[1]:
        yield f"{doctor.id} is out longer than the shift"
    needed: set[str] = set()
    for planned in route.stops:
        stop = stop_of[planned.stop_id]
        leg = travel.leg(key, place, stop.factory, stop.place)
        if leg is None or (leg.minutes, leg.km) != (planned.travel_minutes, planned.travel_km):
            yield f"{stop.id}: the journey is not the one of the table"
        if planned.sets_out < minute or planned.arrival != planned.sets_out + planned.travel_minutes:
            yield f"{stop.id}: the arrival is not the journey after setting out"
        if planned.start < planned.arrival or planned.departure != planned.start + stop.service_minutes:
            yield f"{stop.id}: the visit begins too early or is not as long as asked for"
        if not any(opens <= planned.start and planned.departure <= closes for opens, closes in stop.windows):
            yield f"{stop.id}: the visit is not within one window"
        yield from _of_pair(stop, doctor, travel)
        needed |= set(stop.instruments)
        key, place, minute = stop.factory, stop.place, planned.departure
    home = travel.leg(key, place, doctor.id, doctor.place)
    if home is None or (home.minutes, home.km) != (route.back_minutes, route.back_km):
        yield f"{doctor.id}: the way home is not the one of the table"
    if route.returns < minute + route.back_minutes:
        yield f"{doctor.id} cannot be home when the route says so"
    if set(route.carry) != needed or len(route.carry) != len(needed):
        yield f"{doctor.id} carries something else than the stops need"


def _of_pair(stop: Stop, doctor: RoundsDoctor, travel: Travel) -> Iterator[str]:
    person = doctor.doctor
    if stop.only and person.id not in stop.only:
        yield f"{stop.id}: {person.id} is not the doctor named for it"
    if stop.department and stop.department not in person.departments:
        yield f"{stop.id}: {person.id} works in another department"
    if stop.specialties and all(person.specialties.get(tag, 0.0) <= 0.0 for tag in stop.specialties):
        yield f"{stop.id}: {person.id} has no grade in what is asked for"
    if not set(stop.instruments) <= doctor.instruments:
        yield f"{stop.id}: {person.id} cannot carry an instrument"
    if stop.languages and not set(stop.languages) & set(person.languages):
        yield f"{stop.id}: {person.id} shares no language"
    if stop.factory in person.conflicts:
        yield f"{stop.id}: {person.id} has a conflict of interest"
    leg = travel.leg(person.id, doctor.place, stop.factory, stop.place)
    if doctor.travel_limit_km is not None and (leg is None or leg.km > doctor.travel_limit_km):
        yield f"{stop.id}: {person.id} does not go that far"
