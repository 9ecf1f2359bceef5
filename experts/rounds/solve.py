"""The search by PyVRP: which doctor goes where in what order.

First the most stops of urgency 1, then of 2, and so on to 5; then the fewest minutes on the road. Each doctor is a
vehicle type with a profile of its own, in which journeys to and from stops that are not for them take longer than any
shift; each window of a stop is one client of a group of which at most one is visited.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyvrp
from numpy.typing import NDArray
from pyvrp.exceptions import PenaltyBoundWarning
from pyvrp.stop import MaxIterations, MaxRuntime, MultipleCriteria

from experts.rounds.day import Day, Order
from experts.rounds.improve import Orders, put_in_greedily, put_in_left_out
from experts.rounds.travel import Leg

__all__ = ["Effort", "solve"]

_NEVER_MINUTES = 10_000
"""A journey that is not allowed: longer than a week, so no shift holds it."""

_LARGEST_COST = 1 << 40
"""PyVRP adds and multiplies in 64 bits, and takes no single number beyond 1 << 44."""


_USUAL_COST, _LEVEL_FACTOR = 1000, 3
"""Of the first search: leaving out a stop of urgency 5 costs more than the longest day on the road (840 minutes from
06:00 to 20:00), and each level three times the next. Measured on four invented days (40 stops, 6 doctors, 4000
iterations): with these mild costs PyVRP leaves out fewer stops than with the strict ones, or as many with fewer
minutes on the road, in three of them; the strict ones come after, from there."""

_SHARES = (0.35, 0.25)
"""Parts of the time for the first and the second search; the third has what is left."""

# A minute late is made to cost more than any stop is worth; whether what comes out is feasible is looked at below.
warnings.filterwarnings("ignore", category=PenaltyBoundWarning)


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to search: at most ``time_limit_s`` in all, and ``iterations`` in each of the three searches. Where the
    iterations are done before the time is, the answer is the same each time.
    """

    time_limit_s: float = 20.0
    iterations: int = 6_000
    seed: int = 1


def solve(day: Day, effort: Effort, orders: Orders | None = None) -> tuple[Orders, bool]:
    """Return the order of each doctor's stops, and whether each search went through all its iterations.

    ``orders`` is where to start from (default: each stop in its cheapest place); what has begun stays.
    """
    ends = time.monotonic() + effort.time_limit_s
    orders = put_in_left_out(day, put_in_greedily(day, orders))
    reachable = frozenset[int]().union(*day.reachable)
    if not reachable:
        return orders, True
    problem = _Problem(day, reachable)
    finished = []
    for share, costs in zip(_SHARES, (_mild_costs(day, reachable), _strict_costs(day, reachable)), strict=True):
        orders, done = problem.search(orders, effort, costs, seconds=effort.time_limit_s * share)
        orders = put_in_left_out(day, orders)
        finished.append(done)
    kept = [s for order in orders for s in order]
    orders, done = _Problem(day, kept).search(orders, effort, {}, seconds=ends - time.monotonic())
    return put_in_left_out(day, orders), done and all(finished)


class _Problem:
    """The instance as PyVRP takes it: locations are the stops ``kept``, and behind them for each doctor who can go out
    the place where they are free and the one where the day ends.
    """

    def __init__(self, day: Day, kept: Iterable[int]) -> None:
        self.day = day
        begun = {s for d in range(len(day.doctors)) for s in day.begun_by(d).order}
        self.kept = sorted(set(kept) - begun)
        self.out = [d for d, reachable in enumerate(day.reachable) if not reachable.isdisjoint(self.kept)]
        self.clients: list[tuple[int, int, int]] = []  # stop, earliest and latest begin of the visit
        for s in self.kept:
            stop = day.stops[s]
            self.clients += [
                (s, opens, closes - stop.service_minutes)
                for opens, closes in stop.windows
                if opens + stop.service_minutes <= closes
            ]

    def search(
        self, orders: Orders, effort: Effort, costs: Mapping[int, int], *, seconds: float
    ) -> tuple[Orders, bool]:
        """Return better orders than ``orders`` where some are found, and whether all iterations were done.

        ``costs`` is what leaving out each stop costs, in minutes on the road; without any, all have to be visited.
        """
        if seconds <= 0.0 or not self.kept:
            return orders, not self.kept
        data = self._data(costs)
        start = self._solution(data, orders)
        most = 4.0 * max([*costs.values(), _USUAL_COST])
        penalty = pyvrp.PenaltyParams(max_penalty=most, solutions_between_updates=100)
        found = pyvrp.solve(
            data,
            MultipleCriteria([MaxIterations(effort.iterations), MaxRuntime(seconds)]),
            seed=effort.seed,
            collect_stats=False,
            params=pyvrp.SolveParams(penalty=penalty),
            initial_solution=start,
        )
        complete = found.num_iterations >= effort.iterations
        if not found.best.is_feasible():
            return orders, complete
        better = self._orders(found.best)
        return (better if self._rank(better) < self._rank(orders) else orders), complete

    def _rank(self, orders: Orders) -> tuple[int, ...]:
        """Return what plans are compared by, less being better: stops left out by urgency, minutes on the road."""
        planned = {s for order in orders for s in order}
        missed = [self.day.stops[s].urgency for s in self.kept if s not in planned]
        road = sum(self.day.travel_minutes(d, order) for d, order in enumerate(orders))
        return (*(missed.count(level) for level in range(1, 6)), road)

    def _data(self, costs: Mapping[int, int]) -> pyvrp.ProblemData:
        row_of = {s: row for row, s in enumerate(self.kept)}
        windows_of = {s: [c for c, client in enumerate(self.clients) if client[0] == s] for s in self.kept}
        groups = [pyvrp.ClientGroup(windows_of[s], required=not costs) for s in self.kept if len(windows_of[s]) > 1]
        group_of = {c: number for number, group in enumerate(groups) for c in group.clients}
        clients = [
            pyvrp.Client(
                location=row_of[s],
                service_duration=self.day.stops[s].service_minutes,
                tw_early=earliest,
                tw_late=latest,
                prize=costs.get(s, 0),
                required=not costs and c not in group_of,
                group=group_of.get(c),
            )
            for c, (s, earliest, latest) in enumerate(self.clients)
        ]
        vehicles = [
            pyvrp.VehicleType(
                start_depot=2 * number,
                end_depot=2 * number + 1,
                tw_early=self.day.begun_by(d).ready,
                tw_late=self.day.shift(d)[1],
                profile=number,
            )
            for number, d in enumerate(self.out)
        ]
        matrices: list[Any] = [self._minutes(d) for d in self.out]  # PyVRP's stubs name their shape as an int
        first = len(self.kept)
        return pyvrp.ProblemData(
            locations=[pyvrp.Location(0.0, 0.0)] * (first + 2 * len(self.out)),
            clients=clients,
            depots=[pyvrp.Depot(first + number) for number in range(2 * len(self.out))],
            vehicle_types=vehicles,
            distance_matrices=matrices,
            duration_matrices=matrices,
            groups=groups,
        )

    def _minutes(self, d: int) -> NDArray[np.int64]:
        """Return the journeys of one doctor, shape (locations, locations), in minutes."""
        size = len(self.kept) + 2 * len(self.out)
        start = len(self.kept) + 2 * self.out.index(d)
        minutes = np.full((size, size), _NEVER_MINUTES, dtype=np.int64)
        np.fill_diagonal(minutes, 0)
        allowed = [(row, s) for row, s in enumerate(self.kept) if s in self.day.reachable[d]]
        minutes[start, start + 1] = 0
        for row, s in allowed:
            minutes[start, row] = _of(self.day.legs_from(d)[s])
            minutes[row, start + 1] = _of(self.day.back[d][s])
            for column, t in allowed:
                minutes[row, column] = _of(self.day.between[s][t])
        return minutes

    def _solution(self, data: pyvrp.ProblemData, orders: Orders) -> pyvrp.Solution:
        routes = []
        for number, d in enumerate(self.out):
            starts = self.day.starts(d, orders[d]) or ()
            done = len(self.day.begun_by(d).order)
            visits = [self._client(s, start) for s, start in zip(orders[d][done:], starts[done:], strict=True)]
            if visits:
                routes.append(pyvrp.Route(data, visits, number))
        return pyvrp.Solution(data, routes)

    def _client(self, s: int, start: int) -> int:
        """Return the client that stands for visiting stop ``s`` in the window in which ``start`` lies."""
        return next(
            c for c, (stop, earliest, latest) in enumerate(self.clients) if stop == s and earliest <= start <= latest
        )

    def _orders(self, solution: pyvrp.Solution) -> Orders:
        orders: list[Order] = [self.day.begun_by(d).order for d in range(len(self.day.doctors))]
        for route in solution.routes():
            visited = (self.clients[activity.idx][0] for activity in route if activity.is_client())
            orders[self.out[route.vehicle_type()]] += tuple(visited)
        return tuple(orders)


def _of(leg: Leg | None) -> int:
    return _NEVER_MINUTES if leg is None else leg.minutes


def _mild_costs(day: Day, kept: Iterable[int]) -> dict[int, int]:
    """Return what leaving out each stop costs, in minutes: more than a day on the road."""
    return {s: _USUAL_COST * _LEVEL_FACTOR ** (5 - day.stops[s].urgency) for s in kept}


def _strict_costs(day: Day, kept: Collection[int]) -> dict[int, int]:
    """Return what leaving out each stop costs, in minutes: more than all less urgent stops and all roads together.

    No doctor is on the road longer than the shift. From where the numbers would outgrow PyVRP's 64 bits (hundreds of
    stops) the levels are brought closer together: `improve.put_in_left_out` still keeps their order where one stop
    stands for some others of one doctor.
    """
    less = sum(max(0, day.shift(d)[1] - day.shift(d)[0]) for d in range(len(day.doctors)))
    costs: dict[int, int] = {}
    for level in range(5, 0, -1):
        alike = [s for s in kept if day.stops[s].urgency == level]
        cost = min(less + 1, _LARGEST_COST)
        costs.update(dict.fromkeys(alike, cost))
        less += cost * len(alike)
    return costs
