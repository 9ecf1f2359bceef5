"""Rounds: the day of several doctors over many factories.

Belongs here: stops with their windows, skills and instruments, journeys, the search (PyVRP), replanning, the reasons in
words and the calendar file. Does not belong here: where visits are stored, and what is found at a factory.
"""

from experts.rounds.calendar import calendar_file
from experts.rounds.check import broken_promises
from experts.rounds.choosing import nearest_suited
from experts.rounds.instruments import INSTRUMENTS, instrument_name, instruments_for
from experts.rounds.model import (
    USUAL_SHIFT,
    USUAL_WINDOWS,
    Change,
    DayPlan,
    Dropped,
    PlannedStop,
    RoundsDoctor,
    Route,
    Stop,
    Unplanned,
    Window,
    clock,
    moment_of,
    shift_left,
)
from experts.rounds.plan import plan_day
from experts.rounds.replan import replan
from experts.rounds.solve import Effort
from experts.rounds.travel import Leg, Travel, read_travel_table

__all__ = [
    "INSTRUMENTS",
    "USUAL_SHIFT",
    "USUAL_WINDOWS",
    "Change",
    "DayPlan",
    "Dropped",
    "Effort",
    "Leg",
    "PlannedStop",
    "RoundsDoctor",
    "Route",
    "Stop",
    "Travel",
    "Unplanned",
    "Window",
    "broken_promises",
    "calendar_file",
    "clock",
    "instrument_name",
    "instruments_for",
    "moment_of",
    "nearest_suited",
    "plan_day",
    "read_travel_table",
    "replan",
    "shift_left",
]
