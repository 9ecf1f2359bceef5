"""The doctor's side of a case: what to do next, and every tool for it."""

from dashboard.components.doctor.acting import leave_after_action
from dashboard.components.doctor.side import show_doctor_side, show_way_to_doctor_side

__all__ = ["leave_after_action", "show_doctor_side", "show_way_to_doctor_side"]
