"""Doctors: their weeks on call, their load, their absences and what is written down about each."""

from dashboard.components.doctors.absences import show_absences
from dashboard.components.doctors.file import show_doctor_change, show_file
from dashboard.components.doctors.load import show_loads
from dashboard.components.doctors.rota import show_rota

__all__ = ["show_absences", "show_doctor_change", "show_file", "show_loads", "show_rota"]
