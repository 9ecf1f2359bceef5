"""A day made ready for counting: journeys as tables, who may go where, and the times of an order of stops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from experts.rounds.model import PlannedStop, RoundsDoctor, Route, Stop
from experts.rounds.rules import breaches
from experts.rounds.travel import Leg, Travel

__all__ = ["Begun", "Day", "Order", "arrange"]

Order = tuple[int, ...]
"""Stops of one doctor by their number, in the order they are visited."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What of a doctor's day has happened already: these stops, as they were planned; free again from ``ready``.

    Without another stop the doctor goes home from the last one, or from ``turned`` on where the stop they were on the
    way to fell out, and is home by ``back_by`` as planned, if not before.
    """

    order: Order
    planned: tuple[PlannedStop, ...]
    ready: int
    turned: int = 0
    back_by: int = 0


@dataclass(frozen=True)
class Day:
    """All of one day: stops and doctors (told apart by their numbers), how one travels, and what has begun."""

    day: date
    stops: tuple[Stop, ...]
    doctors: tuple[RoundsDoctor, ...]
    travel: Travel
    begun: tuple[Begun, ...] = ()
    """One for each doctor, or none at all."""

    def begun_by(self, d: int) -> Begun:
        """Return what a doctor has done already: nothing, free from the beginning of the shift, unless told."""
        return self.begun[d] if self.begun else Begun((), (), self.shift(d)[0])

    @cached_property
    def between(self) -> list[list[Leg | None]]:
        """Journeys from stop to stop."""
        return [
            [self.travel.leg(one.factory, one.place, other.factory, other.place) for other in self.stops]
            for one in self.stops
        ]

    @cached_property
    def there(self) -> list[list[Leg | None]]:
        """Journeys from each doctor's start to each stop."""
        return [
            [self.travel.leg(doctor.id, doctor.place, stop.factory, stop.place) for stop in self.stops]
            for doctor in self.doctors
        ]

    @cached_property
    def back(self) -> list[list[Leg | None]]:
        """Journeys from each stop (second number) to each doctor's start (first number)."""
        return [
            [self.travel.leg(stop.factory, stop.place, doctor.id, doctor.place) for stop in self.stops]
            for doctor in self.doctors
        ]

    @cached_property
    def suited(self) -> list[frozenset[int]]:
        """For each doctor the stops no rule keeps them from."""
        return [
            frozenset(s for s, stop in enumerate(self.stops) if not breaches(stop, doctor, self.travel))
            for doctor in self.doctors
        ]

    @cached_property
    def reachable(self) -> list[frozenset[int]]:
        """For each doctor those of `suited` that the clock allows when the doctor does nothing else."""
        return [
            frozenset(s for s in suited if self.starts(d, (*self.begun_by(d).order, s)) is not None)
            for d, suited in enumerate(self.suited)
        ]

    def shift(self, d: int) -> tuple[int, int]:
        """Return the shift of a doctor; of one who is not there an empty one."""
        return self.doctors[d].shift or (0, -1)

    def starts(self, d: int, order: Order) -> list[int] | None:
        """Return when each visit of ``order`` begins at the earliest, None where a window or the shift is missed.

        Beginning each visit as early as can be is best for all later ones: a later arrival is never let in earlier.
        """
        begun = self.begun_by(d)
        done = len(begun.order)
        if order[:done] != begun.order:
            return None
        found = [planned.start for planned in begun.planned]
        minute, legs = begun.ready, self.legs_from(d)
        for s in order[done:]:
            leg = legs[s]
            start = None if leg is None else self.stops[s].start_from(minute + leg.minutes)
            if start is None:
                return None
            found.append(start)
            minute, legs = start + self.stops[s].service_minutes, self.between[s]
        if len(order) == done:
            return found
        home = self.back[d][order[-1]]
        return None if home is None or minute + home.minutes > self.shift(d)[1] else found

    def legs_from(self, d: int) -> list[Leg | None]:
        """Return the journeys to each stop from where a doctor is free: the start, or the last stop that has begun."""
        order = self.begun_by(d).order
        return self.between[order[-1]] if order else self.there[d]

    def travel_minutes(self, d: int, order: Order) -> int:
        """Return the minutes on the road of an order whose journeys are all known."""
        return sum(leg.minutes for leg in self.legs(d, order))

    def legs(self, d: int, order: Order) -> list[Leg]:
        """Return the journeys of an order: to each stop, and home; raises ValueError where one is not known."""
        if not order:
            return []
        legs = [self.there[d][order[0]], *(self.between[a][b] for a, b in pairwise(order))]
        known = [leg for leg in (*legs, self.back[d][order[-1]]) if leg is not None]
        if len(known) != len(order) + 1:
            raise ValueError("a journey of this order is not known")
        return known


def arrange(day: Day, d: int, order: Order) -> Route:
    """Return the times of an order that fits: visits as early as can be, and no earlier from home than needed.

    Raises ValueError for an order that does not fit.
    """
    starts = day.starts(d, order)
    if starts is None or not order:
        raise ValueError("this order is empty, or misses a window or the shift")
    begun, legs = day.begun_by(d), day.legs(d, order)
    planned = list(begun.planned)
    for s, start, leg in list(zip(order, starts, legs, strict=False))[len(planned) :]:
        stop = day.stops[s]
        earliest = max(begun.ready, planned[-1].departure) if planned else start - leg.minutes
        arrival = earliest + leg.minutes
        planned.append(
            PlannedStop(stop.id, earliest, leg.minutes, leg.km, arrival, start, start + stop.service_minutes)
        )
    home = legs[-1]
    returns = planned[-1].departure + home.minutes
    if len(order) == len(begun.order):
        returns = max(returns, min(begun.turned + home.minutes, begun.back_by))
    return Route(day.doctors[d].id, tuple(planned), home.minutes, home.km, returns, carry(day, order))


def carry(day: Day, order: Sequence[int]) -> tuple[str, ...]:
    """Return what has to be carried over the day, each once, in the order it is first needed."""
    return tuple(dict.fromkeys(code for s in order for code in day.stops[s].instruments))
