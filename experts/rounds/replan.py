"""`replan`: stops fall out or come in while the day is on; what has begun stays, and the rest keeps its order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from experts.errors import ExpertsError
from experts.rounds.day import Begun, Day, Order
from experts.rounds.improve import put_in_greedily
from experts.rounds.model import Change, DayPlan, Dropped, PlannedStop, RoundsDoctor, Route, Stop, clock, minute_of
from experts.rounds.plan import make_plan
from experts.rounds.solve import Effort, solve
from experts.rounds.texts import rounds_text
from experts.rounds.travel import Travel

__all__ = ["replan"]


def replan(
    plan: DayPlan,
    stops: Sequence[Stop],
    doctors: Sequence[RoundsDoctor],
    *,
    fallen_out: Collection[str] = (),
    added: Sequence[Stop] = (),
    now: datetime | None = None,
    keep_order: bool = True,
    travel: Travel | None = None,
    effort: Effort | None = None,
) -> DayPlan:
    """Return ``plan`` without the stops ``fallen_out`` and with ``added``, and what changed in words.

    ``stops`` and ``doctors`` are those of the plan. Visits that have begun by ``now`` (aware; None: the day has not
    begun), and the one a doctor is on the way to, stay as they are unless they fall out. The others keep their doctor
    and order as far as that fits, are begun as early as can be, and the time that is left is offered to the stops that
    are not planned, each in its cheapest place, the urgent ones first. With ``keep_order`` False all that has not begun
    is planned anew.

    Raises ExpertsError ``stop_not_in_plan`` for a stop that falls out and is none.
    """
    known = {stop.id for stop in stops}
    unknown = [stop_id for stop_id in fallen_out if stop_id not in known]
    if unknown:
        raise ExpertsError("stop_not_in_plan", rounds_text("stop_not_in_plan", stop=unknown[0]))
    left = tuple(stop for stop in (*stops, *added) if stop.id not in fallen_out)
    number = {stop.id: s for s, stop in enumerate(left)}
    minute = None if now is None else minute_of(plan.day, now)
    route_of = {route.doctor_id: route for route in plan.routes}
    stop_of = {stop.id: stop for stop in left}
    roads = travel or Travel()
    begun = tuple(_begun(doctor, route_of.get(doctor.id), number, minute, stop_of, roads) for doctor in doctors)
    day = Day(plan.day, left, tuple(doctors), roads, begun)
    kept = tuple(_that_fit(day, d, _order(route_of.get(doctor.id), number)) for d, doctor in enumerate(doctors))
    orders, complete = (put_in_greedily(day, kept), True) if keep_order else solve(day, effort or Effort(), kept)
    made = make_plan(day, orders, complete_search=complete, kept_order=keep_order)
    changes = tuple(_changes(plan, made, {stop.id: stop for stop in (*stops, *added)}, doctors, fallen_out))
    return replace(made, revision=plan.revision + 1, dropped=_dropped(plan, made), changes=changes)


def _order(route: Route | None, number: Mapping[str, int]) -> Order:
    return () if route is None else tuple(number[stop_id] for stop_id in route.stop_ids if stop_id in number)


def _begun(
    doctor: RoundsDoctor,
    route: Route | None,
    number: Mapping[str, int],
    minute: int | None,
    stop_of: Mapping[str, Stop],
    travel: Travel,
) -> Begun:
    """Return what a doctor has begun by ``minute``: visits, and the journey to the next stop."""
    opens = (doctor.shift or (0, -1))[0]
    if minute is None:
        return Begun((), (), opens)
    if route is None:
        return Begun((), (), max(opens, minute))
    set_out_for = [stop for stop in route.stops if stop.sets_out <= minute]
    done = tuple(stop for stop in set_out_for if stop.stop_id in number)
    ready = max(opens, minute, *(stop.departure for stop in done))
    turned = minute if len(done) < len(set_out_for) else 0
    done = tuple(_from_stop_to_stop(done, doctor, stop_of, travel))
    return Begun(tuple(number[stop.stop_id] for stop in done), done, ready, turned, route.returns)


def _from_stop_to_stop(
    done: Sequence[PlannedStop], doctor: RoundsDoctor, stop_of: Mapping[str, Stop], travel: Travel
) -> Iterator[PlannedStop]:
    """Yield what has begun with the journey from the stop before, which one that fell out late may have separated."""
    key, place, minute = doctor.id, doctor.place, 0
    for planned in done:
        stop = stop_of[planned.stop_id]
        leg = travel.leg(key, place, stop.factory, stop.place)
        if leg is None or (leg.minutes, leg.km) == (planned.travel_minutes, planned.travel_km):
            yield planned
        else:
            sets_out = max(minute, planned.arrival - leg.minutes)
            arrival = sets_out + leg.minutes
            yield replace(planned, sets_out=sets_out, travel_minutes=leg.minutes, travel_km=leg.km, arrival=arrival)
        key, place, minute = stop.factory, stop.place, planned.departure


def _that_fit(day: Day, d: int, order: Order) -> Order:
    """Return ``order`` without the stops that no longer fit: the least urgent first, of equals the latest."""
    begun = len(day.begun_by(d).order)
    while day.starts(d, order) is None:
        last = max(range(begun, len(order)), key=lambda position: (day.stops[order[position]].urgency, position))
        order = (*order[:last], *order[last + 1 :])
    return order


def _planned(plan: DayPlan) -> dict[str, tuple[str, PlannedStop]]:
    return {planned.stop_id: (route.doctor_id, planned) for route, planned in plan.planned()}


def _dropped(before: DayPlan, after: DayPlan) -> tuple[Dropped, ...]:
    """Return every visit of a doctor that was planned once and no longer is."""
    kept = {(doctor_id, planned.stop_id) for doctor_id, planned in _planned(after).values()}
    once = {(dropped.doctor_id, dropped.planned.stop_id): dropped for dropped in before.dropped}
    once |= {
        (doctor_id, planned.stop_id): Dropped(doctor_id, planned) for doctor_id, planned in _planned(before).values()
    }
    return tuple(dropped for pair, dropped in sorted(once.items()) if pair not in kept)


def _changes(
    before: DayPlan,
    after: DayPlan,
    stop_of: Mapping[str, Stop],
    doctors: Sequence[RoundsDoctor],
    fallen_out: Collection[str],
) -> Iterator[Change]:
    """Yield what is different, stop by stop: first what is lost, then what moved, then what came in."""
    name = {doctor.id: doctor.doctor.name for doctor in doctors}
    was, now = _planned(before), _planned(after)
    for stop_id, (doctor_id, planned) in was.items():
        if stop_id not in now:
            kind = "dropped" if stop_id in fallen_out else "left_out"
            key = "changed_dropped" if stop_id in fallen_out else "changed_left_out"
            start = clock(planned.start)
            text = rounds_text(key, stop=stop_of[stop_id].name, doctor=name[doctor_id], start=start)
            yield Change(stop_id, kind, text)
    for stop_id, (doctor_id, planned) in now.items():
        values = {"stop": stop_of[stop_id].name, "doctor": name[doctor_id], "start": clock(planned.start)}
        if stop_id not in was:
            yield Change(stop_id, "added", rounds_text("changed_added", **values))
            continue
        other_id, earlier = was[stop_id]
        values["before"] = clock(earlier.start)
        if other_id != doctor_id:
            yield Change(stop_id, "doctor", rounds_text("changed_doctor", other=name[other_id], **values))
        elif earlier.start != planned.start:
            yield Change(stop_id, "time", rounds_text("changed_time", **values))
