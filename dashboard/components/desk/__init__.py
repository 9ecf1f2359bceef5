"""The coordinator's decisions about one case: the proposal accepted with one click, another doctor, or something else
altogether.
"""

from dashboard.components.desk.decisions import show_decision_buttons, show_drag_handle
from dashboard.components.desk.proposal import accept, show_alternatives, show_desk

__all__ = ["accept", "show_alternatives", "show_decision_buttons", "show_desk", "show_drag_handle"]
