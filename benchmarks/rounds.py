"""How good and how fast the plan of a day of rounds is: against PyVRP given much longer, and against the nearest next.

``python -m benchmarks.rounds`` prints all of it; ``--long-seconds 120`` lets PyVRP run longer than the usual 60 s.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

from benchmarks.rounds_instances import DAY, invented_day
from experts.rounds import DayPlan, Effort, RoundsDoctor, Stop, Travel, broken_promises, plan_day
from experts.rounds.day import Day, Order
from experts.rounds.plan import make_plan

_SEEDS = (1, 2, 3)
_ENDLESS = 10_000_000


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the comparison for each seeded day."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stops", type=int, default=40)
    parser.add_argument("--doctors", type=int, default=6)
    parser.add_argument("--long-seconds", type=float, default=60.0)
    options = parser.parse_args(arguments)
    size = f"{options.stops} stops and {options.doctors} doctors"
    print(f"rounds of {size} (goal for 40 and 6: at most 20 s, within 3 % of the long run)")
    for seed in _SEEDS:
        stops, doctors = invented_day(stops=options.stops, doctors=options.doctors, seed=seed)
        began = time.perf_counter()
        ours = plan_day(DAY, stops, doctors)
        seconds = time.perf_counter() - began
        long_run = Effort(time_limit_s=options.long_seconds, iterations=_ENDLESS, seed=seed + 100)
        longer = plan_day(DAY, stops, doctors, effort=long_run)
        nearest = nearest_next(stops, doctors)
        ratio = ours.travel_minutes / max(longer.travel_minutes, 1)
        print(f"  {seed}: {seconds:.1f} s, all iterations done: {'yes' if ours.complete_search else 'no'}")
        print(f"     ours          {_said(ours, stops)}")
        print(f"     long run      {_said(longer, stops)}   minutes of ours to these: {ratio:.3f}")
        print(f"     nearest next  {_said(nearest, stops)}")
        for plan in (ours, longer, nearest):
            assert broken_promises(plan, stops, doctors, Travel()) == []


def nearest_next(stops: Sequence[Stop], doctors: Sequence[RoundsDoctor]) -> DayPlan:
    """Return the plan of doctors who, one after the other, always go on to the nearest stop they can take."""
    day = Day(DAY, tuple(stops), tuple(doctors), Travel())
    taken: set[int] = set()
    orders: list[Order] = []
    for d in range(len(doctors)):
        order: Order = ()
        while (following := _nearest(day, d, order, taken)) is not None:
            order = (*order, following)
            taken.add(following)
        orders.append(order)
    return make_plan(day, tuple(orders))


def _nearest(day: Day, d: int, order: Order, taken: set[int]) -> int | None:
    possible = [s for s in day.reachable[d] - taken if day.starts(d, (*order, s)) is not None]
    return min(possible, key=lambda s: (day.legs(d, (*order, s))[-2].minutes, s), default=None)


def _said(plan: DayPlan, stops: Sequence[Stop]) -> str:
    missed = {entry.stop_id for entry in plan.unplanned}
    by_urgency = [sum(stop.urgency == level for stop in stops if stop.id in missed) for level in range(1, 6)]
    return f"left out by urgency {by_urgency}, {plan.travel_minutes} minutes and {plan.travel_km:.0f} km on the road"


if __name__ == "__main__":
    main()
