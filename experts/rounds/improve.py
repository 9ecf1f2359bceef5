"""Putting stops into routes by hand: the start of the search, the last look after it, and replanning."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations

from experts.rounds.day import Day, Order

__all__ = ["Orders", "cheapest_place", "left_out", "put_in", "put_in_greedily", "put_in_left_out", "with_stop"]

Orders = tuple[Order, ...]
"""One order for each doctor of the day."""

_GIVEN_UP_AT_MOST = 3
"""Less urgent stops that one more urgent stop may push out; more are hardly ever needed, visits being of like length,
and the choices grow with each."""


def with_stop(order: Order, position: int, s: int) -> Order:
    """Return ``order`` with ``s`` at ``position``."""
    return (*order[:position], s, *order[position:])


def places(day: Day, orders: Orders, s: int) -> Iterator[tuple[int, int, Order]]:
    """Yield (more minutes on the road, doctor, new order) for every place where stop ``s`` fits."""
    for d, order in enumerate(orders):
        if s not in day.reachable[d]:
            continue
        before = day.travel_minutes(d, order)
        for position in range(len(order) + 1):
            longer = with_stop(order, position, s)
            if day.starts(d, longer) is not None:
                yield day.travel_minutes(d, longer) - before, d, longer


def cheapest_place(day: Day, orders: Orders, s: int) -> tuple[int, int, Order] | None:
    """Return the place of `places` with the fewest more minutes on the road, None where the stop fits nowhere."""
    return min(places(day, orders, s), key=lambda place: place[:2], default=None)


def put_in_greedily(day: Day, orders: Orders | None = None) -> Orders:
    """Return orders with every stop put in its cheapest place, the urgent ones and those few can take first."""
    orders = orders if orders is not None else tuple(day.begun_by(d).order for d in range(len(day.doctors)))
    takers = {s: sum(s in reachable for reachable in day.reachable) for s in range(len(day.stops))}
    for s in sorted(left_out(day, orders), key=lambda s: (day.stops[s].urgency, takers[s], s)):
        orders = put_in(orders, cheapest_place(day, orders, s))
    return orders


def put_in_left_out(day: Day, orders: Orders) -> Orders:
    """Return orders in which no stop that is left out fits anywhere, nor in the place of up to three less
    urgent ones of one doctor.

    Each turn raises the number of planned stops of some urgency without lowering that of a more urgent one, so it ends.
    """
    improved = True
    while improved:
        improved = False
        for s in sorted(left_out(day, orders), key=lambda s: (day.stops[s].urgency, s)):
            put = put_in(orders, cheapest_place(day, orders, s))
            if put == orders:
                put = _in_place_of_less_urgent(day, orders, s)
            improved, orders = improved or put != orders, put
    return orders


def left_out(day: Day, orders: Orders) -> list[int]:
    """Return the stops that are in no order."""
    planned = {s for order in orders for s in order}
    return [s for s in range(len(day.stops)) if s not in planned]


def put_in(orders: Orders, place: tuple[int, int, Order] | None) -> Orders:
    """Return orders with the new order of ``place``, unchanged where there is none."""
    if place is None:
        return orders
    _, d, order = place
    return (*orders[:d], order, *orders[d + 1 :])


def _in_place_of_less_urgent(day: Day, orders: Orders, s: int) -> Orders:
    """Return orders with ``s`` instead of stops of one doctor, as few and as little urgent as can be, unchanged where
    that does not help.
    """
    for size in range(1, _GIVEN_UP_AT_MOST + 1):
        changes = [
            (sorted(-day.stops[t].urgency for t in given_up), minutes, d, order)
            for d in range(len(orders))
            if s in day.reachable[d]
            for given_up in combinations(_less_urgent(day, orders, d, s), size)
            for minutes, order in _instead(day, d, orders[d], s, given_up)
        ]
        if changes:
            _, minutes, d, order = min(changes)
            return put_in(orders, (minutes, d, order))
    return orders


def _less_urgent(day: Day, orders: Orders, d: int, s: int) -> list[int]:
    begun = len(day.begun_by(d).order)
    return [t for t in orders[d][begun:] if day.stops[t].urgency > day.stops[s].urgency]


def _instead(day: Day, d: int, order: Order, s: int, given_up: Collection[int]) -> Iterator[tuple[int, Order]]:
    """Yield the minutes on the road and the order for each place of ``s`` that fits without the stops given up."""
    left = tuple(t for t in order if t not in given_up)
    for position in range(len(left) + 1):
        changed = with_stop(left, position, s)
        if day.starts(d, changed) is not None:
            yield day.travel_minutes(d, changed), changed
