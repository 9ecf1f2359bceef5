"""The doctor's side of a case: what to do next, and every tool for it."""

from dashboard.components.doctor.side import show_doctor_side, show_way_to_doctor_side

__all__ = ["show_doctor_side", "show_way_to_doctor_side"]
