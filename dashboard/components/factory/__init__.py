"""The parts of a factory's own page: its people, visits, hazards, notices, details, papers and data."""

from dashboard.components.factory.data import show_data
from dashboard.components.factory.details import show_details
from dashboard.components.factory.hazards import show_hazards
from dashboard.components.factory.notices import show_notices
from dashboard.components.factory.papers import show_papers
from dashboard.components.factory.people import show_people
from dashboard.components.factory.visiting import show_visiting

__all__ = [
    "show_data",
    "show_details",
    "show_hazards",
    "show_notices",
    "show_papers",
    "show_people",
    "show_visiting",
]
