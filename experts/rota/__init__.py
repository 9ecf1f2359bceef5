"""The rota: who works when, and who is on call in which week.

Belongs here: weekly hours, weeks on call and their fair rotation, and what contradicts itself in them. Does not belong
here: where they are stored, and which days are holidays (a function says so).
"""

from experts.rota.contradictions import Contradiction, contradictions_on_call
from experts.rota.hours import USUAL_HOURS, WEEKDAYS, RotaError, WeeklyHours, read_hours
from experts.rota.on_call import Candidate, Gap, OnCallWeek, Rotation, rotate, week_span, week_start

__all__ = [
    "USUAL_HOURS",
    "WEEKDAYS",
    "Candidate",
    "Contradiction",
    "Gap",
    "OnCallWeek",
    "RotaError",
    "Rotation",
    "WeeklyHours",
    "contradictions_on_call",
    "read_hours",
    "rotate",
    "week_span",
    "week_start",
]
