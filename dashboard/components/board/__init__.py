"""The triage board: what it is narrowed down to, its stages with their counts, and one card a case."""

from dashboard.components.board.card import show_card
from dashboard.components.board.filters import show_filters, show_saved_filters, wanted_by_address
from dashboard.components.board.stages import EVERY_STAGE, OVERDUE, show_stages

__all__ = [
    "EVERY_STAGE",
    "OVERDUE",
    "show_card",
    "show_filters",
    "show_saved_filters",
    "show_stages",
    "wanted_by_address",
]
