"""`plan_day`: the day of several doctors over many factories, with the reason of every choice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from experts.errors import ExpertsError
from experts.rounds.day import Day, arrange
from experts.rounds.explain import reasons_of, why_left_out
from experts.rounds.improve import Orders, left_out
from experts.rounds.model import DayPlan, RoundsDoctor, Stop
from experts.rounds.solve import Effort, solve
from experts.rounds.texts import rounds_text
from experts.rounds.travel import Travel

__all__ = ["MOST_DOCTORS", "MOST_STOPS", "make_plan", "plan_day"]

MOST_STOPS, MOST_DOCTORS = 300, 60
"""Beyond this a day is not searched within minutes on two cores; a region can be split."""


def plan_day(
    day: date,
    stops: Sequence[Stop],
    doctors: Sequence[RoundsDoctor],
    *,
    travel: Travel | None = None,
    effort: Effort | None = None,
) -> DayPlan:
    """Return the plan of ``day``: as many stops as can be, the more urgent before the less, then the fewest minutes
    on the road. Every stop is either in a route or among ``unplanned`` with its reason.

    Raises ExpertsError ``instance_too_large``.
    """
    if len(stops) > MOST_STOPS or len(doctors) > MOST_DOCTORS:
        text = rounds_text("instance_too_large", stops=MOST_STOPS, doctors=MOST_DOCTORS)
        raise ExpertsError("instance_too_large", text)
    whole = Day(day, tuple(stops), tuple(doctors), travel or Travel())
    orders, complete = solve(whole, effort or Effort())
    return make_plan(whole, orders, complete_search=complete)


def make_plan(day: Day, orders: Orders, *, complete_search: bool = True, kept_order: bool = False) -> DayPlan:
    """Return the plan that ``orders`` make, with times and reasons."""
    routes = [reasons_of(day, d, order, arrange(day, d, order)) for d, order in enumerate(orders) if order]
    unplanned = [why_left_out(day, orders, s, kept_order=kept_order) for s in left_out(day, orders)]
    return DayPlan(day.day, tuple(routes), tuple(unplanned), complete_search=complete_search)
