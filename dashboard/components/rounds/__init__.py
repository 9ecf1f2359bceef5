"""A day of rounds: the form that asks for it, the map, and each doctor's stops."""

from dashboard.components.rounds.day_form import show_day_form
from dashboard.components.rounds.map import Place, RouteLine, route_map
from dashboard.components.rounds.plan import show_plan_of_day

__all__ = ["Place", "RouteLine", "route_map", "show_day_form", "show_plan_of_day"]
