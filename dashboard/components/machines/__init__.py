"""The parts of a machine's page: how it is, how its levels developed, what is known of it, what is done with it."""

from dashboard.components.machines.chosen import machine_in_address
from dashboard.components.machines.happenings import show_happenings
from dashboard.components.machines.label import show_label
from dashboard.components.machines.nameplate import show_nameplate, show_photo
from dashboard.components.machines.points import show_points
from dashboard.components.machines.record import show_record
from dashboard.components.machines.routine import show_routine
from dashboard.components.machines.trend import show_health, show_trend

__all__ = [
    "machine_in_address",
    "show_happenings",
    "show_health",
    "show_label",
    "show_nameplate",
    "show_photo",
    "show_points",
    "show_record",
    "show_routine",
    "show_trend",
]
